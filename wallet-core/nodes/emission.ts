/**
 * What a FLUX block creates, by height (fluxd main.cpp:2796-2939, chainparams.cpp:101-158, 230). Amounts in sat, integer
 * arithmetic that truncates at every step, as the daemon's does. One-off fund outputs are not part of the subsidy.
 */
import type { NodeTier } from './tiers.ts';

const COIN = 100_000_000n;

const SLOW_START_BLOCKS = 5_000;
const PREMINE_HEIGHT = 1;
const PREMINE = 13_020_000n * COIN;
const FIRST_SUBSIDY = 150n * COIN;
/** The third halving was frozen: 37.5 FLUX until Proof of Node. */
const HALVINGS: readonly number[] = [657_850, 1_313_200];

/** Deterministic nodes are paid from here. */
const PAYOUT_HEIGHT = 560_000;
/** The node share doubled. */
const FLUX_UPGRADE_HEIGHT = 835_554;

/** Proof of Node: 30 s blocks, no miners. */
export const PON_HEIGHT = 2_020_000;
const PON_SUBSIDY = 14n * COIN;
/** 365 days of 30 s blocks: the subsidy falls by a tenth after each, twenty times. */
export const PON_REDUCTION_INTERVAL = 1_051_200;
const PON_REDUCTIONS = 20;

function ponSubsidy(height: number): bigint {
  const steps = Math.min(PON_REDUCTIONS, Math.floor((height - PON_HEIGHT) / PON_REDUCTION_INTERVAL));
  let subsidy = PON_SUBSIDY;
  for (let step = 0; step < steps; step++) subsidy = (subsidy * 9n) / 10n;
  return subsidy;
}

function assertHeight(height: number): void {
  if (!Number.isSafeInteger(height) || height < 0) throw new RangeError('height');
}

/** New coins of the block at `height`, the premine of block 1 included, fees not. Throws RangeError for no height. */
export function blockSubsidy(height: number): bigint {
  assertHeight(height);
  if (height >= PON_HEIGHT) return ponSubsidy(height);
  if (height === PREMINE_HEIGHT) return PREMINE;
  const slowStartUnit = FIRST_SUBSIDY / BigInt(SLOW_START_BLOCKS);
  if (height < SLOW_START_BLOCKS / 2) return slowStartUnit * BigInt(height);
  if (height < SLOW_START_BLOCKS) return slowStartUnit * BigInt(height + 1);
  const halvings = HALVINGS.filter((from) => height >= from).length;
  return FIRST_SUBSIDY / 2n ** BigInt(halvings);
}

export type TierRewards = Readonly<Record<NodeTier, bigint>>;

function share(subsidy: bigint, cumulus: bigint, nimbus: bigint, stratus: bigint, whole: bigint): TierRewards {
  return {
    cumulus: (subsidy * cumulus) / whole,
    nimbus: (subsidy * nimbus) / whole,
    stratus: (subsidy * stratus) / whole,
  };
}

/** What one node of each tier earns in the block at `height`; `null` before payouts began. */
export function tierRewards(height: number): TierRewards | null {
  const subsidy = blockSubsidy(height);
  if (height >= PON_HEIGHT) return share(subsidy, 10n, 35n, 90n, 140n);
  if (height >= FLUX_UPGRADE_HEIGHT) return share(subsidy, 75n, 125n, 300n, 1_000n);
  return height >= PAYOUT_HEIGHT ? share(subsidy, 375n, 625n, 1_500n, 10_000n) : null;
}

/** What is left of the subsidy after the nodes, and who takes it together with the fees. */
export function subsidyRemainder(height: number): { readonly amount: bigint; readonly to: 'miner' | 'dev-fund' } {
  const rewards = tierRewards(height);
  const paid = rewards === null ? 0n : rewards.cumulus + rewards.nimbus + rewards.stratus;
  return { amount: blockSubsidy(height) - paid, to: height >= PON_HEIGHT ? 'dev-fund' : 'miner' };
}

/** Seconds between blocks the network aims at. */
export function targetSpacingSeconds(height: number): 120 | 30 {
  assertHeight(height);
  return height >= PON_HEIGHT ? 30 : 120;
}
