/**
 * Messages as the daemon and Bitcoin wallets sign them; keys are recovered by bitcore, so that a mistake in the wallet's
 * own code cannot repeat itself here. Signing (for the devnet's own node servers) is @noble/curves.
 */
import { secp256k1 } from '@noble/curves/secp256k1.js';
import bitcore from 'bitcore-lib';
import { concat, sha256d, varBytes } from '../consensus/bytes.ts';

export const fluxMagic = 'Zelcash Signed Message:\n'; // main.cpp:125
export const bitcoinMagic = 'Bitcoin Signed Message:\n';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

export const messageHash = (magic: string, message: Uint8Array | string): Uint8Array =>
  sha256d(concat(varBytes(text(magic)), varBytes(typeof message === 'string' ? text(message) : message)));

/** The key that made 65 compact bytes over this hash, in the form their header names; null for none. */
export const recoverKey = (hash: Uint8Array, signature: Uint8Array): Uint8Array | null => {
  const header = signature[0] ?? 0;
  if (signature.length !== 65 || header < 27 || header > 34) return null;
  try {
    const sig = bitcore.crypto.Signature.fromCompact(Buffer.from(signature));
    return new Uint8Array(bitcore.crypto.ECDSA.recoverPublicKey(Buffer.from(hash), sig).toBuffer());
  } catch {
    return null;
  }
};

/** 65 compact bytes by a key of the devnet. */
export const signMessage = (
  magic: string,
  message: Uint8Array | string,
  secret: Uint8Array,
  compressed: boolean,
): Uint8Array => {
  const bytes = secp256k1.sign(messageHash(magic, message), secret, { prehash: false, format: 'recovered' });
  return concat(Uint8Array.of(27 + (bytes[0] ?? 0) + (compressed ? 4 : 0)), bytes.slice(1));
};
