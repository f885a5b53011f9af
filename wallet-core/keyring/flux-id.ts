import { ripemd160 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { createBase58check } from '@scure/base';
import { type AddressText, concatBytes, unsafeBrand } from '../primitives/index.ts';

const base58check = createBase58check(sha256);

/** The Flux ID of a 33-byte public key: a Bitcoin P2PKH address (`1…`) that signs messages and never holds coins. */
export function formatFluxId(publicKey: Uint8Array): AddressText {
  if (publicKey.length !== 33) throw new RangeError('not a compressed public key');
  return unsafeBrand<AddressText>(base58check.encode(concatBytes(Uint8Array.of(0), ripemd160(sha256(publicKey)))));
}
