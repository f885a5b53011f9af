import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { WalletError } from '../errors/index.ts';
import type { Random } from '../ports/index.ts';
import { concatBytes } from '../primitives/index.ts';

export const nonceLength = 24;
export const tagLength = 16;

/** Fresh bytes of the operating system's generator. Throws `internal` when the port gives another length. */
export function freshBytes(random: Random, length: number): Uint8Array {
  const bytes = random.bytes(length);
  if (bytes.length !== length) throw new WalletError('internal', { what: 'random' });
  return bytes;
}

/** `nonce (24) ‖ ciphertext ‖ tag (16)`: XChaCha20-Poly1305 with a random nonce, long enough never to repeat. */
export function encrypt(key: Uint8Array, associated: Uint8Array, content: Uint8Array, random: Random): Uint8Array {
  const nonce = freshBytes(random, nonceLength);
  return concatBytes(nonce, xchacha20poly1305(key, nonce, associated).encrypt(content));
}

/** The content of `encrypt`; `undefined` when key, place or any bit differs. */
export function decrypt(key: Uint8Array, associated: Uint8Array, body: Uint8Array): Uint8Array | undefined {
  if (body.length < nonceLength + tagLength) return undefined;
  try {
    return xchacha20poly1305(key, body.subarray(0, nonceLength), associated).decrypt(body.subarray(nonceLength));
  } catch {
    return undefined;
  }
}
