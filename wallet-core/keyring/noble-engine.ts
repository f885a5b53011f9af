import { secp256k1 } from '@noble/curves/secp256k1.js';
import type { Secp256k1Engine } from '../ports/index.ts';

/** secp256k1 by @noble/curves: the default, and the oracle for faster engines. Deterministic by RFC 6979, low-S. */
export const nobleEngine: Required<Secp256k1Engine> = {
  sign: (digest32, privateKey) => secp256k1.sign(digest32, privateKey, { prehash: false, lowS: true }),
  signRecoverable: (digest32, privateKey) => {
    const bytes = secp256k1.sign(digest32, privateKey, { prehash: false, lowS: true, format: 'recovered' });
    return { recoveryId: parseRecoveryId(bytes[0]), signature: bytes.slice(1) };
  },
  publicKey: (privateKey) => secp256k1.getPublicKey(privateKey, true),
};

function parseRecoveryId(value: number | undefined): 0 | 1 | 2 | 3 {
  if (value === 0 || value === 1 || value === 2 || value === 3) return value;
  throw new RangeError('recovery id out of range');
}
