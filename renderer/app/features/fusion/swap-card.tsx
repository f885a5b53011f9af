import { RefreshCw } from 'lucide-react';
import {
  AddressText,
  AgeText,
  AmountText,
  Banner,
  Button,
  Card,
  Chip,
  CopyButton,
  Disclosure,
  describeError,
  Facts,
  Heading,
  Progress,
  Row,
  Stack,
  Text,
  Timeline,
  t,
  tx,
} from '../../../ui/index.ts';
import { copyText } from '../../api/index.ts';
import { canSend, useSnapshots } from '../../state/index.ts';
import { isBusy, useReview } from '../review/review-store.ts';
import { FLUX } from '../send/form.ts';
import { DossierButtons } from './dossier-buttons.tsx';
import styles from './fusion.module.css';
import { type FusionView, fusionName, type SwapView } from './fusion-store.ts';
import { swapSteps } from './swap-steps.ts';
import { cancelSwap, chooseTarget, lookAtSwap, signDeposit } from './swap-store.ts';
import { tones } from './words.ts';

/** One swap: where it stands in words, its steps, and what can be done about it. */
export function SwapCard({ swap, view }: { readonly swap: SwapView; readonly view: FusionView }) {
  const from = fusionName(swap.chainFrom);
  const title =
    swap.target === null ? t('swap.nameOpen', { from }) : t('swap.name', { from, to: fusionName(swap.target.chainTo) });
  return (
    <Card>
      <Stack gap={16}>
        <div className={styles.toolbar}>
          <Heading level={3}>{title}</Heading>
          <Chip tone={tones[swap.tone]}>{t(`swap.is.${swap.headline}`)}</Chip>
        </div>
        <div className={styles.toolbar}>
          <Text>
            <span role="status">{t(`swap.text.${swap.headline}`)}</span>
          </Text>
          <Text size={12} tone="muted">
            {tx('swap.started', { age: <AgeText atMs={swap.startedAtMs} /> })}
          </Text>
        </div>
        {swap.refusal !== null && (
          <Text size={13} tone="muted">
            {t('fusion.said', { words: swap.refusal })}
          </Text>
        )}
        <Trouble swap={swap} />
        {swap.isEnded ? (
          <Disclosure summary={t('fusion.history.more')}>
            <Body swap={swap} />
          </Disclosure>
        ) : (
          <Body swap={swap} />
        )}
        <Actions swap={swap} view={view} />
      </Stack>
    </Card>
  );
}

/** What has gone wrong, and whom to turn to. */
function Trouble({ swap }: { readonly swap: SwapView }) {
  const { differs, error, help, tone } = swap;
  return (
    <>
      {help === 'support' && (
        <Banner tone={tone === 'bad' ? 'danger' : 'warning'} title={t('swap.contactTitle')}>
          {t('swap.contact')}
        </Banner>
      )}
      {differs !== null && (
        <Facts
          layout="down"
          facts={[
            {
              id: 'differs',
              term: t('swap.differs', { chain: fusionName(differs.chainTo) }),
              value: <AddressText address={differs.addressTo} />,
            },
          ]}
        />
      )}
      {error !== null && (
        <Text size={13} tone="warning">
          {describeError(error.code).title}.
        </Text>
      )}
    </>
  );
}

function Body({ swap }: { readonly swap: SwapView }) {
  const { confirmations } = swap;
  return (
    <div className={styles.columns}>
      <Stack gap={12}>
        <Timeline label={t('swap.steps')} steps={swapSteps(swap)} />
        {confirmations !== null && confirmations.now !== null && confirmations.needed > 0 && (
          <Progress label={t('swap.progress')} value={Math.min(1, confirmations.now / confirmations.needed)} />
        )}
      </Stack>
      <SwapFacts swap={swap} />
    </div>
  );
}

function SwapFacts({ swap }: { readonly swap: SwapView }) {
  const { target, payout, depositAddress } = swap;
  const amounts = [
    { id: 'sent', term: t('swap.sent'), value: <AmountText units={swap.amount} {...FLUX} /> },
    { id: 'fee', term: t('swap.fee'), value: <AmountText units={swap.fee} {...FLUX} /> },
    { id: 'received', term: t('swap.received'), value: <AmountText units={swap.received} {...FLUX} /> },
    ...(payout === null || payout.amount === null
      ? []
      : [{ id: 'seen', term: t('swap.seen'), value: <AmountText units={payout.amount} {...FLUX} /> }]),
  ];
  const places = [
    { id: 'from', term: t('swap.fromAddress'), value: <AddressText address={swap.addressFrom} form="short" /> },
    ...(depositAddress === null
      ? []
      : [{ id: 'deposit', term: t('swap.deposit'), value: <AddressText address={depositAddress} form="short" /> }]),
    ...(target === null
      ? []
      : [{ id: 'to', term: t('swap.toAddress'), value: <AddressText address={target.addressTo} form="short" /> }]),
    ...txidFact('txidFrom', swap.txidFrom),
    ...txidFact('txidTo', swap.txidTo),
  ];
  return (
    <Stack gap={16}>
      <Facts facts={amounts} />
      <Facts layout="down" facts={places} />
    </Stack>
  );
}

function txidFact(id: 'txidFrom' | 'txidTo', txid: string | null) {
  if (txid === null) return [];
  const value = (
    <Row gap={4}>
      <span className={styles.txid} title={txid}>
        {txid}
      </span>
      <CopyButton size="small" what={t(`swap.${id}`)} onCopy={() => copyText(txid)} />
    </Row>
  );
  return [{ id, term: t(`swap.${id}`), value }];
}

function Actions({ swap, view }: { readonly swap: SwapView; readonly view: FusionView }) {
  const able = useSnapshots(canSend);
  const busy = useReview(isBusy);
  const targets = view.chains.filter(
    ({ fusion, hasAdapter, addresses, active }) =>
      fusion !== swap.chainFrom && hasAdapter && addresses.length > 0 && active !== false,
  );
  return (
    <Stack gap={12}>
      {able && swap.help === 'choose-target' && (
        <Stack gap={8}>
          <Text weight="medium">{t('swap.target')}</Text>
          <Row gap={8} wrap>
            {targets.map(({ fusion, addresses: [first] }) =>
              first === undefined ? null : (
                <Button key={fusion} size="small" onClick={() => void chooseTarget(swap.swapId, fusion, first.address)}>
                  {t('swap.chooseTarget', { chain: fusionName(fusion) })}
                </Button>
              ),
            )}
          </Row>
        </Stack>
      )}
      <Row gap={8} wrap>
        {able && swap.help === 'sign' && (
          <Button size="small" variant="primary" disabled={busy} onClick={() => void signDeposit(swap)}>
            {t('swap.sign')}
          </Button>
        )}
        {able && swap.canCancel && (
          <Button size="small" disabled={busy} onClick={() => void cancelSwap(swap.swapId)}>
            {t('swap.cancel')}
          </Button>
        )}
        {!swap.isEnded && (
          <Button size="small" icon={RefreshCw} onClick={() => void lookAtSwap(swap.swapId)}>
            {t('swap.look')}
          </Button>
        )}
        <DossierButtons id={swap.swapId} />
      </Row>
    </Stack>
  );
}
