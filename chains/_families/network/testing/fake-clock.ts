import type { Clock } from '../../../../wallet-core/ports/index.ts';

/** A clock that stands still until it is moved. */
export function createFakeClock(startMs: number): Clock & { advance(ms: number): void } {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    sleep: async () => {},
    advance: (ms) => {
      nowMs += ms;
    },
  };
}
