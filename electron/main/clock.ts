import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../wallet-core/ports/index.ts';

/** Longest wait that a timer holds; longer ones would fire at once. */
const MAX_SLEEP_MS = 0x7fffffff;

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    await setTimeout(Math.min(Math.max(ms, 0), MAX_SLEEP_MS), undefined, signal === undefined ? {} : { signal });
  },
};
