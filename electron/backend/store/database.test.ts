import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWalletError } from '../../../wallet-core/errors/index.ts';
import { parseUtf8, utf8 } from '../../../wallet-core/primitives/index.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import type { Change, Database } from './database.ts';
import { copyDatabase } from './database-file.ts';
import { type Migration, migrations } from './migrations.ts';
import { DATABASE_FILE, type DatabaseOptions, openDatabase } from './open-database.ts';

const put = (table: string, key: string, value: string, scope = ''): Change => ({
  kind: 'put',
  name: { table, scope, key },
  value: utf8(value),
});

function read(database: Database, table: string, key: string, scope = ''): string | undefined {
  const value = database.get({ table, scope, key });
  return value === undefined ? undefined : parseUtf8(value);
}

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (thrown) {
    return isWalletError(thrown) ? thrown.code : `not coded: ${String(thrown)}`;
  }
  return 'no error';
}

function using<T>(options: DatabaseOptions, action: (database: Database) => T): T {
  const database = openDatabase(options);
  try {
    return action(database);
  } finally {
    database.close();
  }
}

describe('rows', () => {
  test('come back after a restart, by table and scope', () => {
    const folder = temporaryFolder();
    using({ folder }, (database) => database.write([put('a', 'k', '1'), put('a', 'k', '2', 's'), put('b', 'k', '3')]));
    using({ folder }, (database) => {
      expect(read(database, 'a', 'k')).toBe('1');
      expect(read(database, 'a', 'k', 's')).toBe('2');
      expect(database.list('b', '').map((row) => row.key)).toEqual(['k']);
      expect(read(database, 'b', 'other')).toBeUndefined();
    });
  });

  test('a failing change leaves none of its parts', () => {
    const folder = temporaryFolder();
    using({ folder, maxBytes: 64 * 1024 }, (database) => {
      database.write([put('a', 'k', 'before')]);
      const tooMuch = [put('a', 'k', 'after'), put('a', 'big', 'x'.repeat(200_000))];
      expect(codeOf(() => database.write(tooMuch))).toBe('store.write-failed');
      expect(read(database, 'a', 'k')).toBe('before');
      expect(read(database, 'a', 'big')).toBeUndefined();
      database.write([put('a', 'k', 'still writable')]);
    });
    using({ folder }, (database) => expect(read(database, 'a', 'k')).toBe('still writable'));
  });

  test('E-35: what was removed or overwritten cannot be found in any file', () => {
    const folder = temporaryFolder();
    const search = (text: string) =>
      readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(text));
    using({ folder }, (database) => {
      database.write([put('a', 'k', 'planted-one'), put('a', 'k', 'planted-two', 'account')]);
      expect(search('planted-one')).not.toEqual([]);
      database.write([put('a', 'k', 'x'), { kind: 'remove-scope', scope: 'account' }]);
      expect(search('planted-one')).toEqual([]);
      expect(search('planted-two')).toEqual([]);
    });
    expect(search('planted-')).toEqual([]);
  });
});

describe('one writer', () => {
  test('a second opener is refused and the first goes on', () => {
    const folder = temporaryFolder();
    using({ folder }, (database) => {
      expect(codeOf(() => openDatabase({ folder }))).toBe('store.locked-by-other');
      database.write([put('a', 'k', '1')]);
    });
    using({ folder }, (database) => expect(read(database, 'a', 'k')).toBe('1'));
  });

  test('foreign content in the lock file does not shut the person out', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'profile.lock'), 'nonsense '.repeat(1_000));
    using({ folder }, (database) => database.write([put('a', 'k', '1')]));
  });
});

