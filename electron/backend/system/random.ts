import { randomFillSync } from 'node:crypto';
import type { Random } from '../../../wallet-core/ports/index.ts';

/** The operating system's generator. */
export const systemRandom: Random = {
  bytes: (length) => randomFillSync(new Uint8Array(length)),
};
