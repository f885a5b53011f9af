import { describe, expect, it } from 'vitest';
import { scanText } from './unicode-scan.ts';

const from = (...points: number[]): string => String.fromCodePoint(...points);

describe('S-09: source reads as it runs', () => {
  it.each([
    ['right-to-left override', 0x202e],
    ['first strong isolate', 0x2068],
    ['zero-width space', 0x200b],
    ['zero-width joiner', 0x200d],
    ['byte order mark', 0xfeff],
    ['soft hyphen', 0x00ad],
    ['hangul filler', 0x3164],
    ['tag letter', 0xe0041],
    ['private use', 0xe123],
    ['line separator', 0x2028],
  ])('refuses %s', (_, point) => {
    const found = scanText('a.ts', `const ok = 1;\nconst x = '${from(point)}';`);
    expect(found).toHaveLength(1);
    expect(found[0]?.where).toBe('a.ts:2');
    expect(found[0]?.what).toContain(point.toString(16).toUpperCase());
  });

  it.each([
    ['Cyrillic a in a name', `p${from(0x0430)}yment`],
    ['Greek omicron in a name', `c${from(0x03bf)}unt`],
    ['full-width letter in a name', `is${from(0xff21)}dmin`],
  ])('refuses %s', (_, text) => {
    expect(scanText('a.ts', text)).toHaveLength(1);
  });

  it('accepts plain source, typographic punctuation, and words of other scripts on their own', () => {
    const greeting = from(0x041f, 0x0440, 0x0438);
    expect(scanText('a.md', `${greeting}, ${greeting}`)).toEqual([]);
    expect(scanText('a.md', 'A “quoted” sum of 1 000 FLUX – about 5 µs… ≈ 3 €')).toEqual([]);
  });
});
