import type { Clock } from '../../wallet-core/ports/index.ts';

export interface RateLimit {
  /** Takes one call of `name`, or says no. */
  take(name: string, perSecond: number): boolean;
}

/** A bucket per name that holds a second's worth of calls and fills at that rate (E-21). */
export function createRateLimit(clock: Clock): RateLimit {
  const buckets = new Map<string, { left: number; atMs: number }>();
  return {
    take: (name, perSecond) => {
      const now = clock.now();
      const bucket = buckets.get(name) ?? { left: perSecond, atMs: now };
      const elapsed = Math.max(0, now - bucket.atMs);
      const left = Math.min(perSecond, bucket.left + (elapsed * perSecond) / 1_000);
      buckets.set(name, { left: left < 1 ? left : left - 1, atMs: now });
      return left >= 1;
    },
  };
}
