import { z } from '../primitives/zod.ts';

/**
 * Wrong answers in a row, and the last authenticator step that was accepted. Kept by whoever stores it, authenticated
 * with the policy key, across restarts and locks.
 */
export const d2faAttempts = z.strictObject({
  failures: z.int().min(0).max(1_000_000),
  lastFailureMs: z.int().min(0).max(8.64e15),
  lastTotpStep: z.int().min(0).max(1e12),
});
export type D2faAttempts = z.infer<typeof d2faAttempts>;

export const noAttempts: D2faAttempts = Object.freeze({ failures: 0, lastFailureMs: 0, lastTotpStep: 0 });

const freeFailures = 5;
const firstWaitMs = 30_000;
/** Four guesses a day in the long run: a code has three good values in a million. */
const longestWaitMs = 6 * 3_600_000;

function waitAfter(failures: number): number {
  if (failures < freeFailures) return 0;
  return Math.min(firstWaitMs * 2 ** Math.min(failures - freeFailures, 20), longestWaitMs);
}

/** Ms until the next attempt; 0 when one is allowed. A clock set back makes the whole wait start again. */
export function remainingD2faWait(state: D2faAttempts, nowMs: number): number {
  const wait = waitAfter(state.failures);
  const elapsed = nowMs - state.lastFailureMs;
  return elapsed >= 0 ? Math.max(0, wait - elapsed) : wait;
}

/**
 * Counts an attempt as failed before it is judged: store the result, then verify, then `settleAttempt`. Ending the app
 * in between does not give a guess for free. `null` while the wait lasts.
 */
export function beginAttempt(state: D2faAttempts, nowMs: number): D2faAttempts | null {
  if (remainingD2faWait(state, nowMs) > 0) return null;
  return { ...state, failures: Math.min(state.failures + 1, 1_000_000), lastFailureMs: nowMs };
}

/** After a right answer: no failures, and the code's step is used up. `totpStep` null when no code was asked for. */
export function settleAttempt(state: D2faAttempts, totpStep: number | null): D2faAttempts {
  return { failures: 0, lastFailureMs: 0, lastTotpStep: Math.max(state.lastTotpStep, totpStep ?? 0) };
}

/** The state with a clock that was set back since the last failure: stamped with the present. Store it when it differs. */
export function adjustAttemptsToClock(state: D2faAttempts, nowMs: number): D2faAttempts {
  return state.failures > 0 && nowMs < state.lastFailureMs ? { ...state, lastFailureMs: nowMs } : state;
}
