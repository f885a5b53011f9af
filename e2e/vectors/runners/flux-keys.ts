/** Keys of the vector files: WIF in, RFC 6979 signatures out. Signing itself is @noble/curves, apart from the product's engine. */
import { secp256k1 } from '@noble/curves/secp256k1.js';
import type { RecoverableSignature } from '../../../chains/_families/utxo/index.ts';
import { parseWif } from '../../../wallet-core/keyring/wif.ts';

/** The key of a main-network WIF. Throws for any other text. */
export function wifKey(text: string): { readonly privateKey: Uint8Array; readonly compressed: boolean } {
  const parsed = parseWif(text);
  if (!parsed.ok) throw new TypeError(`bad WIF: ${parsed.reason}`);
  return { privateKey: parsed.value.privateKey.unsafeReveal(), compressed: parsed.value.compressed };
}

/** 64-byte low-S signature without extra entropy. */
export function signEcdsa(digest32: Uint8Array, privateKey: Uint8Array): Uint8Array {
  return secp256k1.sign(digest32, privateKey, { prehash: false, lowS: true });
}

export function signRecoverable(digest32: Uint8Array, privateKey: Uint8Array): RecoverableSignature {
  const bytes = secp256k1.sign(digest32, privateKey, { prehash: false, lowS: true, format: 'recovered' });
  const recoveryId = bytes[0];
  if (recoveryId !== 0 && recoveryId !== 1 && recoveryId !== 2 && recoveryId !== 3) throw new RangeError('recovery id');
  return { recoveryId, signature: bytes.slice(1) };
}
