import { tierRewards } from './emission.ts';
import { type NodeTier, nodeTiers } from './tiers.ts';

/** Parallel assets that a node's payouts earn beside FLUX, each a tenth (flux-docs, "parallel mining"). */
export const PARALLEL_ASSETS = 10;
const PARALLEL_DIVISOR = 10n;

/** A coinbase output of the collateral's address. */
export interface Payout {
  readonly height: number;
  readonly timeMs: number;
  /** sat */
  readonly amount: bigint;
}

/** Which tier's reward a payout is at its height; `null` when it is none (a dev fund share, a former rule). */
export function payoutTier({ height, amount }: Pick<Payout, 'height' | 'amount'>): NodeTier | null {
  const rewards = tierRewards(height);
  return nodeTiers.find((tier) => rewards?.[tier] === amount) ?? null;
}

export interface Earnings {
  readonly payouts: number;
  readonly native: bigint;
  /** Of each of the ten parallel assets. Whole units of the smallest size of each payout, as they are credited. */
  readonly parallelEach: bigint;
  readonly first: Payout | null;
  readonly last: Payout | null;
}

function earningsOf(payouts: readonly Payout[]): Earnings {
  let native = 0n;
  let parallelEach = 0n;
  let first: Payout | null = null;
  let last: Payout | null = null;
  for (const payout of payouts) {
    native += payout.amount;
    parallelEach += payout.amount / PARALLEL_DIVISOR;
    if (first === null || payout.height < first.height) first = payout;
    if (last === null || payout.height > last.height) last = payout;
  }
  return { payouts: payouts.length, native, parallelEach, first, last };
}

export interface AddressEarnings {
  /** Payouts say tier and address, not node: with several nodes of one tier on one address these are theirs together. */
  readonly byTier: Readonly<Record<NodeTier, Earnings>>;
  /** Coinbase outputs that are no node's reward. */
  readonly other: Earnings;
}

/** What an address has earned so far. `since` leaves out what came before (a node started later), by height. */
export function addressEarnings(payouts: readonly Payout[], since = 0): AddressEarnings {
  const groups = new Map<NodeTier | null, Payout[]>();
  for (const payout of payouts) {
    if (payout.height < since) continue;
    const tier = payoutTier(payout);
    const group = groups.get(tier);
    if (group === undefined) groups.set(tier, [payout]);
    else group.push(payout);
  }
  const of = (tier: NodeTier | null): Earnings => earningsOf(groups.get(tier) ?? []);
  return { byTier: { cumulus: of('cumulus'), nimbus: of('nimbus'), stratus: of('stratus') }, other: of(null) };
}
