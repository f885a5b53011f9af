import { describe, expect, it } from 'vitest';
import { wordsIssue } from './words-issue.ts';

const WORDS = 'legal winner thank year wave sausage worth useful legal winner thank yellow';

describe('wordsIssue', () => {
  it('points at words that do not exist', () => {
    expect(wordsIssue(WORDS.replace('sausage', 'sausagge'), 'unknown-word')).toMatchObject({
      reason: 'unknown-word',
      positions: [6],
    });
  });

  it('points at words that may be wrong when the checksum is, and never names one (E-25)', () => {
    const issue = wordsIssue(WORDS.replace('year', 'yard'), 'checksum');
    expect(issue.reason).toMatch(/^(checksum|swapped)$/);
    expect((issue.positions ?? []).every((position) => position >= 1 && position <= 12)).toBe(true);
    for (const word of new Set([...WORDS.split(' '), 'yard'])) expect(JSON.stringify(issue)).not.toContain(`"${word}"`);
  });

  it('tells a single private key from a sentence', () => {
    const wif = 'L4rK1yDtCWekvXuE6oXD9jCYfFNV2cWRpVuPLBcCU2z8TrisoyY1';
    expect(wordsIssue(wif, 'word-count').reason).toBe('single-key');
    expect(wordsIssue('0000000000000000000000000000000000000000000000000000000000000001', 'word-count').reason).toBe(
      'single-key',
    );
    expect(wordsIssue('one two', 'word-count').reason).toBe('word-count');
    expect(wordsIssue('', 'word-count').reason).toBe('word-count');
  });
});
