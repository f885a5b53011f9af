import type { Clock } from '../../../wallet-core/ports/index.ts';

/** Work that outlives the call and the session that began it: telling the network of an approved payment. */
export interface Background {
  track(work: Promise<void>): void;
  /** Resolves when all of it is done, or after `limitMs`. */
  settled(limitMs: number): Promise<void>;
}

export function createBackground(clock: Clock): Background {
  const running = new Set<Promise<void>>();
  return {
    track: (work) => {
      const tracked: Promise<void> = work.finally(() => running.delete(tracked));
      running.add(tracked);
    },
    settled: async (limitMs) => {
      if (running.size === 0) return;
      const limit = new AbortController();
      await Promise.race([Promise.allSettled(running), clock.sleep(limitMs, limit.signal).catch(() => undefined)]);
      limit.abort();
    },
  };
}
