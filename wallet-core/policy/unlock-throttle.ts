import { z } from '../primitives/zod.ts';

/**
 * Slows down a person at the keyboard (E-21); offline guessing is the key derivation's business. Kept across restarts
 * by whoever stores it.
 */
export const throttleState = z.strictObject({
  failures: z.int().min(0).max(1_000_000),
  /** When the last failure happened, ms. */
  lastFailureMs: z.int().min(0).max(8.64e15),
});
export type ThrottleState = z.infer<typeof throttleState>;

export const noFailures: ThrottleState = Object.freeze({ failures: 0, lastFailureMs: 0 });

const freeFailures = 5;
const firstWaitMs = 30_000;
const longestWaitMs = 15 * 60_000;

/** How long an unlock must wait after that many failures in a row: 30 s after five, doubling, at most 15 minutes. */
export function waitAfter(failures: number): number {
  if (failures < freeFailures) return 0;
  return Math.min(firstWaitMs * 2 ** Math.min(failures - freeFailures, 10), longestWaitMs);
}

/** Ms still to wait at `nowMs`; 0 when an attempt is allowed. A clock set back makes the whole wait start again, no more. */
export function remainingWait(state: ThrottleState, nowMs: number): number {
  const wait = waitAfter(state.failures);
  const elapsed = nowMs - state.lastFailureMs;
  if (!(elapsed >= 0)) return wait;
  return Math.max(0, wait - elapsed);
}

/**
 * The state with a clock that may have been set back since the last failure: stamped with the present, so that the wait
 * runs out by the clock as it is now. Store the result when it is not the same object.
 */
export function adjustToClock(state: ThrottleState, nowMs: number): ThrottleState {
  return state.failures > 0 && nowMs < state.lastFailureMs ? { ...state, lastFailureMs: nowMs } : state;
}

/** One more failure in a row. A success goes back to `noFailures`. */
export function countFailure(state: ThrottleState, nowMs: number): ThrottleState {
  return { failures: Math.min(state.failures + 1, 1_000_000), lastFailureMs: nowMs };
}
