/**
 * Where a node stands, from what the chain says alone (fluxd's start, DoS and confirmed lists, the collateral output and
 * the height). What its server says of itself comes on top (`problems.ts`). Unknown is a state of its own.
 */
import { collateralTier } from './collateral.ts';
import type { NodeRow, WaitingRow } from './node-row.ts';
import type { NodeTier } from './tiers.ts';
import {
  blocksToMs,
  COLLATERAL_CONFIRMATIONS,
  confirmDeadline,
  dosEnd,
  expiryHeight,
  nextConfirmFrom,
  nodeWindows,
  startableFrom,
} from './windows.ts';

export type CollateralFacts =
  /** `height` `null` while its transaction waits for a block. */
  | { readonly kind: 'unspent'; readonly value: bigint; readonly height: number | null }
  /** `pending`: the spend still waits for a block. */
  | { readonly kind: 'spent'; readonly pending: boolean }
  | { readonly kind: 'unknown' };

/** A list that was asked: the entry, or `null` when it is not in it. `unknown` when the list could not be had. */
export type Listed<Row> = Row | null | 'unknown';

export interface NodeFacts {
  /** Of the tip that the lists belong to. */
  readonly height: number;
  readonly collateral: CollateralFacts;
  readonly start: Listed<WaitingRow>;
  readonly dos: Listed<WaitingRow>;
  readonly confirmed: Listed<NodeRow>;
  /** A START that waits for a block, ours or seen. `null` when none is known. */
  readonly pendingStart: { readonly sigTime: number } | null;
  /** The last CONFIRM we have seen of it ourselves, by height; `null` when never. Tells expired from never started. */
  readonly rememberedConfirm: number | null;
}

/** A window that closes at a height: how much of it is left. */
export interface Countdown {
  /** The block that ends it. */
  readonly endHeight: number;
  readonly blocksLeft: number;
  /** At the network's pace. */
  readonly msLeft: number;
}

export type NodeState =
  | { readonly kind: 'collateral-spent'; readonly pending: boolean }
  | { readonly kind: 'wrong-amount'; readonly value: bigint }
  | {
      readonly kind: 'waiting-for-confirmations';
      readonly tier: NodeTier;
      readonly confirmations: number;
      readonly needed: number;
      /** `null` while it waits for its block: nothing counts yet. */
      readonly countdown: Countdown | null;
    }
  | { readonly kind: 'not-started'; readonly tier: NodeTier }
  | { readonly kind: 'start-sent'; readonly sigTime: number }
  | { readonly kind: 'started'; readonly addedHeight: number; readonly countdown: Countdown }
  | { readonly kind: 'confirmed'; readonly lastConfirmedHeight: number; readonly nextConfirm: Countdown }
  | {
      readonly kind: 'missing-confirm';
      readonly lastConfirmedHeight: number;
      /** Blocks in which its CONFIRM could already have stood. */
      readonly overdueBlocks: number;
      readonly countdown: Countdown;
      /** `late`: most nodes confirm within the first blocks. `urgent`: less than a quarter of the time is left. */
      readonly urgency: 'due' | 'late' | 'urgent';
    }
  | { readonly kind: 'expired'; readonly sinceHeight: number }
  | { readonly kind: 'dos'; readonly addedHeight: number; readonly countdown: Countdown }
  | { readonly kind: 'unknown'; readonly missing: readonly UnknownPart[] };

export type UnknownPart = 'collateral' | 'start-list' | 'dos-list' | 'node-list';

function countdownTo(endHeight: number, height: number): Countdown {
  const blocksLeft = Math.max(0, endHeight - height);
  return { endHeight, blocksLeft, msLeft: blocksToMs(height, blocksLeft) };
}

/** Ten minutes of 30 s blocks: what a healthy node takes at most. */
const USUAL_CONFIRM_BLOCKS = 20;

