import type { Clock } from '../../../wallet-core/ports/index.ts';

/** Longest delay of a timer: above it, Node fires at once (2^31 − 1 ms). */
const MAX_DELAY_MS = 2_147_483_647;

/** The computer's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason);
        return;
      }
      const giveUp = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        },
        Math.min(ms, MAX_DELAY_MS),
      );
      signal?.addEventListener('abort', giveUp, { once: true });
    }),
};
