import { WalletError } from '../../../wallet-core/errors/index.ts';
import { type KnownAccount, shapes } from '../../../wallet-core/ipc/index.ts';
import type { Clock } from '../../../wallet-core/ports/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import type { Database } from '../store/database.ts';
import { deviceTable, openAccountTable } from '../store/table.ts';

const MAX_ACCOUNTS = 50;

const blobText = shapes.hexText(200_000);

export interface DeviceService {
  /** Accounts of this device, last opened first. */
  accounts(): KnownAccount[];
  /** Notes that an account was opened now. Throws `input.bad` when the list is full. */
  remember(account: KnownAccount): KnownAccount;
  /** Removes the account and everything kept for it. */
  forget(accountId: string): void;
  readBlob(accountId: string, name: string): string | null;
  writeBlob(accountId: string, name: string, blob: string): void;
}

/** The accounts this device knows, and the blobs their signer keeps here. Nothing of it needs a key to read. */
export function createDevice(database: Database, clock: Clock): DeviceService {
  const accounts = deviceTable(database, 'accounts', shapes.knownAccount);
  const blobs = (accountId: string) => openAccountTable(database, 'blobs', accountId, z.string().pipe(blobText));
  return {
    accounts: () =>
      accounts
        .list()
        .map(({ value }) => value)
        .sort((a, b) => (b.lastOpenedAtMs ?? 0) - (a.lastOpenedAtMs ?? 0)),
    remember: (account) => {
      const known = accounts.get(account.accountId);
      if (known === undefined && accounts.list().length >= MAX_ACCOUNTS) {
        throw new WalletError('input.bad', { field: 'accounts', why: 'full' });
      }
      const noted = { ...account, createdAtMs: known?.createdAtMs ?? account.createdAtMs, lastOpenedAtMs: clock.now() };
      database.write([accounts.put(account.accountId, noted)]);
      return noted;
    },
    forget: (accountId) => database.write([accounts.remove(accountId), { kind: 'remove-scope', scope: accountId }]),
    readBlob: (accountId, name) => blobs(accountId).get(name) ?? null,
    writeBlob: (accountId, name, blob) => database.write([blobs(accountId).put(name, blob)]),
  };
}
