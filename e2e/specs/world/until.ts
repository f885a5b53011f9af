import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
  readonly timeoutMs?: number;
  /** What is waited for, for the message. */
  readonly what?: string;
}

/** Asks until the answer is neither undefined nor false, and gives it. Throws with the last error when it takes too long. */
export async function until<T>(
  ask: () => T | Promise<T>,
  { timeoutMs = 30_000, what = 'the awaited state' }: Patience = {},
): Promise<Exclude<T, undefined | false>> {
  let last: unknown;
  for (const end = performance.now() + timeoutMs; ; ) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) throw new Error(`${what} did not come in ${timeoutMs} ms`, { cause: last });
    await sleep(40);
  }
}