function stateOfConfirmed({ lastConfirmedHeight }: NodeRow, height: number): NodeState {
  const due = nextConfirmFrom(lastConfirmedHeight);
  if (height + 1 < due) {
    return { kind: 'confirmed', lastConfirmedHeight, nextConfirm: countdownTo(due, height) };
  }
  const countdown = countdownTo(expiryHeight(lastConfirmedHeight), height);
  const overdueBlocks = height + 1 - due;
  const { confirmAfter, expireAfter } = nodeWindows(height);
  const isUrgent = countdown.blocksLeft * 4 <= expireAfter - confirmAfter;
  const urgency = isUrgent ? 'urgent' : overdueBlocks > USUAL_CONFIRM_BLOCKS ? 'late' : 'due';
  return { kind: 'missing-confirm', lastConfirmedHeight, overdueBlocks, countdown, urgency };
}

/** Blocks that hold it or stand on it; 0 while it waits for one. */
export function collateralConfirmations(collateralHeight: number | null, height: number): number {
  return collateralHeight === null ? 0 : Math.max(0, height - collateralHeight + 1);
}

function stateOfCollateral(value: bigint, minedAt: number | null, height: number): NodeState {
  const tier = collateralTier(value, height);
  if (tier === null) return { kind: 'wrong-amount', value };
  const confirmations = collateralConfirmations(minedAt, height);
  if (confirmations >= COLLATERAL_CONFIRMATIONS) return { kind: 'not-started', tier };
  return {
    kind: 'waiting-for-confirmations',
    tier,
    confirmations,
    needed: COLLATERAL_CONFIRMATIONS,
    countdown: minedAt === null ? null : countdownTo(startableFrom(minedAt), height),
  };
}

function missingParts({ collateral, start, dos, confirmed }: NodeFacts): readonly UnknownPart[] {
  const missing: UnknownPart[] = [];
  if (collateral.kind === 'unknown') missing.push('collateral');
  if (start === 'unknown') missing.push('start-list');
  if (dos === 'unknown') missing.push('dos-list');
  if (confirmed === 'unknown') missing.push('node-list');
  return missing;
}

/** A row of the confirmed list, where it says so: a node started anew stays there for a while without a CONFIRM. */
function confirmedRow({ confirmed }: NodeFacts): NodeRow | null {
  return confirmed === null || confirmed === 'unknown' || confirmed.confirmedHeight === 0 ? null : confirmed;
}

/** The lists in the daemon's own order: started before banned before confirmed (fluxnode.cpp GetFluxnodeData). */
function stateOfLists(facts: NodeFacts): NodeState | null {
  const { start, dos, height } = facts;
  if (start !== null && start !== 'unknown') {
    const { addedHeight } = start;
    return { kind: 'started', addedHeight, countdown: countdownTo(confirmDeadline(addedHeight), height) };
  }
  if (dos !== null && dos !== 'unknown') {
    return { kind: 'dos', addedHeight: dos.addedHeight, countdown: countdownTo(dosEnd(dos.addedHeight), height) };
  }
  const row = confirmedRow(facts);
  return row === null ? null : stateOfConfirmed(row, height);
}

/** The one state of a node. Says `unknown` rather than guess when a part that decides is missing. */
export function nodeState(facts: NodeFacts): NodeState {
  const { collateral, height, pendingStart, rememberedConfirm } = facts;
  if (collateral.kind === 'spent') return { kind: 'collateral-spent', pending: collateral.pending };
  const listed = stateOfLists(facts);
  if (listed !== null) return listed;
  const missing = missingParts(facts);
  if (collateral.kind === 'unknown' || missing.length > 0) return { kind: 'unknown', missing };
  const state = stateOfCollateral(collateral.value, collateral.height, height);
  if (state.kind !== 'not-started') return state;
  if (pendingStart !== null) return { kind: 'start-sent', sigTime: pendingStart.sigTime };
  if (rememberedConfirm === null) return state;
  return { kind: 'expired', sinceHeight: Math.min(expiryHeight(rememberedConfirm), height) };
}
