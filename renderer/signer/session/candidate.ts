import { fluxCodec } from '../../../chains/flux/codec.ts';
import { isSpendingPath } from '../../../chains/flux/explain.ts';
import type { AccountPublicKeys } from '../../../wallet-core/chain-contract/index.ts';
import type { KnownAccount } from '../../../wallet-core/ipc/index.ts';
import {
  type AccountKeys,
  type AccountSecrets,
  deriveAccountKeys,
  type Fingerprint,
} from '../../../wallet-core/kdf/index.ts';
import { Keyring } from '../../../wallet-core/keyring/index.ts';
import type { Argon2, Secp256k1Engine } from '../../../wallet-core/ports/index.ts';
import type { AccountId, AddressText, SecretBytes } from '../../../wallet-core/primitives/index.ts';
import { deriveMnemonic, deriveSeed, fluxPath } from '../../../wallet-core/seed/index.ts';
import { toAccountLabel } from './account-label.ts';
import type { AddressAt } from './own-preview.ts';
import type { AccountSummary } from './screen.ts';

/** Keys that stay here; the storage key is the only one that is handed out, and only when the account is opened. */
export interface CandidateKeys {
  readonly keyring: Keyring;
  readonly vaultKey: SecretBytes;
  readonly sealKey: SecretBytes;
  readonly policyKey: SecretBytes;
  /** Opens and makes the account's records of the second factor (decision 0004). */
  readonly d2faKey: SecretBytes;
  /** Opens backup files of imported words; a password account's follows from its storage key. */
  readonly backupKey: SecretBytes | null;
}

/**
 * An account whose keys have been derived but which is not open yet: first its fingerprint is shown and compared, or its
 * first addresses are previewed. Either `Session.open` takes it or `discardCandidate` erases it.
 */
export interface Candidate {
  readonly accountId: AccountId;
  readonly kind: 'password' | 'imported';
  /** Normalised name; `null` for imported words. */
  readonly username: string | null;
  readonly fingerprint: Fingerprint;
  readonly publicKeys: AccountPublicKeys;
  readonly firstAddress: AddressText;
  readonly keys: CandidateKeys;
}

function keyringOfEntropy(entropy: SecretBytes, engine: Secp256k1Engine): Keyring {
  return new Keyring(deriveSeed(deriveMnemonic(entropy), ''), engine);
}

/** Addresses of the candidate's own spending paths, derived here. */
export function candidateAddressAt({ keys }: Candidate): AddressAt {
  return (path) => (isSpendingPath(path) ? fluxCodec.formatAddress(keys.keyring.publicKey(path)) : null);
}

/** The public side of a keyring, and what the account is called. */
export function describeKeyring(keyring: Keyring): Pick<Candidate, 'accountId' | 'publicKeys' | 'firstAddress'> {
  return {
    accountId: keyring.accountId,
    publicKeys: keyring.accountPublicKeys(),
    firstAddress: fluxCodec.formatAddress(keyring.publicKey(fluxPath(0, 0))),
  };
}

function candidateOfKeys(username: string, keys: AccountKeys, engine: Secp256k1Engine): Candidate {
  const keyring = keyringOfEntropy(keys.entropy, engine);
  keys.entropy.erase();
  const { vaultKey, sealKey, policyKey, d2faKey } = keys;
  return {
    ...describeKeyring(keyring),
    kind: 'password',
    username,
    fingerprint: keys.fingerprint,
    keys: { keyring, vaultKey, sealKey, policyKey, d2faKey, backupKey: null },
  };
}

/**
 * Account scheme v1, seconds and 512 MiB in a worker. `secrets` are consumed. Throws `account.out-of-memory`,
 * `account.derivation-failed`, or `approval.cancelled` when the person gave up.
 */
export async function deriveCandidate(
  secrets: AccountSecrets,
  argon2: Argon2,
  engine: Secp256k1Engine,
): Promise<Candidate> {
  return candidateOfKeys(secrets.username, await deriveAccountKeys(secrets, argon2), engine);
}

export function discardCandidate({ keys }: Candidate): void {
  keys.keyring.erase();
  for (const key of [keys.vaultKey, keys.sealKey, keys.policyKey, keys.d2faKey]) key.erase();
  keys.backupKey?.erase();
}

/** Do keys belong to an account as it was before? Id and fingerprint come from different parts of the derivation. */
export function isSameAccount(
  { accountId, fingerprint }: Candidate,
  other: { readonly accountId: string; readonly fingerprint: readonly string[] | null },
): boolean {
  return accountId === other.accountId && fingerprint.join(' ') === other.fingerprint?.join(' ');
}

/** What may be shown of it before it is open. */
export function summarize({ accountId, kind, username, fingerprint, firstAddress }: Candidate): AccountSummary {
  return { accountId, kind, username, fingerprint, firstAddress };
}

/** As it is put into the list of this device: under the label, or what it is known by without one. */
export function newAccount(candidate: Candidate, label: string, nowMs: number): KnownAccount {
  const { accountId, kind, username, fingerprint } = candidate;
  return {
    accountId,
    kind,
    label: toAccountLabel(label) || (username ?? fingerprint.join(' ')),
    username,
    fingerprint: [...fingerprint],
    createdAtMs: nowMs,
    lastOpenedAtMs: null,
  };
}
