import { WalletError } from '../../../wallet-core/errors/index.ts';
import { deriveImportedAccountKeys } from '../../../wallet-core/kdf/index.ts';
import { Keyring } from '../../../wallet-core/keyring/index.ts';
import type { Random, Secp256k1Engine } from '../../../wallet-core/ports/index.ts';
import { concatBytes, parseUtf8, SecretBytes, utf8 } from '../../../wallet-core/primitives/index.ts';
import { deriveSeed, type Mnemonic, parseMnemonic } from '../../../wallet-core/seed/index.ts';
import { deriveBackupKey } from '../../../wallet-core/vault/backup-file.ts';
import { type Candidate, describeKeyring } from './candidate.ts';

/*
 * What is sealed under the device password for an imported account (blob `sealed-seed`), format 1:
 *
 *   offset  size  field
 *   0       1     version, 1
 *   1       32    vaultKey, random
 *   33      32    sealKey, random
 *   65      64    BIP39 seed
 *   129     …     the words, UTF-8, for the export screens
 */
const VERSION = 1;
const WORDS_AT = 129;

export interface ImportedSecrets {
  readonly vaultKey: SecretBytes;
  readonly sealKey: SecretBytes;
  readonly seed: SecretBytes;
  readonly words: Mnemonic;
}

/** New random storage keys beside the seed of the words. */
export function makeImportedSecrets(words: Mnemonic, bip39Passphrase: string, random: Random): ImportedSecrets {
  return {
    vaultKey: new SecretBytes(random.bytes(32)),
    sealKey: new SecretBytes(random.bytes(32)),
    seed: deriveSeed(words, bip39Passphrase),
    words,
  };
}

export function serializeImportedSecrets(secrets: ImportedSecrets): Uint8Array {
  return concatBytes(
    Uint8Array.of(VERSION),
    secrets.vaultKey.unsafeReveal(),
    secrets.sealKey.unsafeReveal(),
    secrets.seed.unsafeReveal(),
    utf8(secrets.words),
  );
}

/** Throws `vault.newer-version` or `vault.bad-format`. `bytes` are overwritten. */
export function parseImportedSecrets(bytes: Uint8Array): ImportedSecrets {
  try {
    if (bytes[0] !== VERSION)
      throw new WalletError(bytes[0] === undefined ? 'vault.bad-format' : 'vault.newer-version');
    const words = parseMnemonic(parseUtf8(bytes.subarray(WORDS_AT)) ?? '');
    if (bytes.length < WORDS_AT || !words.ok) throw new WalletError('vault.bad-format');
    return {
      vaultKey: new SecretBytes(bytes.slice(1, 33)),
      sealKey: new SecretBytes(bytes.slice(33, 65)),
      seed: new SecretBytes(bytes.slice(65, WORDS_AT)),
      words: words.value,
    };
  } finally {
    bytes.fill(0);
  }
}

/** The account of imported secrets; the keyring takes over the seed. */
export function candidateOfImported(secrets: ImportedSecrets, engine: Secp256k1Engine): Candidate {
  const { policyKey, d2faKey, fingerprint } = deriveImportedAccountKeys(secrets.seed);
  const backupKey = deriveBackupKey(secrets.seed);
  const keyring = new Keyring(secrets.seed, engine);
  return {
    ...describeKeyring(keyring),
    kind: 'imported',
    username: null,
    fingerprint,
    keys: { keyring, vaultKey: secrets.vaultKey, sealKey: secrets.sealKey, policyKey, d2faKey, backupKey },
  };
}
