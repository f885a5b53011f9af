/** Whether the daemon would take a START now, and if not, when (fluxd main.cpp:1502-1584, 2096-2160, coins.cpp). */
import { collateralTier } from './collateral.ts';
import { collateralConfirmations, type NodeFacts, type UnknownPart } from './node-state.ts';
import type { NodeTier } from './tiers.ts';
import {
  blocksToMs,
  COLLATERAL_CONFIRMATIONS,
  dosEnd,
  expiryHeight,
  SIGNATURE_LIFETIME_SECONDS,
  startableFrom,
} from './windows.ts';

/** Tip at which it can be tried, and how long that takes at the network's pace. */
export interface PossibleFrom {
  readonly height: number;
  readonly inMs: number;
}

export type StartRefusal =
  | { readonly reason: 'unknown'; readonly missing: readonly UnknownPart[] }
  | { readonly reason: 'collateral-spent' }
  | { readonly reason: 'wrong-amount'; readonly value: bigint }
  /** `possible` `null` while the collateral waits for its block. */
  | {
      readonly reason: 'too-young';
      readonly confirmations: number;
      readonly needed: number;
      readonly possible: PossibleFrom | null;
    }
  /** If its first CONFIRM fails to come it will be on the DoS list until `possible`. */
  | { readonly reason: 'already-started'; readonly possible: PossibleFrom }
  | { readonly reason: 'dos'; readonly possible: PossibleFrom }
  /** It works; it could be started again when it had expired. */
  | { readonly reason: 'already-confirmed'; readonly possible: PossibleFrom }
  /** One waits for a block already; another replaces it only with a later time. */
  | { readonly reason: 'already-sent'; readonly sigTime: number }
  | { readonly reason: 'time-too-old'; readonly ageSeconds: number; readonly limitSeconds: number }
  | { readonly reason: 'time-ahead'; readonly aheadSeconds: number };

export interface StartCheck {
  /** `null` while the collateral is unknown or of no tier. */
  readonly tier: NodeTier | null;
  /** Empty when it may be signed and sent. Most weighty first. */
  readonly refusals: readonly StartRefusal[];
}

/** More than any honest clock is off; the daemon does not look, but such a START could be held back and used later. */
const MAX_AHEAD_SECONDS = 600;

function possibleFrom(endHeight: number, height: number): PossibleFrom {
  return { height: endHeight, inMs: blocksToMs(height, endHeight - height) };
}

function judgeCollateral({ collateral, height }: NodeFacts): readonly StartRefusal[] {
  if (collateral.kind === 'spent') return [{ reason: 'collateral-spent' }];
  if (collateral.kind === 'unknown') return [{ reason: 'unknown', missing: ['collateral'] }];
  if (collateralTier(collateral.value, height) === null) return [{ reason: 'wrong-amount', value: collateral.value }];
  const confirmations = collateralConfirmations(collateral.height, height);
  if (confirmations >= COLLATERAL_CONFIRMATIONS) return [];
  const possible = collateral.height === null ? null : possibleFrom(startableFrom(collateral.height), height);
  return [{ reason: 'too-young', confirmations, needed: COLLATERAL_CONFIRMATIONS, possible }];
}

function judgeLists({ start, dos, confirmed, height }: NodeFacts): readonly StartRefusal[] {
  const missing: UnknownPart[] = [];
  if (start === 'unknown') missing.push('start-list');
  else if (start !== null)
    return [{ reason: 'already-started', possible: possibleFrom(dosEnd(start.addedHeight), height) }];
  if (dos === 'unknown') missing.push('dos-list');
  else if (dos !== null) return [{ reason: 'dos', possible: possibleFrom(dosEnd(dos.addedHeight), height) }];
  if (confirmed === 'unknown') missing.push('node-list');
  else if (confirmed !== null && confirmed.confirmedHeight > 0) {
    return [
      { reason: 'already-confirmed', possible: possibleFrom(expiryHeight(confirmed.lastConfirmedHeight), height) },
    ];
  }
  return missing.length > 0 ? [{ reason: 'unknown', missing }] : [];
}

function judgeTime({ pendingStart }: NodeFacts, sigTime: number, nowSeconds: number): readonly StartRefusal[] {
  const age = nowSeconds - sigTime;
  if (age > SIGNATURE_LIFETIME_SECONDS) {
    return [{ reason: 'time-too-old', ageSeconds: age, limitSeconds: SIGNATURE_LIFETIME_SECONDS }];
  }
  if (age < -MAX_AHEAD_SECONDS) return [{ reason: 'time-ahead', aheadSeconds: -age }];
  if (pendingStart !== null && sigTime <= pendingStart.sigTime) {
    return [{ reason: 'already-sent', sigTime: pendingStart.sigTime }];
  }
  return [];
}

/**
 * Everything that stands against a START of time `sigTime` (Unix seconds). `nowSeconds` is the network's time: the
 * computer's clock put right by what the servers say. Unknown counts against it.
 */
export function checkStart(facts: NodeFacts, sigTime: number, nowSeconds: number): StartCheck {
  const { collateral, height } = facts;
  const tier = collateral.kind === 'unspent' ? collateralTier(collateral.value, height) : null;
  return {
    tier,
    refusals: [...judgeCollateral(facts), ...judgeLists(facts), ...judgeTime(facts, sigTime, nowSeconds)],
  };
}
