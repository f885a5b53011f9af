import { describe, expect, it } from 'vitest';
import type { PricesView } from '../../../../wallet-core/ipc/index.ts';
import { parseDecimal } from '../../../../wallet-core/prices/index.ts';
import { prices } from '../../testing/fake-data.ts';
import { amountFromMoney, type Holding, priceWords, shareByWorth, worthWords } from './worth.ts';

const FLUX = 100_000_000n;
const now = prices.reading?.atMs ?? 0;
const flux = (units: bigint | null): Holding => ({ chain: 'flux', asset: 'native', units, decimals: 8 });
const ether = (units: bigint): Holding => ({ chain: 'base', asset: 'native', units, decimals: 18 });
const inYen: PricesView = {
  ...prices,
  currency: 'JPY',
  reading: { source: 'prices.example.org', atMs: now, quotes: [{ coin: 'FLUX', price: '18.2' }] },
};

describe('what an amount is worth', () => {
  it.each([
    [flux(10n * FLUX), '≈ 1.21 USD'],
    [flux(1_000_000n * FLUX), '≈ 121 300.00 USD'],
    [flux(226n), '< 0.01 USD'],
    [flux(0n), '≈ 0.00 USD'],
    [ether(10n ** 15n), '≈ 3.01 USD'],
  ])('is said in the currency with its own decimals', (holding, words) => {
    expect(worthWords(prices, holding, now)?.replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(words);
  });

  it('has no decimals in yen', () => {
    expect(worthWords(inYen, flux(10n * FLUX), now)).toBe('≈\u00a0182\u00a0JPY');
    expect(worthWords(inYen, flux(1n), now)).toBe('<\u00a01\u00a0JPY');
  });

  it('is not known without an amount, a price, a source, or with a price of yesterday: never zero', () => {
    const unknown = [
      worthWords(prices, flux(null), now),
      worthWords(prices, { ...flux(1n), chain: 'ethereum', asset: `0x${'1'.repeat(40)}` }, now),
      worthWords({ ...prices, reading: null }, flux(1n), now),
      worthWords(null, flux(1n), now),
      worthWords(prices, flux(1n), now + 25 * 3_600_000),
      worthWords(inYen, ether(1n), now),
    ];
    expect(unknown).toEqual(unknown.map(() => undefined));
  });
});

it('a fee in another coin is a share of the amount by what both are worth', () => {
  const thousand = flux(1_000n * FLUX);
  expect(shareByWorth(prices, ether(10n ** 15n), thousand, now)).toBe(25);
  expect(shareByWorth(inYen, ether(10n ** 15n), thousand, now)).toBeUndefined();
});

it('money as typed gives the coins it buys at the price shown, never more', () => {
  const price = parseDecimal('0.1213') ?? { digits: 0n, scale: 0 };
  const from = (text: string, currency = 'USD') => amountFromMoney(text, currency, price, 8);
  expect(from('10')).toBe(8_244_023_083n);
  expect(from('12.50')).toBe(10_305_028_854n);
  for (const text of ['', '-1', '1e3', '1.234', '0', '0.00', '1,5', 'ten']) expect(from(text)).toBeUndefined();
  expect(from('1.5', 'JPY')).toBeUndefined();
});

it('a price is said by its first digits', () => {
  const words = (text: string) => priceWords(parseDecimal(text) ?? { digits: 0n, scale: 0 }, 'USD');
  expect(words('0.0612345')).toBe('0.06123\u00a0USD');
  expect(words('3012.5')).toBe('3\u202f013\u00a0USD');
  expect(words('0.4')).toBe('0.40\u00a0USD');
});
