import { WalletError } from '../errors/index.ts';
import type { Random } from '../ports/index.ts';

const span = 2 ** 32;

/**
 * A uniform integer in 0…bound−1. Numbers from the incomplete last stretch of the 32-bit range are drawn again, since
 * a plain remainder would favour small results. Refuses (`internal`) a generator that yields only such numbers.
 */
export function randomBelow(random: Random, bound: number): number {
  if (!Number.isInteger(bound) || bound < 1 || bound > span) throw new RangeError('bound out of range');
  const limit = span - (span % bound);
  // At worst half of all draws are refused; 128 refusals in a row mean the generator is broken.
  for (let attempt = 0; attempt < 128; attempt++) {
    const bytes = random.bytes(4);
    if (bytes.length !== 4) throw new WalletError('internal', { what: 'random' });
    const value = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    bytes.fill(0);
    if (value < limit) return value % bound;
  }
  throw new WalletError('internal', { what: 'random' });
}
