import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount, fromUnitsText, parseAmount, shareInBasisPoints } from './amount.ts';

describe('parseAmount', () => {
  it.each([
    ['0', 0n],
    ['1', 100_000_000n],
    ['0.00000001', 1n],
    ['12.34', 1_234_000_000n],
    ['1.50000000', 150_000_000n],
    ['1.500000000000', 150_000_000n],
    ['440000000', 44_000_000_000_000_000n],
  ])('reads %s', (text, units) => {
    expect(parseAmount(text, 8)).toEqual({ ok: true, value: units });
  });

  it.each([
    ['', 'amount.bad-format'],
    ['.5', 'amount.bad-format'],
    ['5.', 'amount.bad-format'],
    ['-1', 'amount.bad-format'],
    ['+1', 'amount.bad-format'],
    ['1e3', 'amount.bad-format'],
    ['1,5', 'amount.bad-format'],
    [' 1', 'amount.bad-format'],
    ['1 000', 'amount.bad-format'],
    ['0x10', 'amount.bad-format'],
    ['NaN', 'amount.bad-format'],
    ['１２', 'amount.bad-format'],
    ['0.123456789', 'amount.too-precise'],
    ['9'.repeat(78), 'amount.out-of-range'],
  ])('refuses %j', (text, reason) => {
    expect(parseAmount(text, 8)).toEqual({ ok: false, reason });
  });

  it('gives back what formatAmount wrote', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.integer({ min: 0, max: 18 }), (units, decimals) => {
        expect(parseAmount(formatAmount(units, decimals), decimals)).toEqual({ ok: true, value: units });
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws and never accepts what it would write differently', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), (text) => {
        const parsed = parseAmount(text, 8);
        if (parsed.ok) expect(parseAmount(formatAmount(parsed.value, 8), 8)).toEqual(parsed);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('formatAmount', () => {
  it.each([
    [0n, 8, '0'],
    [1n, 8, '0.00000001'],
    [-150_000_000n, 8, '-1.5'],
    [7n, 0, '7'],
  ])('writes %s with %i decimals as %s', (units, decimals, text) => {
    expect(formatAmount(units, decimals)).toBe(text);
  });
});

describe('fromUnitsText', () => {
  it('refuses what is not whole units', () => {
    for (const text of ['', '1.0', '1e5', ' 1', '--1', '9'.repeat(79)]) {
      expect(() => fromUnitsText(text)).toThrow(expect.objectContaining({ code: 'amount.bad-format' }));
    }
    expect(fromUnitsText('-42')).toBe(-42n);
  });
});

describe('shareInBasisPoints', () => {
  it('rounds up, and is unknown without a whole', () => {
    expect(shareInBasisPoints(1n, 3n)).toBe(3334n);
    expect(shareInBasisPoints(0n, 3n)).toBe(0n);
    expect(shareInBasisPoints(1n, 0n)).toBeUndefined();
  });
});
