/**
 * Block reward since Proof of Node (chainparams.cpp:156-158, main.cpp:2796-2939): 14 FLUX, cut by a tenth every
 * 1,051,200 blocks, at most twenty times; integer satoshi, rounded down at every step.
 */
import { coin, ponActivationHeight } from './limits.ts';

export type Tier = 'CUMULUS' | 'NIMBUS' | 'STRATUS';
export const tiers: readonly Tier[] = ['CUMULUS', 'NIMBUS', 'STRATUS'];

const reductionInterval = 1_051_200;
const maxReductions = 20;

export interface Reward {
  readonly subsidy: bigint;
  readonly tier: Readonly<Record<Tier, bigint>>;
  /** What is left goes to the development fund, and so do all fees. */
  readonly rest: bigint;
}

/** The reward of the block at this height; heights before Proof of Node are refused. */
export const rewardAt = (height: number): Reward => {
  if (height < ponActivationHeight) throw new RangeError('the devnet knows only the rules since Proof of Node');
  const reductions = Math.min(maxReductions, Math.floor((height - ponActivationHeight) / reductionInterval));
  let subsidy = 14n * coin;
  for (let k = 0; k < reductions; k += 1) subsidy = (subsidy * 9n) / 10n;
  const tier = { CUMULUS: subsidy / 14n, NIMBUS: (subsidy * 35n) / 140n, STRATUS: (subsidy * 9n) / 14n };
  return { subsidy, tier, rest: subsidy - tier.CUMULUS - tier.NIMBUS - tier.STRATUS };
};

/** Collateral values of today (fluxnode.h:57-63), for helpers that pay exact amounts. */
export const collateral: Readonly<Record<Tier, bigint>> = {
  CUMULUS: 1_000n * coin,
  NIMBUS: 12_500n * coin,
  STRATUS: 40_000n * coin,
};
