/**
 * Formats of the profile database, numbered for ever. Format 1: one table of rows.
 *
 *   tbl     name in tables.ts              scope  '' for the device, else the account id
 *   key     plain, or a keyed hash where the table is private
 *   value   UTF-8 JSON, or the sealed row   sum   first 8 bytes of SHA-256 over the other four (row-sum.ts)
 */
export interface Migration {
  /** Format it leads to; it starts from the one before. */
  readonly to: number;
  readonly statements: string;
  /** `sqlite_schema.sql` afterwards, sorted: what a file of this format must look like, exactly. */
  readonly schema: readonly string[];
}

const ROW_TABLE =
  'CREATE TABLE row (tbl TEXT NOT NULL, scope TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, sum BLOB NOT NULL, ' +
  'PRIMARY KEY (tbl, scope, key)) STRICT, WITHOUT ROWID';

export const migrations: readonly Migration[] = [{ to: 1, statements: ROW_TABLE, schema: [ROW_TABLE] }];

/** `PRLX` in the SQLite header (application_id): a database of another program is not ours to open. */
export const APPLICATION_ID = 0x50524c58;
