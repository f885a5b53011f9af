import type { NodeView } from '../../../../wallet-core/ipc/index.ts';
import { AmountText, Progress, Text, TimeLeft, t, tx } from '../../../ui/index.ts';
import { FLUX } from '../send/form.ts';
import styles from './nodes.module.css';
import { useNodes } from './nodes-store.ts';

/** When the list was read: what it says is "left" counts from then. */
export function useReadAt(): number {
  return useNodes((state) => state.view?.provenance?.atMs ?? 0);
}

/** How many nodes its queue holds; `null` while the network is not known. */
function useQueueLength(tier: NodeView['tier']): number | null {
  return useNodes((state) => (tier === null ? null : (state.network?.tiers[tier].nodes ?? null)));
}

/** The place in the queue in words and as a bar that fills towards the payout. */
export function Place({ node: { rank, tier } }: { readonly node: NodeView }) {
  const length = useQueueLength(tier);
  if (rank === null) return <span className={styles.note}>{t('nodes.notQueued')}</span>;
  const words = length === null ? t('nodes.rank', { rank }) : t('nodes.rankOf', { rank, count: length });
  return (
    <div className={styles.place}>
      <span className={styles.note}>{words}</span>
      {length !== null && length > 0 && <Progress label={words} value={1 - rank / length} />}
    </div>
  );
}

/** When and how much next, and the place in the queue. */
export function NextPayout({ node }: { readonly node: NodeView }) {
  const readAt = useReadAt();
  const { payout } = node;
  if (payout === null) return <span className={styles.note}>{t('nodes.notQueued')}</span>;
  return (
    <div className={styles.figures}>
      <Text as="span" weight="medium">
        <AmountText units={payout.amount} {...FLUX} />
      </Text>
      <span className={styles.note}>{tx('nodes.payoutIn', { time: <TimeLeft atMs={readAt + payout.inMs} /> })}</span>
      <Place node={node} />
    </div>
  );
}

/** What it has earned in native FLUX; a lower bound says so. */
export function Earned({ node: { earned, state } }: { readonly node: NodeView }) {
  if (earned === null) {
    const isNew = state !== 'confirmed' && state !== 'missing-confirm';
    return <span className={styles.note}>{isNew ? t('nodes.neverPaid') : t('nodes.paidElsewhere')}</span>;
  }
  const amount = <AmountText units={earned.native} {...FLUX} />;
  if (earned.payouts === 0 && earned.complete) return <span className={styles.note}>{t('nodes.neverPaid')}</span>;
  return (
    <Text as="span" weight="medium">
      {earned.complete ? amount : tx('nodes.atLeast', { amount })}
    </Text>
  );
}

/** What belongs to the sum: parallel assets, and nodes that share it. */
export function EarnedNotes({ node: { earned } }: { readonly node: NodeView }) {
  if (earned === null || earned.payouts === 0) return null;
  return (
    <>
      <span className={styles.note}>
        {tx('nodes.parallel', { amount: <AmountText units={earned.parallelEach} {...FLUX} symbol="" /> })}
      </span>
      {earned.shared && <span className={styles.note}>{t('nodes.shared')}</span>}
    </>
  );
}
