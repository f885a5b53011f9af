import type { Clock } from '../../../wallet-core/ports/index.ts';

export interface ManualClock extends Clock {
  /** Lets time pass: sleepers wake in order, each followed by whatever it sets off. */
  advance(ms: number): Promise<void>;
  /** The wall clock jumps, as after sleep or when somebody sets it; no sleeper notices. */
  jump(ms: number): void;
}

/** Everything that is ready to run has run. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function createManualClock(startMs = 1_700_000_000_000): ManualClock {
  let now = startMs;
  const sleepers = new Set<{ readonly atMs: number; readonly wake: () => void }>();
  return {
    now: () => now,
    jump(ms) {
      now += ms;
    },
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const sleeper = {
          atMs: now + ms,
          wake: () => {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        });
      });
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const next = [...sleepers].sort((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined || next.atMs > end) break;
        now = Math.max(now, next.atMs);
        next.wake();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}
