import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  concatBytes,
  equalBytes,
  fromHex,
  parseHex,
  parseUtf8,
  reverseBytes,
  SecretBytes,
  toHex,
  u16be,
  utf8,
} from './index.ts';

describe('hex', () => {
  it('round-trips any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(Array.from(fromHex(toHex(bytes)))).toEqual(Array.from(bytes));
      }),
    );
  });

  it('has one form: upper case, odd length and other characters are refused', () => {
    for (const text of ['AB', 'a', '0x00', 'zz', ' 00']) expect(parseHex(text)).toBeUndefined();
    expect(() => fromHex('AB')).toThrow(RangeError);
  });
});

describe('bytes', () => {
  it('joins, compares and reverses without changing its input', () => {
    const part = Uint8Array.of(1, 2);
    expect(concatBytes(part, new Uint8Array(0), part)).toEqual(Uint8Array.of(1, 2, 1, 2));
    expect(reverseBytes(part)).toEqual(Uint8Array.of(2, 1));
    expect(part).toEqual(Uint8Array.of(1, 2));
    expect(equalBytes(part, Uint8Array.of(1, 2))).toBe(true);
    expect(equalBytes(part, Uint8Array.of(1, 3))).toBe(false);
    expect(equalBytes(part, Uint8Array.of(1))).toBe(false);
  });

  it('bounds u16', () => {
    expect(u16be(0x1234)).toEqual(Uint8Array.of(0x12, 0x34));
    for (const value of [-1, 65_536, 1.5, Number.NaN]) expect(() => u16be(value)).toThrow(RangeError);
  });

  it('refuses malformed UTF-8 and keeps a byte order mark', () => {
    expect(parseUtf8(Uint8Array.of(0xc0, 0xaf))).toBeUndefined();
    expect(parseUtf8(Uint8Array.of(0xed, 0xa0, 0x80))).toBeUndefined();
    expect(parseUtf8(utf8('\ufeffa'))).toBe('\ufeffa');
  });
});

describe('SecretBytes', () => {
  it('shows [secret] wherever it could become text', () => {
    const secret = new SecretBytes(utf8('hunter2'));
    const shown = [
      String(secret),
      JSON.stringify({ secret }),
      inspect({ secret }, { depth: 5, showHidden: true }),
      `${secret}`,
    ];
    for (const text of shown) {
      expect(text).toContain('[secret]');
      expect(text).not.toContain('hunter2');
      expect(text).not.toContain('104, 117');
    }
  });

  it('is gone after erase, the caller’s bytes too', () => {
    const bytes = utf8('hunter2');
    const secret = new SecretBytes(bytes);
    secret.erase();
    expect(bytes.every((byte) => byte === 0)).toBe(true);
    expect(secret.isErased).toBe(true);
    expect(() => secret.unsafeReveal()).toThrow(TypeError);
  });
});
