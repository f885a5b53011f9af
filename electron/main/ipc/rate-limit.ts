import type { Clock } from '../../../wallet-core/ports/index.ts';

/** A bucket per key that refills steadily and holds one second's worth (E-21). */
export interface RateLimit {
  /** False when the key has used up its calls. */
  take(key: string, perSecond: number): boolean;
}

export function createRateLimit(clock: Clock): RateLimit {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return {
    take(key, perSecond) {
      const now = clock.now();
      const bucket = buckets.get(key) ?? { tokens: perSecond, atMs: now };
      buckets.set(key, bucket);
      // A clock set back refills nothing.
      bucket.tokens = Math.min(perSecond, bucket.tokens + (Math.max(0, now - bucket.atMs) * perSecond) / 1_000);
      bucket.atMs = now;
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}
