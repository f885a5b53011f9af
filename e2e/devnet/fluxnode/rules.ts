/** Windows and amounts of FluxNodes (fluxnode/fluxnode.h:20-63), since Proof of Node. Tests may shorten the windows. */
import { collateral, type Tier, tiers } from '../consensus/emission.ts';

export interface NodeRules {
  /** Blocks on the collateral, its own included. */
  readonly collateralConfirmations: number;
  readonly startToConfirm: number;
  readonly dosFromStart: number;
  readonly confirmAfter: number;
  readonly expireAfter: number;
  readonly ipChangeAfter: number;
  readonly maxSigAgeSeconds: number;
}

export const liveRules: NodeRules = {
  collateralConfirmations: 100,
  startToConfirm: 240,
  dosFromStart: 720,
  confirmAfter: 500,
  expireAfter: 640,
  ipChangeAfter: 5,
  maxSigAgeSeconds: 3_600,
};

export const maxRedeemBytes = 10_000; // script/script.h, MAX_SCRIPT_SIZE
export const maxDelegates = 4; // primitives/transaction.h
export const maxIpBytes = 60; // fluxnode.h

/** The tier of an amount, by set membership (coins.cpp GetCoinTierFromAmount). */
export const tierOf = (value: bigint): Tier | null => tiers.find((tier) => collateral[tier] === value) ?? null;

/** CUMULUS 1, NIMBUS 2, STRATUS 3. */
export const tierNumber = (tier: Tier): number => tiers.indexOf(tier) + 1;
