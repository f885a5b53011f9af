import { AddressText, AmountText, amountWords, Button, Chip, EmptyState, Stack, Text, t } from '../../../ui/index.ts';
import { canSend, useSnapshots } from '../../state/index.ts';
import { ReviewCard } from '../review/review-card.tsx';
import { isBusy, stepOf, useReview } from '../review/review-store.ts';
import { FLUX } from '../send/form.ts';
import { AddressClaims } from './address-claims.tsx';
import { ClaimHistory } from './claim-history.tsx';
import styles from './fusion.module.css';
import {
  type ChosenClaim,
  chooseRows,
  claim,
  claimOfRow,
  type FusionView,
  fusionName,
  keyOfRow,
  MOST_CLAIMS,
  refreshFusion,
  useFusion,
} from './fusion-store.ts';

/** What every reward address can claim, what it costs, and what has been claimed. */
export function ClaimsPage({ view }: { readonly view: FusionView }) {
  const step = useReview(stepOf('claims'));
  if (step.kind !== 'idle') {
    return (
      <ReviewCard step={step}>
        <Asked />
      </ReviewCard>
    );
  }
  return (
    <Stack gap={24}>
      <Table view={view} />
      <ClaimHistory claims={view.claims} />
    </Stack>
  );
}

/** What the signer has been asked to compare. */
function Asked() {
  const asked = useFusion((state) => state.asked);
  return (
    <ul className={styles.lines}>
      {asked.map((one) => (
        <li key={`${one.claim} ${one.address} ${one.chain}`} className={styles.asked}>
          <div className={styles.askedHead}>
            <Text as="span" weight="medium">
              {fusionName(one.chain)}
            </Text>
            <Chip>{t(`fusion.kind.${one.claim}`)}</Chip>
            <span className={styles.end}>
              <AmountText units={one.received} {...FLUX} always />
            </span>
          </div>
          <AddressText address={one.claimingAddress} />
        </li>
      ))}
    </ul>
  );
}

function Table({ view }: { readonly view: FusionView }) {
  const { rows } = view;
  if (rows === null) {
    return (
      <EmptyState
        title={t('fusion.neverRead.title')}
        actions={
          <Button variant="primary" busy={view.refreshing} onClick={refreshFusion}>
            {t('fusion.refresh')}
          </Button>
        }
      >
        {t('fusion.neverRead.text')}
      </EmptyState>
    );
  }
  if (rows.length === 0) {
    return <EmptyState title={t('fusion.noClaims.title')}>{t('fusion.noClaims.text')}</EmptyState>;
  }
  const addresses = [...new Set(rows.map(({ address }) => address))];
  return (
    <Stack gap={16}>
      <Toolbar view={view} />
      {addresses.map((address) => (
        <AddressClaims
          key={address}
          view={view}
          address={address}
          rows={rows.filter((row) => row.address === address)}
          comparison={view.comparisons.find((one) => one.address === address) ?? null}
        />
      ))}
    </Stack>
  );
}

const arrives = (claims: readonly ChosenClaim[]) =>
  amountWords(
    claims.reduce((sum, { received }) => sum + BigInt(received), 0n),
    FLUX.decimals,
    FLUX.symbol,
  );

function Toolbar({ view }: { readonly view: FusionView }) {
  const able = useSnapshots(canSend);
  const hidden = useSnapshots((state) => state.settings?.hideAmounts === true);
  const chosen = useFusion((state) => state.chosen);
  const busy = useReview(isBusy);
  if (!able) return null;
  const possible = (view.rows ?? []).flatMap((row) => {
    const one = claimOfRow(view, row);
    return one === null ? [] : [{ key: keyOfRow(row), one }];
  });
  const picked = possible.filter(({ key }) => chosen.has(key)).map(({ one }) => one);
  const all = possible.map(({ one }) => one);
  const sum = (claims: readonly ChosenClaim[]) => (hidden ? t('amount.hiddenMark') : arrives(claims));
  return (
    <div className={styles.toolbar}>
      <Text tone="muted">
        <span role="status">
          {picked.length > MOST_CLAIMS
            ? t('fusion.tooMany', { count: MOST_CLAIMS })
            : picked.length > 0
              ? t('fusion.chosen', { count: picked.length, amount: sum(picked) })
              : all.length > 0
                ? t('fusion.offered', { count: all.length, amount: sum(all) })
                : t('fusion.nothingOffered')}
        </span>
      </Text>
      {picked.length > 0 && (
        <>
          <Button variant="quiet" onClick={() => useFusion.setState({ chosen: new Set() })}>
            {t('fusion.clear')}
          </Button>
          <Button variant="primary" disabled={busy || picked.length > MOST_CLAIMS} onClick={() => void claim(picked)}>
            {t('fusion.claim', { count: picked.length })}
          </Button>
        </>
      )}
      {picked.length === 0 && all.length > 0 && (
        <Button
          variant="primary"
          onClick={() =>
            chooseRows(
              possible.slice(0, MOST_CLAIMS).map(({ key }) => key),
              true,
            )
          }
        >
          {t('fusion.chooseAll')}
        </Button>
      )}
    </div>
  );
}
