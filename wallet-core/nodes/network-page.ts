/** The network in numbers: counts, money locked, what a day creates, how long a round takes, the least hardware there is. */
import { tierNeeds } from './benchmarks.ts';
import { currentCollateral } from './collateral.ts';
import { tierRewards } from './emission.ts';
import type { NodeRow } from './node-row.ts';
import { blocksPerYear, rotation } from './payout-queue.ts';
import { type NodeTier, nodeTiers } from './tiers.ts';
import { type TierCounts, tierYields } from './yield.ts';

export interface TierFigures {
  readonly nodes: number;
  /** sat */
  readonly locked: bigint;
  /** Of the next block, sat; `null` before payouts began. */
  readonly reward: bigint | null;
  readonly rotation: { readonly blocks: number; readonly ms: number };
  /** Basis points; see `tierYields`. */
  readonly yieldBasisPoints: number | null;
}

export interface NetworkFigures {
  readonly height: number;
  readonly nodes: number;
  readonly tiers: Readonly<Record<NodeTier, TierFigures>>;
  readonly locked: bigint;
  /** What nodes are paid in a day at this pace, sat. */
  readonly paidPerDay: bigint;
  /** If every node has no more than its tier asks for: cores, threads, GB of memory and of storage. */
  readonly leastResources: {
    readonly cores: number;
    readonly threads: number;
    readonly ram: number;
    readonly storage: number;
  };
}

export function countTiers(rows: readonly Pick<NodeRow, 'tier' | 'confirmedHeight'>[]): TierCounts {
  const counts = { cumulus: 0, nimbus: 0, stratus: 0 };
  for (const { tier, confirmedHeight } of rows) if (confirmedHeight > 0) counts[tier] += 1;
  return counts;
}

function sumOf(counts: TierCounts, each: (tier: NodeTier) => number): number {
  return nodeTiers.reduce((sum, tier) => sum + counts[tier] * each(tier), 0);
}

/** Figures of the tip at `height` with these counts. */
export function networkFigures(counts: TierCounts, height: number): NetworkFigures {
  const rewards = tierRewards(height + 1);
  const yields = tierYields(counts, height + 1);
  const figuresOf = (tier: NodeTier): TierFigures => ({
    nodes: counts[tier],
    locked: BigInt(counts[tier]) * currentCollateral(tier),
    reward: rewards?.[tier] ?? null,
    rotation: rotation(counts[tier], height),
    yieldBasisPoints: yields[tier],
  });
  const tiers = { cumulus: figuresOf('cumulus'), nimbus: figuresOf('nimbus'), stratus: figuresOf('stratus') };
  const paid = nodeTiers.reduce((sum, tier) => sum + (counts[tier] > 0 ? (tiers[tier].reward ?? 0n) : 0n), 0n);
  return {
    height,
    nodes: sumOf(counts, () => 1),
    tiers,
    locked: nodeTiers.reduce((sum, tier) => sum + tiers[tier].locked, 0n),
    paidPerDay: (paid * BigInt(blocksPerYear(height + 1))) / 365n,
    leastResources: {
      cores: sumOf(counts, (tier) => tierNeeds[tier].cores),
      threads: sumOf(counts, (tier) => tierNeeds[tier].threads),
      ram: sumOf(counts, (tier) => tierNeeds[tier].ram),
      storage: sumOf(counts, (tier) => tierNeeds[tier].storage),
    },
  };
}
