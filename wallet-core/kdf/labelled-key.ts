import { hkdf } from '@noble/hashes/hkdf.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { utf8 } from '../primitives/index.ts';

/** HKDF-SHA-512 (RFC 5869) with an empty salt: one key per label, none of which tells anything about another. */
export function deriveLabelledKey(secret: Uint8Array, label: string, length: number): Uint8Array {
  return hkdf(sha512, secret, undefined, utf8(label), length);
}
