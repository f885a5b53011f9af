/**
 * What a tier earns in a year (native FLUX, today's reward and today's number of nodes, as if both stayed). Hundredths
 * of a percent, rounded down. The parallel part is apart: it is claimed elsewhere, under terms of its own.
 */
import { currentCollateral } from './collateral.ts';
import { tierRewards } from './emission.ts';
import { blocksPerYear } from './payout-queue.ts';
import { type NodeTier, nodeTiers } from './tiers.ts';

export type TierCounts = Readonly<Record<NodeTier, number>>;

/** Basis points of the collateral by tier; `null` without nodes, or before payouts began: nothing to divide. */
export function tierYields(counts: TierCounts, height: number): Readonly<Record<NodeTier, number | null>> {
  const rewards = tierRewards(height);
  const yieldOf = (tier: NodeTier): number | null => {
    const nodes = counts[tier];
    if (rewards === null || !Number.isSafeInteger(nodes) || nodes <= 0) return null;
    const year = rewards[tier] * BigInt(blocksPerYear(height));
    return Number((year * 10_000n) / (BigInt(nodes) * currentCollateral(tier)));
  };
  const [cumulus, nimbus, stratus] = nodeTiers.map(yieldOf);
  return { cumulus: cumulus ?? null, nimbus: nimbus ?? null, stratus: stratus ?? null };
}
