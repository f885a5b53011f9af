import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runVectors } from './run-vectors.ts';
import { attempt, judge } from './runners/types.ts';

let dir = '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vectors-'));
});
afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

async function run(files: Readonly<Record<string, string>>, at = dir) {
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
  const lines: string[] = [];
  const tally = await runVectors(at, (line) => lines.push(line));
  return { lines, tally };
}

describe('the vector runner', () => {
  it('fails a file nobody knows', async () => {
    const { lines, tally } = await run({ 'horoscopes.json': '{"cases":[{"id":"aries"}]}' });
    expect(lines).toEqual([
      'horoscopes file: expected a known kind of vector file got no runner of this name',
      '0 passed, 1 failed',
    ]);
    expect(tally).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('counts each case of a chain that is not built as skipped', async () => {
    const file = { note: 'x', generatedBy: ['a', 'b'], cases: [{ id: 'one' }, { id: 'two' }], more: [{ noId: 1 }] };
    const { lines } = await run({ 'ergo-transactions.json': JSON.stringify(file) });
    expect(lines).toEqual(['0 passed, 0 failed, 3 skipped']);
  });

  it('names file and case id of a failure on one line and says how many passed', async () => {
    const refused = { id: 'two\nlines', group: 'refused-mnemonic', mnemonic: '', reason: 'checksum' };
    const good = { ...refused, id: 'good', reason: 'word-count' };
    const accepted = {
      ...refused,
      id: 'accepted',
      mnemonic: 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about',
    };
    const { lines, tally } = await run({
      'account-v1.json': JSON.stringify({ kind: 'account-v1', cases: [good, accepted] }),
    });
    expect(lines).toEqual(['account-v1 accepted: expected refused got accepted', '1 passed, 1 failed']);
    expect(tally.failed).toBe(1);
  });

  it('fails malformed JSON, a wrong shape and a file without cases', async () => {
    const { lines, tally } = await run({
      'account-v1.json': '{"cases": 7}',
      'ergo-transactions.json': '{"cases":[]}',
      'tron-transactions.json': '{"cases":[',
    });
    expect(tally.failed).toBe(3);
    expect(lines[0]).toMatch(/^account-v1 file: expected a file of the known shape and its runner got /);
    expect(lines[1]).toBe('ergo-transactions file: expected at least one case got none');
    expect(lines[2]).toMatch(/^tron-transactions file: expected .* got SyntaxError/);
    expect(lines.at(-1)).toBe('0 passed, 3 failed');
  });

  it('fails a missing and an empty directory', async () => {
    expect((await run({}, join(dir, 'nowhere'))).lines.at(-1)).toBe('0 passed, 1 failed');
    expect((await run({ 'README.md': '' })).lines.at(-1)).toBe('0 passed, 1 failed');
  });
});

describe('judging one case', () => {
  it('fails on the first fact that differs and on a case without facts', () => {
    const fact = { name: 'address', expected: 't1', got: 't1' };
    expect(judge('a', [fact])).toEqual({ id: 'a', outcome: 'passed' });
    expect(judge('a', [fact, { ...fact, got: 't3' }])).toMatchObject({ outcome: 'failed', got: 't3' });
    expect(judge('a', [])).toMatchObject({ outcome: 'failed' });
  });

  it('turns a throw into a failure of that case', async () => {
    const result = await attempt('a', () => {
      throw new TypeError('boom');
    });
    expect(result).toMatchObject({ id: 'a', outcome: 'failed', got: 'an error: TypeError: boom' });
  });
});
