import { Plus } from 'lucide-react';
import { useEffect } from 'react';
import type { ReceiveView } from '../../../../wallet-core/ipc/index.ts';
import {
  AddressText,
  AmountField,
  amountWords,
  Button,
  Card,
  Chip,
  CopyButton,
  Disclosure,
  describeError,
  ErrorState,
  LoadingLabel,
  QrCode,
  Row,
  SegmentedControl,
  Skeleton,
  Stack,
  Text,
  TextField,
  t,
} from '../../../ui/index.ts';
import { copyText } from '../../api/index.ts';
import { Screen } from '../../shell/screen.tsx';
import { useAccountChains } from '../chains/account-chains.ts';
import { FLUX } from '../send/form.ts';
import { AccountAddress } from './account-address.tsx';
import { paymentRequest } from './payment-request.ts';
import styles from './receive.module.css';
import { chooseKind, nextAddress, readReceive, useReceive } from './receive-store.ts';

/** Be paid: the address with its network in words, as QR code, and a request for an amount. */
export function ReceiveScreen() {
  const view = useReceive((state) => state.view);
  const error = useReceive((state) => state.error);
  const kind = useReceive((state) => state.kind);
  const chains = useAccountChains();
  const [first] = chains;
  const chain = kind === 'accounts' && first !== undefined ? first : 'flux';
  useEffect(() => {
    void readReceive(chain);
  }, [chain]);
  return (
    <Screen title={chain === 'flux' ? t('receive.title') : t('route.receive')}>
      {first !== undefined && (
        <SegmentedControl
          legend={t('receiveOn.legend')}
          legendHidden
          value={chain === 'flux' ? 'flux' : 'accounts'}
          onValue={(next) => chooseKind(next, first)}
          choices={[
            { value: 'flux', label: t('receiveOn.flux') },
            { value: 'accounts', label: t('receiveOn.accounts', { count: chains.length }) },
          ]}
        />
      )}
      {error !== null && (
        <ErrorState
          code={error.code}
          shape="inline"
          actions={
            <Button size="small" onClick={() => void readReceive(chain)}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      {view !== null && view.chain === 'flux' && <Address view={view} />}
      {view !== null && view.chain !== 'flux' && <AccountAddress view={view} chains={chains} />}
      {view === null && error === null && <Loading />}
      {view !== null && view.chain === 'flux' && <Previous view={view} />}
    </Screen>
  );
}

function Address({ view }: { readonly view: ReceiveView }) {
  const amount = useReceive((state) => state.amount);
  const message = useReceive((state) => state.message);
  const busy = useReceive((state) => state.busy);
  const { address } = view.current;
  const request = paymentRequest(address, amount, message);
  const shown = request.ok ? request.value : { text: address, amount: null, isLink: false };
  const asked = shown.amount === null ? null : amountWords(shown.amount, FLUX.decimals, FLUX.symbol);
  const errorAt = (field: 'amount' | 'message') =>
    !request.ok && request.field === field ? describeError(request.reason) : undefined;
  const amountError = errorAt('amount');
  const messageError = errorAt('message');
  return (
    <div className={styles.columns}>
      <Card padding="roomy">
        <div className={styles.address}>
          <QrCode
            text={shown.text}
            what={
              !shown.isLink
                ? t('receive.qrAddress')
                : asked === null
                  ? t('receive.qrRequestPlain')
                  : t('receive.qrRequest', { amount: asked })
            }
          />
          <Stack gap={16} grow>
            <Stack gap={8}>
              <Text size={13} weight="medium">
                {t('receive.address')}
              </Text>
              <AddressText address={address} size="large" />
            </Stack>
            <Text tone="muted">{t('receive.network')}</Text>
            <Row gap={8} wrap>
              <CopyButton
                variant="primary"
                words={t('receive.copy')}
                what={t('receive.addressWhat')}
                onCopy={() => copyText(address)}
              />
              {shown.isLink && (
                <CopyButton
                  words={t('receive.copyLink')}
                  what={t('receive.linkWhat')}
                  onCopy={() => copyText(shown.text)}
                />
              )}
              {view.current.role === 'receive' && (
                <Button variant="quiet" icon={Plus} busy={busy} onClick={() => void nextAddress()}>
                  {t('receive.new')}
                </Button>
              )}
            </Row>
          </Stack>
        </div>
      </Card>
      <Card title={t('receive.request')}>
        <Stack gap={16}>
          <AmountField
            label={t('send.amount')}
            optional
            name="request-amount"
            unit={FLUX.symbol}
            value={amount}
            onValue={(text) => useReceive.setState({ amount: text })}
            error={amountError === undefined ? undefined : `${amountError.title}. ${amountError.next}`}
          />
          <TextField
            label={t('receive.message')}
            optional
            name="request-message"
            maxLength={120}
            value={message}
            onValue={(text) => useReceive.setState({ message: text })}
            error={messageError === undefined ? undefined : `${messageError.title}. ${messageError.next}`}
          />
          <Text size={12} tone="muted">
            {t('receive.requestHint')}
          </Text>
        </Stack>
      </Card>
    </div>
  );
}

function Loading() {
  return (
    <div className={styles.columns}>
      <LoadingLabel />
      <Card padding="roomy">
        <div className={styles.address}>
          <span className={styles.qrPlace}>
            <Skeleton size="block" width="full" />
          </span>
          <Stack gap={16} grow>
            <Skeleton size={13} width="short" />
            <Skeleton size={20} width="long" />
            <Skeleton size={20} width="long" />
            <Skeleton size="control" width="medium" />
          </Stack>
        </div>
      </Card>
    </div>
  );
}

function Previous({ view }: { readonly view: ReceiveView }) {
  if (view.previous.length === 0) {
    return (
      <Text size={13} tone="muted">
        {t('receive.previousNone')} {t('receive.newHint')}
      </Text>
    );
  }
  return (
    <Disclosure summary={`${t('receive.previous')} (${view.previous.length})`}>
      <ul className={styles.previous}>
        {view.previous.map((one) => (
          <li key={one.address} className={styles.one}>
            <Text as="span" size={12} tone="muted">
              {one.role === 'watched' ? t('receive.watched') : t('receive.index', { index: one.index + 1 })}
            </Text>
            <AddressText address={one.address} what={t('receive.addressWhat')} onCopy={() => copyText(one.address)} />
            <Chip tone={one.used ? 'neutral' : 'info'}>{one.used ? t('receive.used') : t('receive.unused')}</Chip>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
