import { sha512_256 } from '@noble/hashes/sha2.js';
import { accept, type Result, refuse, SecretBytes } from '../primitives/index.ts';
import { maxMnemonicUnits, splitWords, wordAt, wordIndex } from './words.ts';

/**
 * Algorand's own words: 25 of the English BIP39 list, of which 24 hold a 32-byte ed25519 seed and the last a checksum.
 * Not BIP39, though the list is the same (algosdk, `mnemonic.ts`): groups of 11 bits are taken little endian, the 24th
 * word holds the last three bits, and the checksum is the first group of SHA-512/256 over the seed.
 */
export const algorandWordCount = 25;
const keyBytes = 32;

export type AlgorandWordsRefusal = 'word-count' | 'unknown-word' | 'checksum';

function toGroups(bytes: Uint8Array): number[] {
  const groups: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer |= byte << bits;
    bits += 8;
    if (bits < 11) continue;
    groups.push(buffer & 0x7ff);
    buffer >>>= 11;
    bits -= 11;
  }
  if (bits > 0) groups.push(buffer & 0x7ff);
  return groups;
}

/** 33 bytes of 24 groups; the last one must be zero. */
function fromGroups(groups: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(keyBytes + 1);
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const group of groups) {
    buffer |= group << bits;
    bits += 11;
    for (; bits >= 8; bits -= 8) {
      bytes[at++] = buffer & 0xff;
      buffer >>>= 8;
    }
  }
  return bytes;
}

function checksumOf(key: Uint8Array): number {
  return toGroups(sha512_256(key).subarray(0, 2))[0] ?? 0;
}

/** The seed of 25 words as people paste them. Refuses other counts, words outside the list and a wrong checksum. */
export function parseAlgorandWords(text: string): Result<SecretBytes, AlgorandWordsRefusal> {
  const words = splitWords(text);
  if (text.length > maxMnemonicUnits || words.length !== algorandWordCount) return refuse('word-count');
  const groups = words.map(wordIndex).filter((index) => index !== undefined);
  if (groups.length !== algorandWordCount) return refuse('unknown-word');
  const bytes = fromGroups(groups.slice(0, -1));
  const key = bytes.slice(0, keyBytes);
  // Bits that belong to no byte are part of the form: two sentences for one key would be one too many.
  const isWhole = bytes[keyBytes] === 0;
  bytes.fill(0);
  if (isWhole && checksumOf(key) === groups.at(-1)) return accept(new SecretBytes(key));
  key.fill(0);
  return refuse('checksum');
}

/** The 25 words of a 32-byte seed, for the one export screen. A secret. RangeError for another length. */
export function unsafeAlgorandWords(key: Uint8Array): string {
  if (key.length !== keyBytes) throw new RangeError('not an ed25519 seed');
  return [...toGroups(key), checksumOf(key)].map(wordAt).join(' ');
}
