/** Base58Check: base58 of payload ‖ first four bytes of its double SHA-256. */
import { base58 } from '@scure/base';
import { accept, concatBytes, equalBytes, type Result, refuse } from '../../../wallet-core/primitives/index.ts';
import { hash256 } from './hashes.ts';

/** Decoding takes quadratic time; no text any chain uses is longer (extended keys have 111 characters). */
const MAX_TEXT = 128;
const ALPHABET = /^[1-9A-HJ-NP-Za-km-z]+$/;

/** Only characters of the base58 alphabet (no 0, O, I, l), at least one? */
export function isBase58(text: string): boolean {
  return ALPHABET.test(text);
}

/** The bytes of base58 text of at most 128 characters, without looking at a checksum. */
export function parseBase58(text: string): Result<Uint8Array, 'length' | 'character'> {
  if (text.length === 0 || text.length > MAX_TEXT) return refuse('length');
  if (!isBase58(text)) return refuse('character');
  return accept(base58.decode(text));
}

export function formatBase58Check(...payload: readonly Uint8Array[]): string {
  const body = concatBytes(...payload);
  return base58.encode(concatBytes(body, hash256(body).subarray(0, 4)));
}

/** The payload before the checksum. */
export function parseBase58Check(text: string): Result<Uint8Array, 'length' | 'character' | 'checksum'> {
  const decoded = parseBase58(text);
  if (!decoded.ok) return decoded;
  if (decoded.value.length < 5) return refuse('length');
  const body = decoded.value.slice(0, -4);
  return equalBytes(hash256(body).subarray(0, 4), decoded.value.subarray(-4)) ? accept(body) : refuse('checksum');
}
