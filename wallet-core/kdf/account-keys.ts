import { sha256 } from '@noble/hashes/sha2.js';
import type { Username } from '../credentials/index.ts';
import type { Argon2 } from '../ports/index.ts';
import { concatBytes, SecretBytes, u16be, utf8 } from '../primitives/index.ts';
import { type Fingerprint, toFingerprint } from './fingerprint.ts';
import { deriveLabelledKey } from './labelled-key.ts';
import { runArgon2 } from './run-argon2.ts';
import { argon2ParametersV1, labelsV1 } from './scheme-v1.ts';

/** What name and password give. Everything but `vaultKey` and `fingerprint` stays in the signer. */
export interface AccountKeys {
  /** 32 bytes: the entropy of the account's 24 BIP39 words. */
  readonly entropy: SecretBytes;
  /** 32 bytes: the storage key. Reads the local profile, signs nothing; the only key that leaves the signer. */
  readonly vaultKey: SecretBytes;
  /** 32 bytes: sealed blobs. */
  readonly sealKey: SecretBytes;
  /** 32 bytes: authenticates contacts, limits, throttle, known recipients. */
  readonly policyKey: SecretBytes;
  /** 32 bytes. */
  readonly d2faKey: SecretBytes;
  readonly fingerprint: Fingerprint;
}

export interface AccountSecrets {
  readonly username: Username;
  readonly password: SecretBytes;
  /** Empty bytes when the account has none. */
  readonly passphrase: SecretBytes;
}

/** `SHA-256( "parallax/kdf/v1/salt" ‖ u16be(len U) ‖ U )` */
export function deriveSalt(username: Username): Uint8Array {
  const name = utf8(username);
  return sha256(concatBytes(utf8(labelsV1.salt), u16be(name.length), name));
}

/** `u16be(len P) ‖ P ‖ u16be(len X) ‖ X`: the lengths keep "ab"+"c" apart from "a"+"bc". */
export function buildKdfInput(password: Uint8Array, passphrase: Uint8Array): Uint8Array {
  return concatBytes(u16be(password.length), password, u16be(passphrase.length), passphrase);
}

/** The keys of a 64-byte master secret; `master` is overwritten. */
export function deriveKeysOfMaster(master: Uint8Array): AccountKeys {
  const key = (label: string): SecretBytes => new SecretBytes(deriveLabelledKey(master, label, 32));
  const keys: AccountKeys = {
    entropy: key(labelsV1.entropy),
    vaultKey: key(labelsV1.vault),
    sealKey: key(labelsV1.seal),
    policyKey: key(labelsV1.policy),
    d2faKey: key(labelsV1.d2fa),
    fingerprint: toFingerprint(deriveLabelledKey(master, labelsV1.fingerprint, 5)),
  };
  master.fill(0);
  return keys;
}

/**
 * Account scheme v1: name, password and passphrase → the account's keys. Takes several seconds and 512 MiB. The secrets
 * are consumed: erased when this settles. Throws `account.out-of-memory` or `account.derivation-failed`, never a
 * weaker result.
 */
export async function deriveAccountKeys(secrets: AccountSecrets, argon2: Argon2): Promise<AccountKeys> {
  try {
    const input = buildKdfInput(secrets.password.unsafeReveal(), secrets.passphrase.unsafeReveal());
    return deriveKeysOfMaster(await runArgon2(argon2, input, deriveSalt(secrets.username), argon2ParametersV1));
  } finally {
    secrets.password.erase();
    secrets.passphrase.erase();
  }
}

/** What every device finds again for an imported account; its vault and seal keys are random and wrapped instead. */
export type ImportedAccountKeys = Pick<AccountKeys, 'policyKey' | 'd2faKey' | 'fingerprint'>;

/** Policy key, d2FA key and fingerprint of an imported account: HKDF of its BIP39 seed with the same labels. */
export function deriveImportedAccountKeys(seed: SecretBytes): ImportedAccountKeys {
  const bytes = seed.unsafeReveal();
  return {
    policyKey: new SecretBytes(deriveLabelledKey(bytes, labelsV1.policy, 32)),
    d2faKey: new SecretBytes(deriveLabelledKey(bytes, labelsV1.d2fa, 32)),
    fingerprint: toFingerprint(deriveLabelledKey(bytes, labelsV1.fingerprint, 5)),
  };
}

/** Overwrites every key. Twice is not an error. */
export function eraseAccountKeys(keys: AccountKeys): void {
  for (const key of [keys.entropy, keys.vaultKey, keys.sealKey, keys.policyKey, keys.d2faKey]) key.erase();
}
