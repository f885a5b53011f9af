import { describe, expect, it } from 'vitest';
import { findTextFlaw } from './index.ts';

describe('findTextFlaw', () => {
  it.each([
    ['\u0000', 'control'],
    ['a\nb', 'control'],
    ['\u007f', 'control'],
    ['\u0085', 'control'],
    ['\u2028', 'control'],
    ['a\u202eb', 'bidi'],
    ['\u2066x\u2069', 'bidi'],
    ['\u061c', 'bidi'],
    ['a\u200bb', 'invisible'],
    ['\ufeff', 'invisible'],
    ['soft\u00adhyphen', 'invisible'],
    ['\u{e0041}', 'invisible'],
    ['می\u200cخواهم', 'joiner'],
    ['\ud800', 'malformed'],
  ])('%j is %s', (text, flaw) => {
    expect(findTextFlaw(text)).toBe(flaw);
  });

  it.each(['', 'Ada', 'Café ₿', 'שלום', 'مرحبا', '漢字', '🙂', 'a b'])('%j is plain', (text) => {
    expect(findTextFlaw(text)).toBeUndefined();
  });
});
