import { type AccountSecrets, deriveAccountKeys } from '../../../wallet-core/kdf/index.ts';
import { Keyring } from '../../../wallet-core/keyring/index.ts';
import type { Argon2 } from '../../../wallet-core/ports/index.ts';
import { SecretBytes } from '../../../wallet-core/primitives/index.ts';
import { deriveMnemonic, deriveSeed, type Mnemonic } from '../../../wallet-core/seed/index.ts';
import { parseImportedSecrets } from './imported-keys.ts';

/** What only the typed secret of an account gives. Held for as long as the screen that asked for it; `eraseProof` ends it. */
export interface Proof {
  readonly accountId: string;
  readonly words: Mnemonic;
  readonly seed: SecretBytes;
  readonly vaultKey: SecretBytes;
  readonly sealKey: SecretBytes;
  readonly policyKey: SecretBytes | null;
}

function accountIdOf(seed: SecretBytes): string {
  const keyring = new Keyring(new SecretBytes(seed.unsafeReveal().slice()));
  const { accountId } = keyring;
  keyring.erase();
  return accountId;
}

/** Derived again from name, password and passphrase, which are consumed. Whose it is stands in `accountId`. */
export async function proofOfCredentials(secrets: AccountSecrets, argon2: Argon2): Promise<Proof> {
  const keys = await deriveAccountKeys(secrets, argon2);
  const words = deriveMnemonic(keys.entropy);
  keys.entropy.erase();
  keys.d2faKey.erase();
  const seed = deriveSeed(words, '');
  const { vaultKey, sealKey, policyKey } = keys;
  return { accountId: accountIdOf(seed), words, seed, vaultKey, sealKey, policyKey };
}

/** From what was sealed for imported words; `content` is overwritten. */
export function proofOfImported(content: Uint8Array): Proof {
  const { words, seed, vaultKey, sealKey } = parseImportedSecrets(content);
  return { accountId: accountIdOf(seed), words, seed, vaultKey, sealKey, policyKey: null };
}

export function eraseProof(proof: Proof): void {
  for (const key of [proof.seed, proof.vaultKey, proof.sealKey]) key.erase();
  proof.policyKey?.erase();
}
