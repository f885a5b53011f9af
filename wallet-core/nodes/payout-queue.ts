/**
 * The order in which nodes are paid (fluxd fluxnode/fluxnode.h:313-328, uint256.h:94): one queue per tier, each block
 * pays the head of each and puts it at the end. Rank 0 is paid by the next block.
 */
import { PON_REDUCTION_INTERVAL, targetSpacingSeconds, tierRewards } from './emission.ts';
import type { NodeRow } from './node-row.ts';
import { type NodeTier, nodeTiers } from './tiers.ts';
import { blocksToMs, PAYOUT_MATURITY } from './windows.ts';

type QueueEntry = Pick<NodeRow, 'txid' | 'vout' | 'confirmedHeight' | 'lastPaidHeight'>;

/** Compares ids in the byte order of transactions, which is the reverse of the shown one. */
function compareTxids(a: string, b: string): number {
  if (a === b) return 0;
  for (let at = 62; at >= 0; at -= 2) {
    const left = a.slice(at, at + 2);
    const right = b.slice(at, at + 2);
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/**
 * Negative when `a` is paid before `b`: longest unpaid first, counted from the last payout, or from the first CONFIRM for
 * one never paid. At one height those never paid come first, then the lower outpoint.
 */
export function comparePayoutOrder(a: QueueEntry, b: QueueEntry): number {
  const byHeight = (a.lastPaidHeight ?? a.confirmedHeight) - (b.lastPaidHeight ?? b.confirmedHeight);
  if (byHeight !== 0) return byHeight;
  if ((a.lastPaidHeight === null) !== (b.lastPaidHeight === null)) return a.lastPaidHeight === null ? -1 : 1;
  return compareTxids(a.txid, b.txid) || a.vout - b.vout;
}

export interface Ranking {
  /** Each queue from its head. */
  readonly queues: Readonly<Record<NodeTier, readonly NodeRow[]>>;
  /** By `txid:vout`. */
  readonly rankOf: ReadonlyMap<string, number>;
  /** Rows whose server counts another rank than this order gives: its list and its heights do not belong together. */
  readonly disputed: number;
}

/** The three queues of a whole list. Rows that wait for their first CONFIRM are in none. */
export function rankNodes(rows: readonly NodeRow[]): Ranking {
  const queues: Record<NodeTier, NodeRow[]> = { cumulus: [], nimbus: [], stratus: [] };
  for (const row of rows) if (row.confirmedHeight > 0) queues[row.tier].push(row);
  const rankOf = new Map<string, number>();
  let disputed = 0;
  for (const tier of nodeTiers) {
    for (const [rank, row] of queues[tier].sort(comparePayoutOrder).entries()) {
      rankOf.set(row.key, rank);
      if (row.claimedRank !== rank) disputed += 1;
    }
  }
  return { queues, rankOf, disputed };
}

export interface PayoutOutlook {
  readonly rank: number;
  /** Block that pays when nobody ahead drops out; never later, whatever joins (it joins behind). */
  readonly height: number;
  /** From the tip's time on, at the network's pace. */
  readonly inMs: number;
  /** sat at that height; `null` before payouts began. */
  readonly amount: bigint | null;
  /** Tip at which it may be spent. */
  readonly spendableFrom: number;
}

/** When a node of this rank is paid next, and how much. `height` is the tip's. */
export function payoutOutlook(rank: number, tier: NodeTier, height: number): PayoutOutlook {
  if (!Number.isSafeInteger(rank) || rank < 0) throw new RangeError('rank');
  const paid = height + rank + 1;
  return {
    rank,
    height: paid,
    inMs: blocksToMs(height, rank + 1),
    amount: tierRewards(paid)?.[tier] ?? null,
    spendableFrom: paid + PAYOUT_MATURITY - 1,
  };
}

/** How long a whole round through a tier's queue takes. */
export function rotation(nodes: number, height: number): { readonly blocks: number; readonly ms: number } {
  return { blocks: nodes, ms: blocksToMs(height, nodes) };
}

/** Blocks in 365 days at the pace of this height. */
export function blocksPerYear(height: number): number {
  return (PON_REDUCTION_INTERVAL * targetSpacingSeconds(Number.MAX_SAFE_INTEGER)) / targetSpacingSeconds(height);
}
