import { wordlist } from '@scure/bip39/wordlists/english.js';

/** Three BIP39 words that name an account for the eye. Public: 33 bits that tell nothing about the keys. */
export type Fingerprint = readonly [string, string, string];

/** The first 33 of 40 bits as three 11-bit numbers, most significant bit first, each a word of the English BIP39 list. */
export function toFingerprint(bytes: Uint8Array): Fingerprint {
  if (bytes.length !== 5) throw new RangeError('a fingerprint has five bytes');
  const view = new DataView(bytes.buffer, bytes.byteOffset, 5);
  const high = view.getUint32(0);
  const first = high >>> 21;
  const second = (high >>> 10) & 0x7ff;
  const third = ((high & 0x3ff) << 1) | (view.getUint8(4) >>> 7);
  return [wordAt(first), wordAt(second), wordAt(third)];
}

function wordAt(index: number): string {
  const word = wordlist[index];
  if (word === undefined) throw new RangeError('no such word');
  return word;
}
