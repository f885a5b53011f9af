import { expect, onTestFinished, test } from 'vitest';
import { isWalletError } from '../../../wallet-core/errors/index.ts';
import { parseUtf8, SecretBytes } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { systemRandom } from '../system/random.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import type { Database } from './database.ts';
import { openDatabase } from './open-database.ts';
import { createStorageKeyCipher } from './storage-key-cipher.ts';
import { deviceTable, privateTable } from './table.ts';

const shape = z.strictObject({ text: z.string().max(100) });
const account = '0123456789abcdef';
const cipherOf = (filler: number) =>
  createStorageKeyCipher(new SecretBytes(new Uint8Array(32).fill(filler)), systemRandom);

function open(): Database {
  const database = openDatabase({ folder: temporaryFolder() });
  onTestFinished(() => database.close());
  return database;
}

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (thrown) {
    return isWalletError(thrown) ? thrown.code : `not coded: ${String(thrown)}`;
  }
  return 'no error';
}

test('private rows come back by key and as a list, and go', () => {
  const database = open();
  const labels = privateTable(database, 'labels', account, cipherOf(1), shape);
  database.write([labels.put('a', { text: 'one' }), labels.put('b', { text: 'two' })]);
  expect(labels.get('a')).toEqual({ text: 'one' });
  expect(labels.get('c')).toBeUndefined();
  expect(
    labels
      .list()
      .map(({ key }) => key)
      .sort(),
  ).toEqual(['a', 'b']);
  database.write([labels.remove('a')]);
  expect(labels.list()).toEqual([{ key: 'b', value: { text: 'two' } }]);
  expect(privateTable(database, 'labels', 'f'.repeat(16), cipherOf(1), shape).list()).toEqual([]);
});

test('neither keys nor values of private rows can be read, and equal values look different', () => {
  const database = open();
  const labels = privateTable(database, 'labels', account, cipherOf(1), shape);
  database.write([labels.put('t1address', { text: 'planted' }), labels.put('t2address', { text: 'planted' })]);
  const rows = database.list('labels', account);
  for (const { key, value } of rows) expect(`${key} ${parseUtf8(value)}`).not.toMatch(/planted|address/);
  expect(parseUtf8(rows[0]?.value ?? new Uint8Array())).not.toBe(parseUtf8(rows[1]?.value ?? new Uint8Array()));
  // Other accounts and other tables name the same key otherwise.
  expect(cipherOf(1).nameOf('labels', 't1address')).not.toBe(cipherOf(2).nameOf('labels', 't1address'));
  expect(cipherOf(1).nameOf('labels', 't1address')).not.toBe(cipherOf(1).nameOf('frozen', 't1address'));
});

test('rows do not open with another key, in another place or after the key was erased', () => {
  const database = open();
  const cipher = cipherOf(1);
  const labels = privateTable(database, 'labels', account, cipher, shape);
  database.write([labels.put('a', { text: 'one' }), labels.put('b', { text: 'two' })]);
  expect(codeOf(() => privateTable(database, 'labels', account, cipherOf(2), shape).list())).toBe('vault.tampered');
  const [first, second] = database.list('labels', account);
  if (first === undefined || second === undefined) throw new TypeError('two rows');
  database.write([{ kind: 'put', name: { table: 'labels', scope: account, key: first.key }, value: second.value }]);
  expect(codeOf(() => labels.list())).toBe('vault.tampered');
  cipher.erase();
  expect(codeOf(() => labels.get('b'))).toBe('session.locked');
  expect(codeOf(() => labels.put('c', { text: 'x' }))).toBe('session.locked');
});

test('a row that is not of its shape is damage', () => {
  const database = open();
  const devices = deviceTable(database, 'device', shape);
  database.write([deviceTable(database, 'device', z.unknown()).put('k', { text: 'x', extra: 1 })]);
  expect(codeOf(() => devices.get('k'))).toBe('store.corrupt');
});
