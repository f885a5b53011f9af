import { secp256k1 } from '@noble/curves/secp256k1.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { WalletError } from '../errors/index.ts';
import { deriveLabelledKey } from '../kdf/labelled-key.ts';
import { type SecretBytes, utf8 } from '../primitives/index.ts';
import { maxSequence } from './record.ts';

/** Below the account's d2FA key (`kdf/README.md`). Frozen like the scheme: other labels find no records. */
const labels = Object.freeze({
  record: 'parallax/v1/d2fa/record',
  anchor: 'parallax/v1/d2fa/anchor',
  pinSalt: 'parallax/v1/d2fa/pin-salt',
});

function numbered(label: string, sequence: number): string {
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > maxSequence) throw new RangeError('sequence');
  return `${label}/${sequence}`;
}

/** `HKDF-SHA-512( d2faKey, salt, "parallax/v1/d2fa/record", 44 )`: key (32) and nonce (12) of one record. The caller overwrites it. */
export function deriveRecordKey(d2faKey: SecretBytes, salt: Uint8Array): Uint8Array {
  return hkdf(sha512, d2faKey.unsafeReveal(), salt, utf8(labels.record), 44);
}

/** `HKDF-SHA-512( d2faKey, empty, "parallax/v1/d2fa/pin-salt/<sequence>", 32 )`: other for each change. */
export function derivePinSalt(d2faKey: SecretBytes, sequence: number): Uint8Array {
  return deriveLabelledKey(d2faKey.unsafeReveal(), numbered(labels.pinSalt, sequence), 32);
}

/**
 * The compressed public key whose t1 address the transaction with record `sequence` pays to: how any device finds the
 * record without reading the whole history. Private key: `HKDF-SHA-512( d2faKey, empty, "parallax/v1/d2fa/anchor/<sequence>", 32 )`.
 */
export function deriveAnchorPublicKey(d2faKey: SecretBytes, sequence: number): Uint8Array {
  const privateKey = deriveLabelledKey(d2faKey.unsafeReveal(), numbered(labels.anchor, sequence), 32);
  try {
    // Odds below 2^-127.
    if (!secp256k1.utils.isValidSecretKey(privateKey)) throw new WalletError('account.derivation-failed');
    return secp256k1.getPublicKey(privateKey, true);
  } finally {
    privateKey.fill(0);
  }
}
