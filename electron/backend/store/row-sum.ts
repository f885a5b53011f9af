import { createHash } from 'node:crypto';
import { concatBytes, u16be, utf8 } from '../../../wallet-core/primitives/index.ts';

export interface RowName {
  readonly table: string;
  readonly scope: string;
  readonly key: string;
}

const SUM_LENGTH = 8;

/**
 * Finds damage that SQLite cannot see: flipped bits in content, a value under another's key. Not a protection against
 * a person with the file: private rows are authenticated with the storage key.
 */
export function rowSum(name: RowName, value: Uint8Array): Uint8Array {
  const parts = [name.table, name.scope, name.key].map(utf8);
  const hash = createHash('sha256').update(concatBytes(...parts.flatMap((part) => [u16be(part.length), part])));
  return new Uint8Array(hash.update(value).digest().subarray(0, SUM_LENGTH));
}
