import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUtf8, toHex, utf8 } from '../primitives/index.ts';
import { isAssigned } from './assigned.ts';
import { parseSecretText } from './secret-text.ts';

function hexOf(text: string): string {
  const result = parseSecretText(text);
  return result.ok ? toHex(result.value.unsafeReveal()) : result.reason;
}

describe('parseSecretText', () => {
  it('keeps blanks and case, composes and folds by NFKC', () => {
    expect(hexOf(' Ab ')).toBe(toHex(utf8(' Ab ')));
    expect(hexOf('Zu\u0308rich')).toBe(hexOf('Z\u00fcrich'));
    expect(hexOf('\uff30\uff21')).toBe(toHex(utf8('PA')));
    expect(hexOf('\ua7f1')).toBe(toHex(utf8('S')));
    expect(hexOf('')).toBe('');
  });

  it('keeps format characters: zero-width space, soft hyphen', () => {
    expect(hexOf('a\u200bb\u00adc')).toBe('61e2808b62c2ad63');
  });

  it.each([
    ['a\u0000', 'control'],
    ['a\n', 'control'],
    ['a\u007f', 'control'],
    ['a\u0085', 'control'],
    ['x\ud83d y', 'surrogate'],
    ['\udd10\ud83d', 'surrogate'],
    ['a\u0378', 'unassigned'],
    ['\uffff', 'unassigned'],
    ['\u{50000}', 'unassigned'],
    ['a'.repeat(1025), 'length'],
    ['\u20ac'.repeat(342), 'length'],
    ['\ufdfa'.repeat(32), 'length'],
    ['a'.repeat(5_000_000), 'length'],
  ])('refuses (case %#) as its second column says', (text, reason) => {
    expect(parseSecretText(text)).toEqual({ ok: false, reason });
  });

  it('measures after NFKC: 2,048 UTF-16 units may be 1,024 bytes', () => {
    expect(hexOf('\u{1d41a}'.repeat(1024))).toBe(toHex(utf8('a'.repeat(1024))));
  });

  it('never hangs, never gives more than 1024 bytes, and gives NFKC text of assigned characters (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        const result = parseSecretText(text);
        if (!result.ok) return;
        const bytes = result.value.unsafeReveal();
        expect(bytes.length).toBeLessThanOrEqual(1024);
        const back = parseUtf8(bytes) ?? '\uffff';
        expect(back.normalize('NFKC')).toBe(back);
        expect([...back].every((character) => isAssigned(character.codePointAt(0) ?? -1))).toBe(true);
      }),
    );
  });

  it('does not show itself', () => {
    const result = parseSecretText('hunter2');
    expect(JSON.stringify(result)).not.toContain('hunter2');
    expect(String(result.ok ? result.value : '')).toBe('[secret]');
  });
});
