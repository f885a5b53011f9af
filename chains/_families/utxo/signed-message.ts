/**
 * Signed messages of Bitcoin and its descendants: 65 bytes in base64, `27 + recovery id (+ 4 when the address is that of
 * the compressed key) ‖ r ‖ s`, over the double SHA-256 of varstr(magic) ‖ varstr(text). The magic keeps one chain's
 * messages from being valid on another (fluxd main.cpp:125, rpc/misc.cpp:400-454).
 */
import { base64 } from '@scure/base';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { concatBytes, equalBytes, utf8 } from '../../../wallet-core/primitives/index.ts';
import { ByteWriter } from './byte-writer.ts';
import { hash160, hash256 } from './hashes.ts';
import { recoverPublicKey } from './verify-ecdsa.ts';

/** Far above anything a service asks for; bounds work on hostile text. */
export const MAX_MESSAGE_BYTES = 100_000;

export interface RecoverableSignature {
  readonly signature: Uint8Array;
  readonly recoveryId: 0 | 1 | 2 | 3;
}

const SIGNATURE_TEXT = /^[A-Za-z0-9+/]{87}=$/;

/** The same over bytes, which need not be text. Throws `input.too-long` above 100,000 bytes. */
export function messageBytesDigest(magic: string, bytes: Uint8Array): Uint8Array {
  if (bytes.length > MAX_MESSAGE_BYTES) throw new WalletError('input.too-long', { limit: MAX_MESSAGE_BYTES });
  return hash256(new ByteWriter(bytes.length + 64).varBytes(utf8(magic)).varBytes(bytes).finish());
}

/** What is signed. Throws `input.bad` for text that is no valid Unicode, `input.too-long` above 100,000 bytes. */
export function messageDigest(magic: string, text: string): Uint8Array {
  if (!text.isWellFormed()) throw new WalletError('input.bad');
  return messageBytesDigest(magic, utf8(text));
}

/** The 65 bytes. `compressed` must match the key form of the address or key that is to verify them. */
export function compactSignature({ signature, recoveryId }: RecoverableSignature, compressed: boolean): Uint8Array {
  return concatBytes(Uint8Array.of(27 + recoveryId + (compressed ? 4 : 0)), signature);
}

/** Base64 of the 65 bytes. */
export function formatMessageSignature(signature: RecoverableSignature, compressed: boolean): string {
  return base64.encode(compactSignature(signature, compressed));
}

/** The public key, in the form its header names, that made 65 bytes over `digest32`; `undefined` for none. */
export function recoverCompactKey(bytes: Uint8Array, digest32: Uint8Array): Uint8Array | undefined {
  const header = (bytes[0] ?? 0) - 27;
  if (bytes.length !== 65 || header < 0 || header > 7) return undefined;
  return recoverPublicKey(bytes.subarray(1), header & 3, digest32, header >= 4);
}

/** Was this text signed by the key whose hash160 is `keyHash`? False for every malformed signature; never throws. */
export function verifyMessage(magic: string, keyHash: Uint8Array, text: string, signatureBase64: string): boolean {
  if (!SIGNATURE_TEXT.test(signatureBase64) || !text.isWellFormed()) return false;
  let bytes: Uint8Array;
  try {
    bytes = base64.decode(signatureBase64);
  } catch {
    return false;
  }
  if (utf8(text).length > MAX_MESSAGE_BYTES) return false;
  const publicKey = recoverCompactKey(bytes, messageDigest(magic, text));
  return publicKey !== undefined && equalBytes(hash160(publicKey), keyHash);
}
