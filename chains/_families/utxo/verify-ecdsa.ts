import { secp256k1 } from '@noble/curves/secp256k1.js';

/** Does the 64-byte low-S signature of `digest32` belong to this public key? False for malformed keys; never throws. */
export function verifyEcdsa(compact: Uint8Array, digest32: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return secp256k1.verify(compact, digest32, publicKey, { prehash: false, lowS: true });
  } catch {
    return false;
  }
}

/** The public key that made a recoverable signature; `undefined` when there is none. Either S is taken, as daemons do. */
export function recoverPublicKey(
  compact: Uint8Array,
  recoveryId: number,
  digest32: Uint8Array,
  compressed: boolean,
): Uint8Array | undefined {
  try {
    const signature = secp256k1.Signature.fromBytes(compact, 'compact').addRecoveryBit(recoveryId);
    return signature.recoverPublicKey(digest32).toBytes(compressed);
  } catch {
    return undefined;
  }
}
