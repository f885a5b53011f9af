import { onTestFinished } from 'vitest';
import { SecretBytes } from '../../../wallet-core/primitives/index.ts';
import type { AccountContext } from '../services/account-context.ts';
import { openDatabase } from '../store/open-database.ts';
import { createStorageKeyCipher } from '../store/storage-key-cipher.ts';
import { privateTable } from '../store/table.ts';
import { systemRandom } from '../system/random.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { testAccount } from './test-account.ts';

export interface FakeContext extends AccountContext {
  readonly clock: FakeClock;
}

/** The surroundings of an account's services: a real store, a clock that stands still, nothing logged. */
export function fakeContext(): FakeContext {
  const database = openDatabase({ folder: temporaryFolder() });
  onTestFinished(() => database.close());
  const cipher = createStorageKeyCipher(new SecretBytes(new Uint8Array(32).fill(1)), systemRandom);
  const { account, publicKeys } = testAccount().open;
  return {
    account,
    backupKey: null,
    keys: { flux: publicKeys.flux, bitcoin: null, fluxId: null, watched: [] },
    database,
    table: (name, schema) => privateTable(database, name, account.accountId, cipher, schema),
    clock: fakeClock(),
    random: systemRandom,
    logger: { log: () => undefined },
    signal: new AbortController().signal,
  };
}
