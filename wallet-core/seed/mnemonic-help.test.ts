import { readFile } from 'node:fs/promises';
import { entropyToMnemonic, validateMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from '../primitives/zod.ts';
import { editDistance } from './edit-distance.ts';
import { adviseOnMnemonic, completeWord } from './mnemonic-help.ts';

const sentences = fc
  .constantFrom(16, 24, 32)
  .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }))
  .map((entropy) => entropyToMnemonic(entropy, wordlist));

function put(sentence: string, position: number, word: string): string {
  return sentence.split(' ').with(position, word).join(' ');
}

/** The plain definition, without bounds or shortcuts. */
function slowDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [restA, restB] = [a.slice(1), b.slice(1)];
  const options = [
    slowDistance(restA, restB) + (a[0] === b[0] ? 0 : 1),
    slowDistance(restA, b) + 1,
    slowDistance(a, restB) + 1,
  ];
  if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0]) {
    options.push(slowDistance(a.slice(2), b.slice(2)) + 1);
  }
  return Math.min(...options);
}

describe('editDistance', () => {
  it.each([
    ['abandon', 'abandon', 0],
    ['form', 'from', 1],
    ['wrap', 'trap', 1],
    ['able', 'abel', 1],
    ['ski', 'skin', 1],
    ['cat', 'act', 1],
    ['spy', 'soy', 1],
    ['abandon', 'zoo', 3],
  ])('%s → %s: %d', (a, b, distance) => {
    expect(editDistance(a, b, 2)).toBe(distance);
  });

  it('is that of the definition (property)', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(short, short, (a, b) => {
        expect(editDistance(a, b, 2)).toBe(Math.min(slowDistance(a, b), 3));
      }),
    );
  });
});

describe('completeWord', () => {
  it('completes in the order of the list', () => {
    expect(completeWord('aban')).toEqual(['abandon']);
    expect(completeWord(' ZO')).toEqual(['zone', 'zoo']);
    expect(completeWord('a', 3)).toEqual(['abandon', 'ability', 'able']);
    expect(completeWord('act')).toEqual(['act', 'action', 'actor', 'actress', 'actual']);
  });

  it.each(['', ' ', 'zzz', 'abandonment', '\u0430'])('%j has none', (prefix) => {
    expect(completeWord(prefix)).toEqual([]);
  });
});