describe('damage', () => {
  function filled(): { readonly folder: string; readonly file: string } {
    const folder = temporaryFolder();
    using({ folder }, (database) =>
      database.write(Array.from({ length: 60 }, (_, i) => put('a', `k${i}`, `value ${i} `.repeat(40)))),
    );
    return { folder, file: join(folder, DATABASE_FILE) };
  }

  test.each([
    ['empty', 0],
    ['shorter than the header', 50],
    ['cut in the middle', 9_000],
  ])('a file that is %s is refused and left as it was', (_, length) => {
    const { folder, file } = filled();
    truncateSync(file, length);
    const before = readFileSync(file);
    expect(codeOf(() => openDatabase({ folder }))).toBe('store.corrupt');
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(codeOf(() => openDatabase({ folder }))).toBe('store.corrupt');
  });

  test.each([
    ['text', Buffer.from('<!doctype html>'.repeat(1_000))],
    ['zeros', Buffer.alloc(20_000)],
  ])('a file of %s in its place is refused and left as it was', (_, content) => {
    const { folder, file } = filled();
    writeFileSync(file, content);
    expect(codeOf(() => openDatabase({ folder }))).toBe('store.corrupt');
    expect(readFileSync(file).equals(content)).toBe(true);
  });

  test('a database of another program is refused', () => {
    const { folder, file } = filled();
    const bytes = readFileSync(file);
    bytes.writeUInt32BE(0x0badcafe, 68);
    writeFileSync(file, bytes);
    expect(codeOf(() => openDatabase({ folder }))).toBe('store.corrupt');
  });

  test('flipped bytes anywhere give an error or the true value, never a wrong one', () => {
    const { folder, file } = filled();
    const whole = readFileSync(file);
    let refused = 0;
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const bytes = Buffer.from(whole);
        bytes.writeUInt8(bytes.readUInt8(at) ^ mask, at);
        writeFileSync(file, bytes);
        try {
          using({ folder }, (database) => {
            for (const row of database.list('a', '')) {
              expect(parseUtf8(row.value)).toBe(`value ${row.key.slice(1)} `.repeat(40));
            }
          });
        } catch (thrown) {
          if (!isWalletError(thrown)) throw thrown;
          refused++;
        }
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(refused).toBeGreaterThan(50);
  });

  test('damage found after a crash: the files as they were are kept beside it', () => {
    const source = temporaryFolder();
    const folder = temporaryFolder();
    using({ folder: source }, (database) => {
      database.write([put('a', 'k', 'x'.repeat(50_000))]);
      copyDatabase(join(source, DATABASE_FILE), join(folder, DATABASE_FILE));
    });
    const file = join(folder, DATABASE_FILE);
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4_096, 4_096 * 2);
    writeFileSync(file, bytes.subarray(0, Math.max(bytes.length, 8_192)));
    const log = readFileSync(`${file}-wal`);
    log.fill(0xff, 32, 60);
    writeFileSync(`${file}-wal`, log);
    const before = readFileSync(file);
    expect(codeOf(() => openDatabase({ folder }))).toBe('store.corrupt');
    expect(readFileSync(`${file}.damaged`).equals(before)).toBe(true);
    expect(readFileSync(`${file}.damaged-wal`).equals(log)).toBe(true);
    expect(codeOf(() => openDatabase({ folder }))).toBe('store.corrupt');
    expect(readFileSync(`${file}.damaged`).equals(before)).toBe(true);
  });
});

