import type { DatabaseSync } from 'node:sqlite';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { equalBytes } from '../../../wallet-core/primitives/index.ts';
import { removeCopies, removeDatabase } from './database-file.ts';
import { type RowName, rowSum } from './row-sum.ts';
import { coded } from './sqlite-errors.ts';

export interface StoredRow {
  readonly key: string;
  readonly value: Uint8Array;
}

export type Change =
  | { readonly kind: 'put'; readonly name: RowName; readonly value: Uint8Array }
  | { readonly kind: 'remove'; readonly name: RowName }
  /** Everything of one account in one table. */
  | { readonly kind: 'remove-all'; readonly table: string; readonly scope: string }
  /** Everything of one account, in every table. */
  | { readonly kind: 'remove-scope'; readonly scope: string }
  /** Every row of the profile. */
  | { readonly kind: 'remove-everything' };

/** Synchronous on purpose: what has returned is on disk, and no other work comes between the parts of a change. */
export interface Database {
  /** Throws `store.corrupt` for a row whose sum does not fit. */
  get(name: RowName): Uint8Array | undefined;
  list(table: string, scope: string): readonly StoredRow[];
  /** All changes or none; flushed to the disk when it returns. Throws `store.write-failed`. */
  write(changes: readonly Change[]): void;
  close(): void;
  /** Overwrites all rows, closes, and removes the file with everything kept beside it. Nothing works afterwards. */
  destroy(): void;
}

/** The rows of an open, checked connection to the file at `path`. */
export function rowsOf(connection: DatabaseSync, path: string, release: () => void): Database {
  const select = connection.prepare('SELECT value, sum FROM row WHERE tbl = ? AND scope = ? AND key = ?');
  const selectAll = connection.prepare('SELECT key, value, sum FROM row WHERE tbl = ? AND scope = ? ORDER BY key');
  const insert = connection.prepare('INSERT OR REPLACE INTO row (tbl, scope, key, value, sum) VALUES (?, ?, ?, ?, ?)');
  const remove = connection.prepare('DELETE FROM row WHERE tbl = ? AND scope = ? AND key = ?');
  const removeAll = connection.prepare('DELETE FROM row WHERE tbl = ? AND scope = ?');
  const removeEverything = connection.prepare('DELETE FROM row');
  const removeScope = connection.prepare('DELETE FROM row WHERE scope = ?');

  function checked(name: RowName, value: unknown, sum: unknown): Uint8Array {
    if (!(value instanceof Uint8Array) || !(sum instanceof Uint8Array) || !equalBytes(rowSum(name, value), sum)) {
      throw new WalletError('store.corrupt', { why: 'row', table: name.table });
    }
    return value;
  }

  function apply(change: Change): void {
    switch (change.kind) {
      case 'put': {
        const { table, scope, key } = change.name;
        insert.run(table, scope, key, change.value, rowSum(change.name, change.value));
        return;
      }
      case 'remove':
        remove.run(change.name.table, change.name.scope, change.name.key);
        return;
      case 'remove-all':
        removeAll.run(change.table, change.scope);
        return;
      case 'remove-scope':
        removeScope.run(change.scope);
        return;
      case 'remove-everything':
        removeEverything.run();
        return;
    }
  }

  function close(): void {
    if (!connection.isOpen) return;
    connection.close();
    release();
  }

  function write(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    connection.exec('BEGIN IMMEDIATE');
    try {
      for (const change of changes) apply(change);
      connection.exec('COMMIT');
    } catch (thrown) {
      if (connection.isTransaction) connection.exec('ROLLBACK');
      throw thrown;
    }
    // Forgotten means gone: also from the log and from copies of earlier formats.
    if (changes.some(({ kind }) => kind === 'remove-scope' || kind === 'remove-everything')) {
      connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      removeCopies(path);
    }
  }

  return {
    get: (name) =>
      coded(() => {
        const row = select.get(name.table, name.scope, name.key);
        return row === undefined ? undefined : checked(name, row.value, row.sum);
      }),
    list: (table, scope) =>
      coded(() =>
        selectAll.all(table, scope).map((row) => {
          const key = String(row.key);
          return { key, value: checked({ table, scope, key }, row.value, row.sum) };
        }),
      ),
    write: (changes) => coded(() => write(changes)),
    close,
    destroy: () =>
      coded(() => {
        write([{ kind: 'remove-everything' }]);
        connection.close();
        removeDatabase(path);
        removeDatabase(`${path}.damaged`);
        release();
      }),
  };
}