describe('adviseOnMnemonic', () => {
  it('finds nothing wrong with a valid sentence, and the same as the library with others (property)', () => {
    fc.assert(
      fc.property(sentences, fc.nat(23), fc.nat(2047), (sentence, at, index) => {
        expect(adviseOnMnemonic(` ${sentence.toUpperCase()}\n`)).toEqual({ kind: 'valid' });
        const other = put(sentence, at % sentence.split(' ').length, wordlist[index] ?? '');
        expect(adviseOnMnemonic(other).kind === 'valid').toBe(validateMnemonic(other, wordlist));
      }),
      { numRuns: 100 },
    );
  });

  it('points at a word that was written down almost right, and every suggestion makes the sentence valid (property)', () => {
    const neighbours = wordlist.flatMap((word, index) => {
      const like = index % 10 === 0 ? wordlist.find((other) => editDistance(word, other, 1) === 1) : undefined;
      return like === undefined ? [] : [[word, like] as const];
    });
    expect(neighbours.length).toBeGreaterThan(50);
    let wrong = 0;
    fc.assert(
      fc.property(sentences, fc.nat(23), fc.constantFrom(...neighbours), (sentence, at, [typed, like]) => {
        // A sentence whose word at `at` is `like`; the checksum is mended by the last word.
        const position = at % (sentence.split(' ').length - 1);
        const meant = mend(put(sentence, position, like));
        const read = put(meant, position, typed);
        const advice = adviseOnMnemonic(read);
        if (validateMnemonic(read, wordlist)) {
          expect(advice.kind).toBe('valid');
          return;
        }
        wrong++;
        if (advice.kind !== 'checksum') throw new TypeError(advice.kind);
        const place = advice.places.find((item) => item.position === position);
        expect(place?.suggestions.map(({ word }) => word)).toContain(like);
        for (const { position: other, suggestions } of advice.places) {
          for (const { word } of suggestions) expect(validateMnemonic(put(read, other, word), wordlist)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
    expect(wrong).toBeGreaterThan(40);
  });

  it('names two neighbouring words that were swapped', async () => {
    const file = z
      .object({ cases: z.array(z.looseObject({ id: z.string(), mnemonic: z.string().optional() })) })
      .parse(JSON.parse(await readFile(new URL('../../e2e/vectors/account-v1.json', import.meta.url), 'utf8')));
    const swapped = file.cases.find(({ id }) => id === 'refused-mnemonic-checksum-24-swap')?.mnemonic ?? '';
    const advice = adviseOnMnemonic(swapped);
    if (advice.kind !== 'checksum') throw new TypeError(advice.kind);
    expect(advice.swaps).toContain(0);
    const [first = '', second = ''] = swapped.split(' ');
    for (const position of advice.swaps) {
      const words = swapped.split(' ');
      const back = words.with(position, words[position + 1] ?? '').with(position + 1, words[position] ?? '');
      expect(validateMnemonic(back.join(' '), wordlist)).toBe(true);
    }
    expect([first, second]).toEqual(['female', 'fire']);
  });

  it('offers words for one that is not in the list, narrowed by the checksum', () => {
    const advice = adviseOnMnemonic(
      'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abaut',
    );
    expect(advice).toMatchObject({ kind: 'unknown-words', provesRest: true, places: [{ position: 11 }] });
    if (advice.kind !== 'unknown-words') throw new TypeError(advice.kind);
    expect(advice.places[0]?.suggestions).toContainEqual({ word: 'about', distance: 1 });
  });

  it('knows words cut after four letters, and offers words for several unknown ones', () => {
    const advice = adviseOnMnemonic('aban abil able abou abov abse abso absr abst absu abus acce');
    if (advice.kind !== 'unknown-words') throw new TypeError(advice.kind);
    expect(advice.provesRest).toBe(false);
    expect(advice.places[0]).toEqual({
      position: 0,
      suggestions: [{ word: 'abandon', distance: 0 }, ...(advice.places[0]?.suggestions.slice(1) ?? [])],
    });
    expect(advice.places.map(({ position }) => position)).toEqual([0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it.each([
    ['', 0],
    ['abandon', 1],
    ['abandon '.repeat(13), 13],
    ['abandon '.repeat(25), 25],
  ])('counts words', (text, count) => {
    expect(adviseOnMnemonic(text)).toEqual({ kind: 'word-count', count });
  });

  it('never hangs and never throws, whatever is pasted (property)', () => {
    const pasted = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3_000 }),
      fc
        .array(fc.oneof(fc.constantFrom(...wordlist.slice(0, 50)), fc.string({ maxLength: 12 })), { maxLength: 30 })
        .map((words) => words.join(' ')),
      fc.constantFrom('a '.repeat(24), `${'x'.repeat(100)} `.repeat(12), 'act '.repeat(24), '\u0130 '.repeat(12)),
    );
    fc.assert(
      fc.property(pasted, (text) => {
        const started = performance.now();
        adviseOnMnemonic(text);
        expect(performance.now() - started).toBeLessThan(2_000);
      }),
      { numRuns: 150 },
    );
  });
});

/** The sentence with the last word that its checksum wants. */
function mend(sentence: string): string {
  const words = sentence.split(' ');
  const bits = words.map((word) => wordlist.indexOf(word).toString(2).padStart(11, '0')).join('');
  const entropy = Uint8Array.from({ length: (words.length * 4) / 3 }, (_, at) => {
    return Number.parseInt(bits.slice(8 * at, 8 * at + 8), 2);
  });
  return entropyToMnemonic(entropy, wordlist);
}
