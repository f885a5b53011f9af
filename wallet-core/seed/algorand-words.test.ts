import { readFile } from 'node:fs/promises';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../primitives/index.ts';
import { z } from '../primitives/zod.ts';
import { parseAlgorandWords, unsafeAlgorandWords } from './algorand-words.ts';

const key = z.object({ privateKey: z.string(), mnemonic25: z.string() });
const file = z
  .object({
    cases: z.array(
      z.looseObject({
        chains: z.looseObject({ algorand: z.object({ addresses: z.array(key) }).optional() }).optional(),
      }),
    ),
  })
  .parse(JSON.parse(await readFile(new URL('../../e2e/vectors/account-v1.json', import.meta.url), 'utf8')));
const vectors = file.cases.flatMap(({ chains }) => chains?.algorand?.addresses ?? []);

function read(text: string): string {
  const parsed = parseAlgorandWords(text);
  return parsed.ok ? toHex(parsed.value.unsafeReveal()) : parsed.reason;
}

describe('Algorand’s 25 words', () => {
  it('are those of algosdk, both ways', () => {
    expect(vectors.length).toBeGreaterThan(20);
    for (const { privateKey, mnemonic25 } of vectors) {
      expect(read(mnemonic25)).toBe(privateKey);
      expect(unsafeAlgorandWords(fromHex(privateKey))).toBe(mnemonic25);
    }
  });

  it('come back from any key (property)', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const words = unsafeAlgorandWords(bytes);
        expect(read(`\n${words.toUpperCase()} `)).toBe(toHex(bytes));
      }),
    );
    expect(() => unsafeAlgorandWords(new Uint8Array(31))).toThrow(RangeError);
  });

  const good = vectors[0]?.mnemonic25 ?? '';

  it.each([
    ['', 'word-count'],
    [good.split(' ').slice(1).join(' '), 'word-count'],
    [`${good} ${good}`, 'word-count'],
    [good.replace(/^\w+/, 'bitcoin'), 'unknown-word'],
    [good.replace(/^\w+/, 'abandon'), 'checksum'],
    ['abandon '.repeat(25), 'checksum'],
    ['x'.repeat(3_000), 'word-count'],
  ])('refuse %j', (text, reason) => {
    expect(read(text)).toBe(reason);
  });

  it('have one sentence for one key: bits beyond the key are refused', () => {
    const zero = unsafeAlgorandWords(new Uint8Array(32)).split(' ');
    expect(read(zero.join(' '))).toBe('00'.repeat(32));
    // Bit 3 of the 24th word would stand in a 33rd byte; the checksum does not cover it.
    expect(read(zero.with(23, wordlist[8] ?? '').join(' '))).toBe('checksum');
    expect(read(zero.with(23, wordlist[1] ?? '').join(' '))).toBe('checksum');
  });

  it('nothing else is taken (property)', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...wordlist), { minLength: 25, maxLength: 25 }), (words) => {
        const text = words.join(' ');
        const parsed = parseAlgorandWords(text);
        if (parsed.ok) expect(unsafeAlgorandWords(parsed.value.unsafeReveal())).toBe(text);
        else expect(parsed.reason).toBe('checksum');
      }),
    );
  });
});
