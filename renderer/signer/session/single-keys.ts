import { importedPath } from '../../../wallet-core/chain-contract/index.ts';
import { type ImportedKey, parseImportedKeys, serializeImportedKeys } from '../../../wallet-core/keyring/index.ts';
import type { Random } from '../../../wallet-core/ports/index.ts';
import { type DerivationPath, fromHex, SecretBytes, toHex } from '../../../wallet-core/primitives/index.ts';
import { fluxIdPath } from '../../../wallet-core/seed/index.ts';
import { openBlob, sealBlob } from '../../../wallet-core/vault/index.ts';
import type { Candidate } from './candidate.ts';
import type { MainPort } from './main-port.ts';

/** The blob with the single keys of an account, sealed with its seal key: what opens the account opens them. */
export const KEYS_BLOB = 'keys';

/** Throws `vault.*` for a blob that cannot be read; none at all is an empty list. The keys are the caller's to erase. */
export async function readKeys(main: MainPort, { accountId, keys }: Candidate): Promise<readonly ImportedKey[]> {
  const { blob } = await main('blob.read', { accountId, name: KEYS_BLOB });
  if (blob === null) return [];
  return parseImportedKeys(openBlob(keys.sealKey, { accountId, name: KEYS_BLOB }, fromHex(blob)));
}

export async function writeKeys(
  main: MainPort,
  random: Random,
  { accountId, keys }: Candidate,
  list: readonly ImportedKey[],
): Promise<void> {
  const content = serializeImportedKeys(list);
  const blob = toHex(sealBlob(keys.sealKey, { accountId, name: KEYS_BLOB }, content, random));
  content.fill(0);
  await main('blob.write', { accountId, name: KEYS_BLOB, blob });
}

/** Where a key works in the keyring; `null` for one that is only kept. */
function placeOf({ use, id }: Pick<ImportedKey, 'use' | 'id'>): DerivationPath | null {
  if (use === 'flux') return importedPath(id);
  return use === 'flux-id' ? fluxIdPath() : null;
}

/** Makes the account's keyring work with exactly these keys. They are not consumed. */
export function adoptKeys({ keys: { keyring } }: Candidate, list: readonly ImportedKey[]): void {
  for (const path of keyring.adoptedPaths) keyring.release(path);
  for (const key of list) {
    const place = placeOf(key);
    if (place !== null) keyring.adopt(place, new SecretBytes(key.privateKey.unsafeReveal().slice()));
  }
}

export function eraseKeys(list: readonly ImportedKey[]): void {
  for (const { privateKey } of list) privateKey.erase();
}

/**
 * Takes the sealed keys of an account up before it opens. A list that cannot be read must not lock the account: it opens
 * without them, and the screen of the keys says why.
 */
export async function takeUpKeys(main: MainPort, candidate: Candidate): Promise<void> {
  try {
    const list = await readKeys(main, candidate);
    adoptKeys(candidate, list);
    eraseKeys(list);
  } catch {
    adoptKeys(candidate, []);
  }
}
