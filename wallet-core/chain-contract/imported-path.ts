import { type DerivationPath, unsafeBrand } from '../primitives/index.ts';

/**
 * The place of a key that was imported by itself: a name in the form of a path, so that it travels wherever paths do.
 * Nothing is derived from it. Purpose 2^31-1 is none of BIP43's, so no key of the account scheme can stand there.
 */
const IMPORTED = /^m\/2147483647'\/(0|[1-9]\d{0,9})$/;
const LIMIT = 0x8000_0000;

/** RangeError unless 0 ≤ id < 2^31. */
export function importedPath(id: number): DerivationPath {
  if (!Number.isInteger(id) || id < 0 || id >= LIMIT) throw new RangeError('id out of range');
  return unsafeBrand<DerivationPath>(`m/2147483647'/${id}`);
}

/** Is it the place of an imported key, in its one form? */
export function isImportedPath(path: string): boolean {
  return Number(IMPORTED.exec(path)?.[1] ?? LIMIT) < LIMIT;
}
