import { WalletError } from '../../../wallet-core/errors/index.ts';
import { parseUtf8, utf8 } from '../../../wallet-core/primitives/index.ts';
import type { z } from '../../../wallet-core/primitives/zod.ts';
import type { Change, Database } from './database.ts';
import type { RowCipher } from './row-cipher.ts';
import type { DeviceTable, OpenAccountTable, PrivateTable } from './tables.ts';

/** Rows of one kind, checked by their schema when read. Changes are made by `database.write`, several at once if need be. */
export interface Table<T> {
  get(key: string): T | undefined;
  list(): readonly { readonly key: string; readonly value: T }[];
  put(key: string, value: T): Change;
  remove(key: string): Change;
  /** Also rows that cannot be read. */
  removeAll(): Change;
}

const DEVICE_SCOPE = '';

function toValue<T>(schema: z.ZodType<T>, table: string, text: string | undefined): T {
  let json: unknown;
  try {
    json = JSON.parse(text ?? '');
  } catch (cause) {
    throw new WalletError('store.corrupt', { why: 'json', table }, { cause });
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new WalletError('store.corrupt', { why: 'shape', table });
  return parsed.data;
}

function plainTable<T>(database: Database, table: string, scope: string, schema: z.ZodType<T>): Table<T> {
  return {
    get: (key) => {
      const value = database.get({ table, scope, key });
      return value === undefined ? undefined : toValue(schema, table, parseUtf8(value));
    },
    list: () =>
      database.list(table, scope).map(({ key, value }) => ({ key, value: toValue(schema, table, parseUtf8(value)) })),
    put: (key, value) => ({ kind: 'put', name: { table, scope, key }, value: utf8(JSON.stringify(value)) }),
    remove: (key) => ({ kind: 'remove', name: { table, scope, key } }),
    removeAll: () => ({ kind: 'remove-all', table, scope }),
  };
}

/** Rows of the device: readable without any account open. */
export function deviceTable<T>(database: Database, table: DeviceTable, schema: z.ZodType<T>): Table<T> {
  return plainTable(database, table, DEVICE_SCOPE, schema);
}

/** Rows of an account that are not ours to seal: what the signer sealed itself. */
export function openAccountTable<T>(
  database: Database,
  table: OpenAccountTable,
  accountId: string,
  schema: z.ZodType<T>,
): Table<T> {
  return plainTable(database, table, accountId, schema);
}

/** The key stands inside the sealed row, in front of the value, because its name in the file says nothing. */
function splitRow(table: string, plain: string): { readonly key: string; readonly text: string } {
  const end = plain.indexOf('\n');
  if (end < 0) throw new WalletError('store.corrupt', { why: 'row', table });
  return { key: plain.slice(0, end), text: plain.slice(end + 1) };
}

/** Rows of an account, sealed with its storage key. Every call throws `session.locked` once that is erased. */
export function privateTable<T>(
  database: Database,
  table: PrivateTable,
  accountId: string,
  cipher: RowCipher,
  schema: z.ZodType<T>,
): Table<T> {
  const open = (name: string, sealed: Uint8Array) => {
    const { key, text } = splitRow(table, cipher.open(table, name, parseUtf8(sealed) ?? ''));
    if (cipher.nameOf(table, key) !== name) throw new WalletError('store.corrupt', { why: 'row', table });
    return { key, value: toValue(schema, table, text) };
  };
  return {
    get: (key) => {
      const name = cipher.nameOf(table, key);
      const sealed = database.get({ table, scope: accountId, key: name });
      return sealed === undefined ? undefined : open(name, sealed).value;
    },
    list: () => database.list(table, accountId).map((row) => open(row.key, row.value)),
    put: (key, value) => {
      if (key.includes('\n')) throw new TypeError('a key is one line');
      const name = cipher.nameOf(table, key);
      const sealed = cipher.seal(table, name, `${key}\n${JSON.stringify(value)}`);
      return { kind: 'put', name: { table, scope: accountId, key: name }, value: utf8(sealed) };
    },
    remove: (key) => ({ kind: 'remove', name: { table, scope: accountId, key: cipher.nameOf(table, key) } }),
    removeAll: () => ({ kind: 'remove-all', table, scope: accountId }),
  };
}
