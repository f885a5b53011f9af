import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { type Database, rowsOf } from './database.ts';
import {
  copyDatabase,
  hasUnfinishedLog,
  keepDamaged,
  readFormat,
  removeDatabase,
  replaceDatabase,
} from './database-file.ts';
import { APPLICATION_ID, type Migration, migrations as releasedMigrations } from './migrations.ts';
import { lockProfile } from './profile-lock.ts';
import { coded } from './sqlite-errors.ts';

export const DATABASE_FILE = 'wallet.db';

/** Well above what a hundred thousand activities need; a runaway cache ends in an error and not in a full disk. */
const MAX_BYTES = 2 * 1024 ** 3;
const PAGE_BYTES = 4096;

export interface DatabaseOptions {
  readonly folder: string;
  readonly migrations?: readonly Migration[];
  readonly maxBytes?: number;
}

/**
 * SQLite's own promises do the work: write-ahead log with a full flush at each commit, the log replayed after a crash,
 * the file locked for as long as it is open, deleted content overwritten.
 */
function connect(path: string, maxBytes: number): DatabaseSync {
  const connection = new DatabaseSync(path, { timeout: 0, allowExtension: false, defensive: true });
  try {
    connection.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA trusted_schema = OFF;
      PRAGMA cell_size_check = ON;
      PRAGMA temp_store = MEMORY;
      PRAGMA secure_delete = ON;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA fullfsync = ON;
      PRAGMA checkpoint_fullfsync = ON;
      PRAGMA max_page_count = ${Math.ceil(maxBytes / PAGE_BYTES)};
    `);
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
  return connection;
}

function schemaOf(connection: DatabaseSync): string[] {
  const rows = connection.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').all();
  return rows.map((row) => String(row.sql)).sort();
}

function assertSchema(connection: DatabaseSync, expected: readonly string[]): void {
  const wanted = [...expected].sort();
  const found = schemaOf(connection);
  if (found.length !== wanted.length || found.some((sql, i) => sql !== wanted[i])) {
    throw new WalletError('store.corrupt', { why: 'schema' });
  }
}

function assertWhole(connection: DatabaseSync): void {
  const row = connection.prepare('PRAGMA quick_check(1)').get();
  if (row?.quick_check !== 'ok') throw new WalletError('store.corrupt', { why: 'structure' });
}

/** Applies `steps` in one transaction each, checking the schema after each one. */
function migrate(connection: DatabaseSync, steps: readonly Migration[]): void {
  for (const step of steps) {
    connection.exec('BEGIN IMMEDIATE');
    try {
      connection.exec(step.statements);
      assertSchema(connection, step.schema);
      connection.exec(`PRAGMA user_version = ${step.to}`);
      connection.exec('COMMIT');
    } catch (thrown) {
      if (connection.isTransaction) connection.exec('ROLLBACK');
      throw thrown;
    }
  }
}

/** A new, empty database of the current format; it appears under its name only when it is complete. */
function create(path: string, steps: readonly Migration[], maxBytes: number): void {
  const fresh = `${path}.new`;
  removeDatabase(fresh);
  const connection = connect(fresh, maxBytes);
  try {
    connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    migrate(connection, steps);
  } finally {
    connection.close();
  }
  replaceDatabase(fresh, path);
}

/** The steps run on a copy; the old file stays as it is until the new one is complete, and is kept beside it (E-36). */
function upgrade(path: string, from: number, steps: readonly Migration[], maxBytes: number): void {
  const fresh = `${path}.new`;
  copyDatabase(path, fresh);
  const connection = connect(fresh, maxBytes);
  try {
    assertWhole(connection);
    migrate(connection, steps);
  } finally {
    connection.close();
  }
  copyDatabase(path, `${path}.format-${from}`);
  finishLog(path);
  replaceDatabase(fresh, path);
}

/** Moves what the log holds into the file: a log beside a database it does not belong to would destroy that. */
function finishLog(path: string): void {
  if (!hasUnfinishedLog(path)) return;
  const connection = new DatabaseSync(path);
  try {
    connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    connection.close();
  }
}

/**
 * Opens the profile's database, creating or upgrading it. Throws `store.locked-by-other` while another process has it,
 * `store.newer-version` for a later format and `store.corrupt` for damage; in these cases the file is left as it was
 * (after a crash with damage, as a copy named `….damaged`).
 */
export function openDatabase(options: DatabaseOptions): Database {
  const { folder, migrations = releasedMigrations, maxBytes = MAX_BYTES } = options;
  return coded(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = lockProfile(folder);
    try {
      return openLocked(join(folder, DATABASE_FILE), migrations, maxBytes, lock.release);
    } catch (thrown) {
      lock.release();
      throw thrown;
    }
  });
}

function openLocked(path: string, migrations: readonly Migration[], maxBytes: number, release: () => void): Database {
  const current = migrations.at(-1);
  if (current === undefined) throw new TypeError('no format');
  removeDatabase(`${path}.new`);
  if (!existsSync(path)) {
    create(path, migrations, maxBytes);
  } else {
    const format = readFormat(path);
    if (format > current.to) throw new WalletError('store.newer-version', { format, known: current.to });
    if (format < current.to) {
      upgrade(
        path,
        format,
        migrations.filter((step) => step.to > format),
        maxBytes,
      );
    }
  }
  const recovering = `${path}.recovering`;
  const unfinished = hasUnfinishedLog(path);
  // Closing a database moves its log into the file. If either turns out damaged, what was there must still exist.
  if (unfinished) copyDatabase(path, recovering);
  let connection: DatabaseSync | undefined;
  try {
    connection = connect(path, maxBytes);
    assertSchema(connection, current.schema);
    assertWhole(connection);
  } catch (thrown) {
    connection?.close();
    if (unfinished) keepDamaged(recovering, `${path}.damaged`);
    throw thrown;
  }
  removeDatabase(recovering);
  return rowsOf(connection, path, release);
}
