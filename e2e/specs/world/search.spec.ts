import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { searchFiles, searchText } from './search.ts';

const secret = { name: 'password', text: 'correct horse battery' };
const key = { name: 'key', text: 'c3851772e2b59bab555928d3aebdd019580da19ac07157d2f5bca78291822ba6' };
const bytes = Buffer.from(key.text, 'hex');

it.each<[string, string | Buffer]>([
  ['as text', `before ${secret.text} after`],
  ['in UTF-16', Buffer.from(`x${secret.text}x`, 'utf16le')],
  ['in hex', Buffer.from(secret.text).toString('hex')],
  ['in base64', Buffer.from(secret.text).toString('base64')],
  ['as hex text of a key', key.text],
  ['as the bytes of a key', Buffer.concat([Buffer.from([1, 2, 3]), bytes, Buffer.from([4])])],
  ['as a key in base64', bytes.toString('base64')],
])('E-35: a planted secret is found %s, in any folder', (_form, content) => {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-search-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'a/b'), { recursive: true });
  writeFileSync(join(folder, 'a/b/file.db'), content);
  writeFileSync(join(folder, 'clean.txt'), 'correct horse');
  const found = searchFiles(folder, [secret, key]);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^(password|key) in a.b.file\.db$/);
});

it('E-35: a planted secret is found in output', () => {
  expect(searchText('nothing', [secret, key])).toEqual([]);
  expect(searchText(`{"level":"error","what":"${key.text}"}`, [secret, key])).toEqual(["key in the app's output"]);
});
