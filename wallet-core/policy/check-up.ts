import { WalletError } from '../errors/index.ts';
import { z } from '../primitives/zod.ts';

/**
 * Whether the person still has what opens the account: after 30 days, then every 90, the secret is typed again and the
 * keys compared (account scheme, "Check-up"). Kept per account in a blob authenticated with the policy key.
 */
export interface CheckUp {
  /** When the account was made or added here. */
  readonly sinceMs: number;
  /** The last time the secret was typed in full and gave the same keys; a full sign-in counts. `null`: not since. */
  readonly passedMs: number | null;
  /** The last time it did not. Stands until it does. */
  readonly failedMs: number | null;
  /** "Later": not asked before this. */
  readonly postponedToMs: number | null;
}

const dayMs = 86_400_000;
export const firstCheckUpMs = 30 * dayMs;
export const nextCheckUpMs = 90 * dayMs;
export const postponedByMs = 3 * dayMs;

const timeMs = z.int().min(0).max(8.64e15);

const storedCheckUp: z.ZodType<CheckUp> = z.strictObject({
  sinceMs: timeMs,
  passedMs: timeMs.nullable(),
  failedMs: timeMs.nullable(),
  postponedToMs: timeMs.nullable(),
});

const version = 1;
const frame = z.strictObject({ version: z.int().min(1).max(65_535), data: z.unknown() });

export function beginCheckUps(nowMs: number): CheckUp {
  return { sinceMs: nowMs, passedMs: null, failedMs: null, postponedToMs: null };
}

export function passCheckUp(state: CheckUp, nowMs: number): CheckUp {
  return { ...state, passedMs: nowMs, failedMs: null, postponedToMs: null };
}

export function failCheckUp(state: CheckUp, nowMs: number): CheckUp {
  return { ...state, failedMs: nowMs };
}

export function postponeCheckUp(state: CheckUp, nowMs: number): CheckUp {
  return { ...state, postponedToMs: nowMs + postponedByMs };
}

export type CheckUpVerdict =
  | { readonly kind: 'not-due'; readonly dueAtMs: number }
  | { readonly kind: 'postponed'; readonly untilMs: number; readonly dueAtMs: number }
  | { readonly kind: 'due'; readonly dueAtMs: number }
  /** The secret did not give the keys: say so until it does, while the account is still open somewhere. */
  | { readonly kind: 'failed'; readonly atMs: number };

/** What to say now. Times after `nowMs` come from a clock that was set back: they count as the present. */
export function judgeCheckUp(state: CheckUp, nowMs: number): CheckUpVerdict {
  if (state.failedMs !== null) return { kind: 'failed', atMs: Math.min(state.failedMs, nowMs) };
  const base = Math.min(state.passedMs ?? state.sinceMs, nowMs);
  const dueAtMs = base + (state.passedMs === null ? firstCheckUpMs : nextCheckUpMs);
  if (nowMs < dueAtMs) return { kind: 'not-due', dueAtMs };
  const { postponedToMs } = state;
  if (postponedToMs !== null && nowMs < postponedToMs && postponedToMs - nowMs <= postponedByMs) {
    return { kind: 'postponed', untilMs: postponedToMs, dueAtMs };
  }
  return { kind: 'due', dueAtMs };
}

/** Text for `authenticateBlob`. */
export function formatCheckUp(state: CheckUp): string {
  return JSON.stringify({ version, data: storedCheckUp.parse(state) });
}

/** The state from the blob's text. Throws `vault.newer-version` or `vault.bad-format`. */
export function parseCheckUp(text: string): CheckUp {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new WalletError('vault.bad-format', { what: 'check-up' }, { cause });
  }
  const framed = frame.safeParse(value);
  if (framed.success && framed.data.version > version) {
    throw new WalletError('vault.newer-version', { version: framed.data.version, known: version });
  }
  const parsed = storedCheckUp.safeParse(framed.success ? framed.data.data : undefined);
  if (!parsed.success) throw new WalletError('vault.bad-format', { what: 'check-up' });
  return parsed.data;
}
