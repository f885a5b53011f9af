/** E-29: whoever signs with the account's keys, or shows a secret of it, passes the door of the second factor. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '..');
const takesKeys = /Signer\.sign\(|\bsign\w*\([^)]*\bkeyring|unsafeWif\(|unsafeKeyText\(/;

/** Those that need no door, and why. */
const excused = new Map([
  ['second-factor/publication.ts', 'the change itself: its desk has passed the door, and a disable request needs none'],
  ['sweep-desk.ts', 'signs with a paper key that was just typed in, into the account'],
]);

it('E-29: every file that signs or reveals asks at the door, or is excused with a reason', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.ts$/.test(file) && !file.endsWith('.test.ts'),
  );
  const takers = files.filter((file) => takesKeys.test(readFileSync(join(folder, file), 'utf8')));
  expect(takers).toContain('approval-desk.ts');
  expect(takers).toContain('export-desk.ts');
  const without = takers.filter(
    (file) => !excused.has(file) && !/\bgate\b[\s\S]{0,40}\.pass\(/.test(readFileSync(join(folder, file), 'utf8')),
  );
  expect(without).toEqual([]);
  for (const file of excused.keys()) expect(takers, file).toContain(file);
});
