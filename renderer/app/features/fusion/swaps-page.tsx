import { AddressText, AmountText, EmptyState, Facts, Heading, Stack, t } from '../../../ui/index.ts';
import { canSend, useSnapshots } from '../../state/index.ts';
import { ReviewCard } from '../review/review-card.tsx';
import { stepOf, useReview } from '../review/review-store.ts';
import { FLUX } from '../send/form.ts';
import styles from './fusion.module.css';
import type { FusionView, SwapView } from './fusion-store.ts';
import { SwapCard } from './swap-card.tsx';
import { SwapFields } from './swap-fields.tsx';
import { SwapQuote } from './swap-quote.tsx';
import { useSwap } from './swap-store.ts';

/** A new swap with its quote, and every swap of this account until its end. */
export function SwapsPage({ view }: { readonly view: FusionView }) {
  const able = useSnapshots(canSend);
  const step = useReview(stepOf('deposit'));
  const deposit = useSwap((state) => state.deposit);
  if (step.kind !== 'idle') {
    return <ReviewCard step={step}>{deposit !== null && <Deposit swap={deposit} />}</ReviewCard>;
  }
  const open = view.swaps.filter(({ isEnded }) => !isEnded);
  const ended = view.swaps.filter(({ isEnded }) => isEnded);
  return (
    <Stack gap={24}>
      {able && (
        <div className={styles.columns}>
          <SwapFields view={view} />
          <SwapQuote view={view} />
        </div>
      )}
      {view.swaps.length === 0 && <EmptyState title={t('swap.none.title')}>{t('swap.none.text')}</EmptyState>}
      <Swaps title={t('swap.open')} swaps={open} view={view} />
      <Swaps title={t('swap.ended')} swaps={ended} view={view} />
    </Stack>
  );
}

function Swaps({
  title,
  swaps,
  view,
}: {
  readonly title: string;
  readonly swaps: readonly SwapView[];
  readonly view: FusionView;
}) {
  if (swaps.length === 0) return null;
  return (
    <Stack gap={12}>
      <Heading level={2}>{title}</Heading>
      {swaps.map((swap) => (
        <SwapCard key={swap.swapId} swap={swap} view={view} />
      ))}
    </Stack>
  );
}

/** What the signer has been asked to compare. */
function Deposit({ swap }: { readonly swap: SwapView }) {
  return (
    <Stack gap={16}>
      <Facts
        facts={[{ id: 'sent', term: t('swap.sent'), value: <AmountText units={swap.amount} {...FLUX} always /> }]}
      />
      {swap.depositAddress !== null && (
        <Facts
          layout="down"
          facts={[{ id: 'deposit', term: t('swap.deposit'), value: <AddressText address={swap.depositAddress} /> }]}
        />
      )}
    </Stack>
  );
}
