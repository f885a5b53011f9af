import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amountForFeeShare,
  confirmationsFor,
  feeFor,
  hardMaximum,
  minimumAmount,
  netOf,
  parseCoins,
  parseRatio,
} from './index.ts';
import { COIN, feeTable, someFees, someUnits } from './testing/samples.ts';

describe('numbers of the service', () => {
  it.each([
    ['0.1', 10_000_000n],
    ['1027.5', 102_750_000_000n],
    ['2.8500000000000085', 285_000_000n],
    ['1e3', 100_000_000_000n],
    ['1e-8', 1n],
    ['0', 0n],
  ])('%s is read without a float', (text, units) => expect(parseCoins(text, 'down')).toBe(units));

  it.each(['-1', '01', '1.', '.5', '1,5', 'NaN', 'Infinity', '', '1e999', '0x10', ' 1'])('%j is no number', (text) =>
    expect(parseRatio(text)).toBeUndefined(),
  );

  it('round trip of every amount, and never more than it says when cut', () => {
    fc.assert(
      fc.property(someUnits, fc.nat(), (units, tail) => {
        const text = `${units / COIN}.${(units % COIN).toString().padStart(8, '0')}${tail}`;
        expect(parseCoins(text, 'down')).toBe(units);
        expect(parseCoins(text, 'up')).toBe(tail === 0 ? units : units + 1n);
      }),
    );
  });

  it('any text is a bounded exact value or nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseRatio(text)?.denominator ?? 1n).toBeGreaterThan(0n);
      }),
    );
  });
});

describe('fees', () => {
  it('the example of the documentation: 631.6 FLUX to the main chain cost 6 and bring 625.6', () => {
    const table = feeTable({ main: 5n * COIN });
    expect(feeFor(table, 'main', 63_160_000_000n)).toBe(6n * COIN);
    expect(netOf(table, 'main', 63_160_000_000n)).toBe(62_560_000_000n);
  });

  it('no fee named is not a fee of nothing', () => {
    expect(feeFor(feeTable({}), 'main', COIN)).toBeNull();
    expect(minimumAmount(feeTable({}), 'main')).toBeNull();
    expect(amountForFeeShare(feeTable({}), 'main', 500n)).toBeNull();
  });

  it('whole FLUX above the flat part, never below the exact share, less than one FLUX above it', () => {
    fc.assert(
      fc.property(someFees, someUnits, (table, amount) => {
        const flat = table.flat.get('main') ?? 0n;
        const fee = feeFor(table, 'main', amount) ?? -1n;
        const { numerator, denominator } = table.percentage;
        expect((fee - flat) % COIN).toBe(0n);
        expect((fee - flat) * denominator).toBeGreaterThanOrEqual(amount * numerator);
        expect((fee - flat - COIN) * denominator).toBeLessThan(amount * numerator);
      }),
    );
  });

  it('differs from the service’s floats by at most one FLUX', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 1_000_000n }), (amount) => {
        const floats = BigInt(Math.ceil(0.001 * Number(amount)) + 5) * COIN;
        const exact = feeFor(feeTable({ main: 5n * COIN }), 'main', amount * COIN) ?? 0n;
        expect(floats - exact === 0n || floats - exact === COIN).toBe(true);
      }),
    );
  });

  it('the minimum brings something, and one sat less brings nothing', () => {
    fc.assert(
      fc.property(someFees, (table) => {
        const least = minimumAmount(table, 'eth');
        if (least === null) throw new Error('no minimum');
        expect(netOf(table, 'eth', least)).toBeGreaterThan(0n);
        expect(netOf(table, 'eth', least - 1n)).toBe(0n);
      }),
    );
  });

  it('the amount for a share of fees keeps its promise and is the least that does', () => {
    fc.assert(
      fc.property(someFees, fc.bigInt({ min: 1n, max: 9_999n }), (table, points) => {
        const amount = amountForFeeShare(table, 'eth', points);
        if (amount === null) return;
        const shareOf = (one: bigint) => (feeFor(table, 'eth', one) ?? 0n) * 10_000n <= points * one;
        expect(shareOf(amount)).toBe(true);
        expect(shareOf(amount - 1n) && (netOf(table, 'eth', amount - 1n) ?? 0n) > 0n).toBe(false);
      }),
    );
  });
});

describe('confirmation tiers', () => {
  const tiers = [
    { limit: 5_000n * COIN, confirmations: 4 },
    { limit: 10_000n * COIN, confirmations: 7 },
  ];

  it.each([
    [1n, 4],
    [5_000n * COIN, 4],
    [5_000n * COIN + 1n, 7],
    [10_000n * COIN, 7],
    [10_000n * COIN + 1n, null],
  ])('%s needs %s', (amount, confirmations) => expect(confirmationsFor(tiers, amount)).toBe(confirmations));

  it('without limits nothing can be swapped', () => {
    expect(confirmationsFor([], 1n)).toBeNull();
    expect(hardMaximum([])).toBeNull();
    expect(hardMaximum(tiers)).toBe(10_000n * COIN);
  });
});
