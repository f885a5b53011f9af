/** Idle time before the session locks, and when it warns (E-27). Both in ms. */
export interface AutoLockRule {
  readonly lockAfterMs: number;
  readonly warnAfterMs: number;
}

export const defaultAutoLock: AutoLockRule = Object.freeze({ lockAfterMs: 10 * 60_000, warnAfterMs: 9 * 60_000 });

const longestWarningMs = 60_000;

/** The rule for a lock time of the person's choice: a minute's warning, or half of the time when that is less. */
export function autoLockAfter(lockAfterMs: number): AutoLockRule {
  if (!(lockAfterMs > 0)) throw new RangeError('lock time must be positive');
  return { lockAfterMs, warnAfterMs: lockAfterMs - Math.min(longestWarningMs, lockAfterMs / 2) };
}

export type AutoLockVerdict =
  | { readonly kind: 'open'; readonly lookAgainInMs: number }
  | { readonly kind: 'warn'; readonly locksInMs: number }
  | { readonly kind: 'lock' };

/** What to do now. Pointer, keys and scroll count as activity. A clock that went back locks, rather than lasting longer. */
export function judgeAutoLock(
  lastActivityMs: number,
  nowMs: number,
  rule: AutoLockRule = defaultAutoLock,
): AutoLockVerdict {
  const idleMs = nowMs - lastActivityMs;
  if (!(idleMs >= 0 && idleMs < rule.lockAfterMs)) return { kind: 'lock' };
  if (idleMs >= rule.warnAfterMs) return { kind: 'warn', locksInMs: rule.lockAfterMs - idleMs };
  return { kind: 'open', lookAgainInMs: rule.warnAfterMs - idleMs };
}
