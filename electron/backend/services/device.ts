import { WalletError } from '../../../wallet-core/errors/index.ts';
import { parseLabel } from '../../../wallet-core/history/index.ts';
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
  /** What the person calls an account of this device: the signer that opens it may know an earlier name. */
  labelOf(accountId: string): string | undefined;
  /** Throws `input.bad` when the list is full and the account is not on it. */
  assertRoom(accountId: string): void;
  /** Notes that an account was opened now. Throws as `assertRoom`. */
  remember(account: KnownAccount): KnownAccount;
  /** Removes the account and everything kept for it. */
  forget(accountId: string): void;
  /** Throws `account.unknown`; `input.bad` for an empty label or hidden characters. */
  rename(accountId: string, label: string): KnownAccount;
  readBlob(accountId: string, name: string): string | null;
  writeBlob(accountId: string, name: string, blob: string): void;
}

/** The accounts this device knows, and the blobs their signer keeps here. Nothing of it needs a key to read. */
export function createDevice(database: Database, clock: Clock): DeviceService {
  const accounts = deviceTable(database, 'accounts', shapes.knownAccount);
  const blobs = (accountId: string) => openAccountTable(database, 'blobs', accountId, z.string().pipe(blobText));

  function assertRoom(accountId: string): void {
    if (accounts.get(accountId) === undefined && accounts.list().length >= MAX_ACCOUNTS) {
      throw new WalletError('input.bad', { field: 'accounts', why: 'full' });
    }
  }

  return {
    labelOf: (accountId) => accounts.get(accountId)?.label,
    assertRoom,
    accounts: () =>
      accounts
        .list()
        .map(({ value }) => value)
        .sort((a, b) => (b.lastOpenedAtMs ?? 0) - (a.lastOpenedAtMs ?? 0)),
    remember: (account) => {
      assertRoom(account.accountId);
      const known = accounts.get(account.accountId);
      const { createdAtMs, label } = known ?? account;
      const noted = { ...account, label, createdAtMs, lastOpenedAtMs: clock.now() };
      database.write([accounts.put(account.accountId, noted)]);
      return noted;
    },
    forget: (accountId) => database.write([accounts.remove(accountId), { kind: 'remove-scope', scope: accountId }]),
    rename: (accountId, text) => {
      const known = accounts.get(accountId);
      if (known === undefined) throw new WalletError('account.unknown');
      const label = parseLabel(text);
      if (!label.ok || label.value === '') throw new WalletError('input.bad', { field: 'label' });
      const renamed = { ...known, label: label.value };
      database.write([accounts.put(accountId, renamed)]);
      return renamed;
    },
    readBlob: (accountId, name) => blobs(accountId).get(name) ?? null,
    writeBlob: (accountId, name, blob) => database.write([blobs(accountId).put(name, blob)]),
  };
}
