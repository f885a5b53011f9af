/**
 * The few bytes of a serialized transaction that servers without own fields for them leave to us
 * (fluxd primitives/transaction.h). Hints for the history only: nothing is signed on them.
 */

/** Header 0x80000004 and version group id 0x892f2085, little endian. */
const SAPLING_HEADER = '0400008085202f89';
/** valueBalance (8 bytes) and three empty lists: what follows the expiry height without shielded parts. */
const EMPTY_SHIELDED_TAIL = '0'.repeat(22);

/** Expiry height of a v4 transaction without shielded parts; `null` for none, or when it is another kind. */
export function readExpiryHeight(rawHex: string): number | null {
  if (!rawHex.startsWith(SAPLING_HEADER) || !rawHex.endsWith(EMPTY_SHIELDED_TAIL)) return null;
  const field = rawHex.slice(-EMPTY_SHIELDED_TAIL.length - 8, -EMPTY_SHIELDED_TAIL.length);
  const bytes = field.match(/../g) ?? [];
  const height = Number.parseInt(bytes.reverse().join(''), 16);
  return height > 0 && height < 500_000_000 ? height : null;
}

/** START (2) or CONFIRM (4) of a node: version 5 or 6, then the type byte. */
export function readNodeForm(rawHex: string): 'node-start' | 'node-confirm' | undefined {
  const match = /^0[56]000000(0[24])/.exec(rawHex);
  if (match === null) return undefined;
  return match[1] === '02' ? 'node-start' : 'node-confirm';
}
