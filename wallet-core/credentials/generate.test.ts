import { createHash } from 'node:crypto';
import { dictionary } from '@zxcvbn-ts/language-common';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Random } from '../ports/index.ts';
import { generatePassphrase, generatePassword, generateUsername, hasGeneratedForm } from './generate.ts';
import { randomBelow } from './random-below.ts';
import { parseUsername } from './username.ts';
import { wordList } from './word-list.ts';

/** Gives the listed 32-bit numbers, one a call. */
function listed(...values: readonly number[]): Random {
  const rest = [...values];
  return {
    bytes: (length) => {
      const bytes = new Uint8Array(length);
      new DataView(bytes.buffer).setUint32(0, rest.shift() ?? 0xffffffff);
      return bytes;
    },
  };
}

/** A counter stretched over the 32-bit range: every stretch of numbers is met equally often. */
function stepping(step: number): Random {
  let at = 0;
  return {
    bytes: (length) => {
      const bytes = new Uint8Array(length);
      new DataView(bytes.buffer).setUint32(0, at);
      at = (at + step) % 2 ** 32;
      return bytes;
    },
  };
}

describe('the word list', () => {
  it('is the EFF large list, byte for byte, without repeats', () => {
    expect(wordList).toHaveLength(7776);
    expect(new Set(wordList).size).toBe(7776);
    expect(createHash('sha256').update(wordList.join(' ')).digest('hex')).toBe(
      'c523ba7b5e0d3f77cc6cf0d83bed3f250143c0c90c255d6a646dd992f8453675',
    );
    // A second copy, which has lost the hyphens of four words.
    const copy = new Set(dictionary['diceware-common']);
    expect(wordList.filter((word) => !copy.has(word.replace('-', '')))).toEqual([]);
    expect(wordList.every((word) => /^[a-z-]{3,9}$/.test(word))).toBe(true);
  });
});

describe('randomBelow', () => {
  it('draws again for numbers of the incomplete last stretch', () => {
    const limit = 2 ** 32 - (2 ** 32 % 7776);
    expect(randomBelow(listed(limit, limit + 1, 5), 7776)).toBe(5);
    expect(randomBelow(listed(limit - 1), 7776)).toBe(7775);
  });

  it('is unbiased: the numbers it takes are equally many for each result (property)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 }), (bound) => {
        const limit = 2 ** 32 - (2 ** 32 % bound);
        expect(limit % bound).toBe(0);
        expect(randomBelow(listed(limit - 1), bound)).toBe(bound - 1);
        if (limit < 2 ** 32)
          expect(() => randomBelow(listed(...Array<number>(128).fill(limit)), bound)).toThrow('internal');
      }),
    );
  });

  it('spreads evenly', () => {
    const random = stepping(2 ** 32 / 65_536 + 1);
    const counts = Array<number>(6).fill(0);
    for (let i = 0; i < 60_000; i++) {
      const at = randomBelow(random, 6);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('refuses a broken generator instead of hanging or shortening', () => {
    expect(() => randomBelow({ bytes: () => new Uint8Array(4).fill(255) }, 3)).toThrow('internal');
    expect(() => randomBelow({ bytes: () => new Uint8Array(3) }, 3)).toThrow('internal');
    expect(() => randomBelow(stepping(1), 0)).toThrow(RangeError);
  });
});

describe('generators', () => {
  it('join independent words with one space', () => {
    expect(generatePassword(listed(0, 1, 2, 3, 4, 5))).toBe(wordList.slice(0, 6).join(' '));
    expect(generatePassphrase(listed(7775, 7775, 0, 0, 1))).toBe('zoom zoom abacus abacus abdomen');
    expect(hasGeneratedForm(generatePassword(stepping(99_999_989)), 6)).toBe(true);
    expect(hasGeneratedForm('abacus  abdomen', 2)).toBe(false);
    expect(hasGeneratedForm('abacus abdomen', 6)).toBe(false);
  });

  it('suggest user names that the scheme accepts unchanged', () => {
    const random = stepping(123_456_791);
    for (let i = 0; i < 200; i++) {
      const name = generateUsername(random);
      expect(parseUsername(name)).toEqual({ ok: true, value: name });
    }
    expect(generateUsername(listed(7, 0, 1))).toBe('abacus-abdomen-0007');
  });
});
