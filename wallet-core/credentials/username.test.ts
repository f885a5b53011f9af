import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUsername } from './username.ts';

describe('parseUsername', () => {
  it('trims ASCII white space and lower-cases', () => {
    expect(parseUsername(' \t\v\f Ada.FLUX\r\n ')).toEqual({ ok: true, value: 'ada.flux' });
  });

  it.each([
    ['adé', 'non-ascii'],
    ['\u212aelvin', 'non-ascii'],
    ['\u00a0ada.flux', 'non-ascii'],
    ['\ufeffada', 'non-ascii'],
    ['\u0130da', 'non-ascii'],
    ['ab', 'length'],
    ['   ', 'length'],
    ['', 'length'],
    ['a'.repeat(65), 'length'],
    ['ada flux', 'character'],
    ['ada\u0000', 'character'],
    ['ada\u001c', 'character'],
    ['ada/flux', 'character'],
  ])('refuses %j as %s', (text, reason) => {
    expect(parseUsername(text)).toEqual({ ok: false, reason });
  });

  it('gives only canonical names, and the same again from what it gave (property)', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^\s?[A-Za-z0-9._+@-]{1,70}\s?$/)),
        (text) => {
          const result = parseUsername(text);
          if (!result.ok) return;
          expect(result.value).toMatch(/^[a-z0-9._+@-]{3,64}$/);
          expect(parseUsername(result.value)).toEqual(result);
        },
      ),
    );
  });
});
