/**
 * How many blocks a FluxNode has for what, by height (fluxd fluxnode/fluxnode.h:20-50, fluxnode.cpp CheckForExpiredStartTx,
 * CheckConfirmationHeights, GetFluxnodeExpirationCount). The rule of the block that is being added counts, so a window
 * that began before an upgrade may end by the newer rule: ask for heights, do not add numbers.
 */
import { PON_HEIGHT, targetSpacingSeconds } from './emission.ts';

/** Blocks on top of the collateral, its own included, before a START is taken. */
export const COLLATERAL_CONFIRMATIONS = 100;
/** A START or CONFIRM older than this is not taken into the mempool. Seconds. */
export const SIGNATURE_LIFETIME_SECONDS = 3_600;
/** Blocks before a payout may be spent (consensus/consensus.h:34). */
export const PAYOUT_MATURITY = 100;

export interface NodeWindows {
  /** A first CONFIRM has to follow the START within so many blocks, else the node goes to the DoS list. */
  readonly startToConfirm: number;
  /** The DoS list lets it go so many blocks after the START. */
  readonly dosFromStart: number;
  /** A CONFIRM is taken again when more than so many blocks have passed since the last. */
  readonly confirmAfter: number;
  /** The node expires when more than so many have passed. */
  readonly expireAfter: number;
}

interface Era extends NodeWindows {
  readonly from: number;
}

/** Heights of the upgrades "Flux" and "Halving" (chainparams.cpp:108-153). */
const FLUX_UPGRADE = 835_554;
const HALVING_UPGRADE = 1_076_532;

const old = { startToConfirm: 60, dosFromStart: 180 };
const eras: readonly Era[] = Object.freeze([
  { from: 0, ...old, confirmAfter: 40, expireAfter: 60 },
  { from: FLUX_UPGRADE, ...old, confirmAfter: 40, expireAfter: 80 },
  { from: HALVING_UPGRADE, ...old, confirmAfter: 120, expireAfter: 160 },
  { from: PON_HEIGHT, startToConfirm: 240, dosFromStart: 720, confirmAfter: 500, expireAfter: 640 },
]);

/** The windows that a block at this height applies. */
export function nodeWindows(height: number): NodeWindows {
  const era = eras.findLast(({ from }) => height >= from);
  if (era === undefined) throw new RangeError('height');
  return era;
}

/** The first block at which `since + window` has come, each candidate judged by the rule of its own height. */
function reached(since: number, window: (era: Era) => number): number {
  for (const [position, era] of eras.entries()) {
    const height = Math.max(since + window(era), era.from);
    const next = eras[position + 1];
    if (next === undefined || height < next.from) return height;
  }
  throw new RangeError('height');
}

/** The last block that may hold the first CONFIRM of a node whose START is in block `startHeight`. */
export function confirmDeadline(startHeight: number): number {
  return reached(startHeight, (era) => era.startToConfirm);
}

/** With this block as tip, a node that missed the deadline may be started anew. */
export function dosEnd(startHeight: number): number {
  return reached(startHeight, (era) => era.dosFromStart);
}

/** The first block that may hold the next CONFIRM. */
export function nextConfirmFrom(lastConfirmedHeight: number): number {
  return reached(lastConfirmedHeight, (era) => era.confirmAfter + 1);
}

/** The block that drops the node unless it, or one before it, holds a CONFIRM. */
export function expiryHeight(lastConfirmedHeight: number): number {
  return reached(lastConfirmedHeight, (era) => era.expireAfter + 1);
}

/** The tip at which a collateral mined in block `height` may be started. */
export function startableFrom(height: number): number {
  return height + COLLATERAL_CONFIRMATIONS - 1;
}

/** Milliseconds that `blocks` blocks after `height` take when the network keeps its pace. */
export function blocksToMs(height: number, blocks: number): number {
  if (blocks <= 0) return 0;
  const slow = Math.max(0, Math.min(blocks, PON_HEIGHT - 1 - height));
  return (slow * targetSpacingSeconds(0) + (blocks - slow) * targetSpacingSeconds(PON_HEIGHT)) * 1_000;
}
