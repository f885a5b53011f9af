/**
 * Which outputs can hold a FluxNode: those of exactly a collateral's value (fluxd fluxnode.h:57-63,
 * chainparams.cpp:308-315). Spending one removes its node at once, so such outputs stay out of ordinary payments (T-08).
 */
import { type NodeTier, nodeTiers } from './tiers.ts';

const COIN = 100_000_000n;

interface CollateralRule {
  readonly old: bigint;
  readonly current: bigint;
  /** The current value counts from here … */
  readonly transitionStart: number;
  /** … and the old one up to here, both ends included. */
  readonly transitionEnd: number;
}

const rules: Readonly<Record<NodeTier, CollateralRule>> = Object.freeze({
  cumulus: { old: 10_000n * COIN, current: 1_000n * COIN, transitionStart: 1_076_532, transitionEnd: 1_086_612 },
  nimbus: { old: 25_000n * COIN, current: 12_500n * COIN, transitionStart: 1_081_572, transitionEnd: 1_092_372 },
  stratus: { old: 100_000n * COIN, current: 40_000n * COIN, transitionStart: 1_087_332, transitionEnd: 1_097_412 },
});

/** What a node of this tier takes today, in sat. */
export function currentCollateral(tier: NodeTier): bigint {
  return rules[tier].current;
}

/** The tier whose collateral is exactly `value` sat at `height`; `null` for every other amount. */
export function collateralTier(value: bigint, height: number): NodeTier | null {
  for (const tier of nodeTiers) {
    const rule = rules[tier];
    if (value === rule.current && height >= rule.transitionStart) return tier;
    if (value === rule.old && height <= rule.transitionEnd) return tier;
  }
  return null;
}

export function isCollateralValue(value: bigint, height: number): boolean {
  return collateralTier(value, height) !== null;
}
