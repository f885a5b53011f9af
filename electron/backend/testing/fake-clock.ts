import type { Clock } from '../../../wallet-core/ports/index.ts';

export interface FakeClock extends Clock {
  /** Moves time on, waking every sleeper whose time has come, and lets what they do settle. */
  advance(ms: number): Promise<void>;
  /** How many are asleep. */
  sleepers(): number;
}

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** Lets promises that are ready run, through a few rounds of the event loop (so that real sockets are not starved). */
export async function settle(rounds = 5): Promise<void> {
  for (let i = 0; i < rounds; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** A clock that stands still until told otherwise; starts at 2026-01-01. */
export function fakeClock(start = Date.UTC(2026, 0, 1)): FakeClock {
  let now = start;
  let sleeping: Sleeper[] = [];
  return {
    now: () => now,
    sleepers: () => sleeping.length,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(signal.reason);
          return;
        }
        const sleeper: Sleeper = { until: now + ms, wake: resolve };
        sleeping.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleeping = sleeping.filter((other) => other !== sleeper);
          reject(signal.reason);
        });
      }),
    advance: async (ms) => {
      const target = now + ms;
      for (;;) {
        const next = sleeping.filter((one) => one.until <= target).sort((a, b) => a.until - b.until)[0];
        if (next === undefined) break;
        now = Math.max(now, next.until);
        sleeping = sleeping.filter((other) => other !== next);
        next.wake();
        await settle();
      }
      now = target;
      await settle();
    },
  };
}