describe('E-36: formats', () => {
  const second: Migration = {
    to: 2,
    statements: 'CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT',
    schema: [...(migrations[0]?.schema ?? []), 'CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT'],
  };

  test('a newer format is refused and not touched', () => {
    const folder = temporaryFolder();
    const file = join(folder, DATABASE_FILE);
    using({ folder, migrations: [...migrations, second] }, (database) => database.write([put('a', 'k', '1')]));
    const before = readFileSync(file);
    expect(codeOf(() => openDatabase({ folder }))).toBe('store.newer-version');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('an older one is upgraded, its rows stay, and the old file is kept until an account is forgotten', () => {
    const folder = temporaryFolder();
    const file = join(folder, DATABASE_FILE);
    using({ folder }, (database) => database.write([put('a', 'k', '1')]));
    const before = readFileSync(file);
    using({ folder, migrations: [...migrations, second] }, (database) => {
      expect(read(database, 'a', 'k')).toBe('1');
      expect(readFileSync(`${file}.format-1`).equals(before)).toBe(true);
      database.write([{ kind: 'remove-scope', scope: 'account' }]);
      expect(existsSync(`${file}.format-1`)).toBe(false);
    });
  });

  test('an upgrade after a crash takes the unfinished log along', () => {
    const source = temporaryFolder();
    const folder = temporaryFolder();
    using({ folder: source }, (database) => {
      database.write([put('a', 'k', 'in the log')]);
      copyDatabase(join(source, DATABASE_FILE), join(folder, DATABASE_FILE));
    });
    using({ folder, migrations: [...migrations, second] }, (database) =>
      expect(read(database, 'a', 'k')).toBe('in the log'),
    );
    using({ folder, migrations: [...migrations, second] }, (database) =>
      expect(read(database, 'a', 'k')).toBe('in the log'),
    );
  });

  test.each([
    ['whose statements fail', { ...second, statements: `${second.statements}; NONSENSE` }],
    ['that gives another schema than announced', { ...second, schema: migrations[0]?.schema ?? [] }],
  ])('an upgrade %s leaves the old file untouched', (_, broken) => {
    const folder = temporaryFolder();
    const file = join(folder, DATABASE_FILE);
    using({ folder }, (database) => database.write([put('a', 'k', '1')]));
    const before = readFileSync(file);
    expect(codeOf(() => openDatabase({ folder, migrations: [...migrations, broken] }))).toMatch(/^store\./);
    expect(readFileSync(file).equals(before)).toBe(true);
    using({ folder }, (database) => expect(read(database, 'a', 'k')).toBe('1'));
  });

  test('a schema that is not the format’s is refused', () => {
    const folder = temporaryFolder();
    using({ folder }, () => undefined);
    const other: Migration[] = [{ to: 1, statements: '', schema: ['CREATE TABLE other (a)'] }];
    expect(codeOf(() => openDatabase({ folder, migrations: other }))).toBe('store.corrupt');
  });
});

describe('kill -9', () => {
  const writer = new URL('../testing/crash-writer.ts', import.meta.url).pathname;

  /** Lets the writer run until it has confirmed `groups` groups and a little longer, kills it, returns the last confirmed. */
  function writeUntilKilled(folder: string, first: number, groups: number, extraMicroseconds: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [writer, folder, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
      let output = '';
      let killing = false;
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const count = output.split('\n').length - 1;
        if (killing || count < groups) return;
        killing = true;
        // Busy waiting places the kill between system calls of the child more finely than a timer could.
        const until = process.hrtime.bigint() + BigInt(extraMicroseconds) * 1_000n;
        while (process.hrtime.bigint() < until);
        child.kill('SIGKILL');
      });
      child.on('error', reject);
      child.on('close', () => {
        const lines = output.split('\n').slice(0, -1);
        resolve(Number(lines.at(-1) ?? first - 1));
      });
    });
  }

  test('at any point: what was confirmed is there, groups are whole, the next start works', {
    timeout: 120_000,
  }, async () => {
    const folder = temporaryFolder();
    let next = 0;
    for (let round = 0; round < 25; round++) {
      const groups = 1 + ((round * 7) % 13);
      const confirmed = await writeUntilKilled(folder, next, groups, (round * 137) % 900);
      const found = using({ folder }, (database) => database.list('crash', '').map((row) => row.key));
      const seen = new Set(found.map((key) => Number(key.slice(0, 8))));
      expect(found.length).toBe(seen.size * 3);
      for (let group = 0; group <= confirmed; group++) expect(seen.has(group)).toBe(true);
      next = Math.max(...seen) + 1;
    }
    expect(next).toBeGreaterThan(100);
  });
});
