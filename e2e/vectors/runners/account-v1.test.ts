import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Argon2 } from '../../../wallet-core/ports/index.ts';
import { fromHex, toHex } from '../../../wallet-core/primitives/index.ts';
import { judgeAccountFile } from './account-v1.ts';
import type { CaseResult } from './types.ts';

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
interface File {
  kind: string;
  cases: { id: string; group: string; [name: string]: Json }[];
}

let text = '';
/** Answers from the published file instead of deriving: this test is about the runner, not about Argon2. */
let lookup: Argon2;
beforeAll(async () => {
  text = await readFile(new URL('../account-v1.json', import.meta.url), 'utf8');
  const masters = new Map(read().cases.map(({ kdfInput, salt, master }) => [`${salt}${kdfInput}`, String(master)]));
  lookup = {
    derive: async (input, salt) => fromHex(masters.get(toHex(salt) + toHex(input)) ?? '00'),
  };
});

function read(): File {
  return JSON.parse(text);
}

async function judge(file: unknown): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for await (const result of judgeAccountFile(file, { every: lookup, slow: null, confirmed: 0 })) results.push(result);
  return results;
}

function failures(results: readonly CaseResult[]): string[] {
  return results.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
}

/** Every string in a case that states an expectation of a built chain, as a path of names. */
function expectations(value: Json, at: readonly string[] = []): string[][] {
  const ignored = [
    'id',
    'group',
    'description',
    'comment',
    'source',
    'reason',
    'field',
    'sameAs',
    'differsFrom',
    'input',
  ];
  const others = ['tron', 'solana', 'kadena', 'algorand', 'ergo', 'bip39PassphraseCodePoints', 'bip39Passphrase'];
  if (typeof value === 'string') return [[...at]];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, part]) => {
    return [...ignored, ...others].includes(name) || (name === 'published' && Array.isArray(part))
      ? []
      : expectations(part, [...at, name]);
  });
}

function alter(value: Json, [name, ...rest]: readonly string[]): void {
  if (name === undefined || value === null || typeof value !== 'object') throw new TypeError('no such place');
  const record = value as Record<string, Json>;
  const part = record[name] ?? null;
  if (typeof part === 'string') record[name] = part.endsWith('1') ? `${part.slice(0, -1)}2` : `${part.slice(0, -1)}1`;
  else alter(part, rest);
}

describe('the runner of account-v1', () => {
  it('passes the published file and counts other chains as skipped', async () => {
    const results = await judge(read());
    expect(failures(results)).toEqual([]);
    const count = (outcome: string): number => results.filter((result) => result.outcome === outcome).length;
    expect(count('passed')).toBe(read().cases.length);
    expect(count('skipped')).toBeGreaterThan(50);
  });

  it('fails exactly the case in which any one expectation was changed', async () => {
    const places = ['ascii', 'imported-12-abandon-about', 'published-flux-id-branch'].flatMap((id) => {
      const item = read().cases.find((candidate) => candidate.id === id) ?? null;
      return expectations(item).map((place) => [id, ...place]);
    });
    expect(places.length).toBeGreaterThan(100);
    for (const [id = '', ...place] of places) {
      const file = read();
      const item = file.cases.find((candidate) => candidate.id === id);
      file.cases = item === undefined ? [] : [item];
      alter(item ?? null, place);
      expect([place.join('.'), failures(await judge(file))]).toEqual([place.join('.'), [id]]);
    }
  }, 60_000);

  it('fails changed published addresses, relations, and refusals that are accepted', async () => {
    const file = read();
    for (const item of file.cases) {
      if (item.id === 'username-upper-padded') item.sameAs = 'split-ab-c';
      if (item.id === 'password-case') item.differsFrom = ['ascii', 'password-case'];
      if (item.id === 'imported-12-abandon-about') alter(item, ['published', '0', 'address']);
      if (item.id === 'published-flux-id-branch') alter(item, ['published', '0', 'address']);
      if (item.id === 'refused-username-accent') item.input = { username: 'ade', password: 'x', passphrase: '' };
      if (item.id === 'refused-mnemonic-glued') item.mnemonic = `${'abandon '.repeat(11)}about`;
      if (item.id === 'emoji') item.group = 'emojis';
    }
    expect(failures(await judge(file))).toEqual([
      'username-upper-padded',
      'password-case',
      'emoji',
      'refused-username-accent',
      'imported-12-abandon-about',
      'published-flux-id-branch',
      'refused-mnemonic-glued',
    ]);
  });

  it('fails a chain nobody knows instead of skipping it', async () => {
    const file = read();
    file.cases = file.cases.filter(({ id }) => id === 'published-ergo-15');
    alter(file.cases[0] ?? null, ['published', '0', 'chain']);
    expect(failures(await judge(file))).toEqual(["published-ergo-15/erg1 m/44'/429'/0'/0/0"]);
  });
});
