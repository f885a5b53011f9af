/** When an unattended session warns and ends (E-27). Pure: times in, what to do now and when to look again out. */

const WARNING_MS = 60_000;

export type IdleState =
  | { readonly kind: 'active'; readonly nextLookMs: number }
  | { readonly kind: 'warning'; readonly secondsLeft: number; readonly nextLookMs: number }
  | { readonly kind: 'expired' };

/**
 * A minute before the end comes the warning, with short limits half-way. A clock set back counts as no activity at all:
 * the session ends rather than lasting longer.
 */
export function judgeIdle(lastActivityMs: number, nowMs: number, limitMs: number): IdleState {
  const elapsed = nowMs - lastActivityMs;
  if (elapsed < 0 || elapsed >= limitMs) return { kind: 'expired' };
  const warnAfter = limitMs - Math.min(WARNING_MS, limitMs / 2);
  if (elapsed < warnAfter) return { kind: 'active', nextLookMs: warnAfter - elapsed };
  return { kind: 'warning', secondsLeft: Math.ceil((limitMs - elapsed) / 1_000), nextLookMs: limitMs - elapsed };
}
