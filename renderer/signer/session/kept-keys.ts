import { WalletError } from '../../../wallet-core/errors/index.ts';
import { Keyring } from '../../../wallet-core/keyring/index.ts';
import type { Secp256k1Engine } from '../../../wallet-core/ports/index.ts';
import { concatBytes, parseUtf8, SecretBytes, utf8 } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { deriveBackupKey } from '../../../wallet-core/vault/backup-file.ts';
import { type Candidate, describeKeyring } from './candidate.ts';

/*
 * What quick unlock seals for an account, format 2:
 *
 *   offset  size  field
 *   0       1     version, 2
 *   1       32    vaultKey
 *   33      32    sealKey
 *   65      32    policyKey
 *   97      32    d2faKey
 *   129     64    BIP39 seed
 *   193     …     what is public of it, JSON: kind, username, fingerprint
 *
 * The words are not among it: exporting them takes the password. Format 1 had no d2faKey, without which nothing can be
 * asked for: it is refused, and the password opens the account.
 */
const VERSION = 2;
const PUBLIC_AT = 193;

const word = z.string().min(1).max(16);
const publicPart = z.strictObject({
  kind: z.enum(['password', 'imported']),
  username: z.string().max(64).nullable(),
  fingerprint: z.tuple([word, word, word]).readonly(),
});

export function serializeKeptKeys({ kind, username, fingerprint, keys }: Candidate, seed: SecretBytes): Uint8Array {
  const bytes = [keys.vaultKey, keys.sealKey, keys.policyKey, keys.d2faKey, seed].map((key) => key.unsafeReveal());
  return concatBytes(Uint8Array.of(VERSION), ...bytes, utf8(JSON.stringify({ kind, username, fingerprint })));
}

/** The account of kept keys. Throws `vault.newer-version` or `vault.bad-format`. `bytes` are overwritten. */
export function candidateOfKeptKeys(bytes: Uint8Array, engine: Secp256k1Engine): Candidate {
  try {
    const [version = 0] = bytes;
    if (version !== VERSION) throw new WalletError(version < VERSION ? 'vault.bad-format' : 'vault.newer-version');
    const { kind, username, fingerprint } = readPublicPart(bytes);
    const key = (from: number, to: number) => new SecretBytes(bytes.slice(from, to));
    const seed = key(129, PUBLIC_AT);
    const backupKey = kind === 'imported' ? deriveBackupKey(seed) : null;
    const keyring = new Keyring(seed, engine);
    return {
      ...describeKeyring(keyring),
      kind,
      username,
      fingerprint,
      keys: {
        keyring,
        vaultKey: key(1, 33),
        sealKey: key(33, 65),
        policyKey: key(65, 97),
        d2faKey: key(97, 129),
        backupKey,
      },
    };
  } finally {
    bytes.fill(0);
  }
}

function readPublicPart(bytes: Uint8Array): z.infer<typeof publicPart> {
  try {
    return publicPart.parse(JSON.parse(parseUtf8(bytes.subarray(PUBLIC_AT)) ?? ''));
  } catch (cause) {
    throw new WalletError('vault.bad-format', { what: 'quick-unlock' }, { cause });
  }
}
