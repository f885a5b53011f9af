import { concatBytes, u16be, utf8 } from '../primitives/index.ts';

/**
 * Where a blob belongs, bound into it and not stored: opening it in another place (another account, another name,
 * another table row) fails like a changed byte does. Parts are length-prefixed, so no two places look the same.
 */
export function contextBytes(label: string, parts: readonly string[]): Uint8Array {
  return concatBytes(
    ...[label, ...parts].map((part) => {
      const bytes = utf8(part);
      return concatBytes(u16be(bytes.length), bytes);
    }),
  );
}
