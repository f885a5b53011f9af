import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assets } from '../assets/index.ts';
import { isWalletError } from '../errors/index.ts';
import {
  currenciesOf,
  decimalText,
  moneyValue,
  multiply,
  parseDecimal,
  parseSspRates,
  parseZelcoreRates,
  priceAge,
  pricedCoinOf,
  priceOf,
  significant,
  toMinorUnits,
  unitsWorth,
} from './index.ts';

const decimal = (text: string) => {
  const read = parseDecimal(text);
  if (read === undefined) throw new TypeError(text);
  return read;
};
const FLUX = 100_000_000n;

/** Numbers as the text they stood as, which is how the backend's reader hands them over. */
const zelcore = [
  [
    { code: 'BTC', name: 'Bitcoin', rate: '1' },
    { code: 'USD', name: 'US Dollar', rate: '100000' },
    { code: 'EUR', name: 'Euro', rate: '90000' },
    { code: 'XAU', name: 'Gold', rate: '20' },
  ],
  { FLUX: '0.0000012', 'FLUX-ETH': '0.5', ZEL: '9', ETH: '0.03', MATIC: '4e-6' },
  { errors: {} },
];
const ssp = {
  fiat: { USD: '1', EUR: '0.9', BTC: '0.00001' },
  crypto: { flux: '0.12', btc: '100000', eth: '3000', pol: '0.4', matic: '7' },
};

describe('decimals', () => {
  it.each([
    ['1', '1'],
    ['0.10', '0.1'],
    ['1.2e-6', '0.0000012'],
    ['1.5E+3', '1500'],
    ['12345678901234567890.123456789', '12345678901234567890.123456789'],
  ])('reads %s exactly', (text, plain) => {
    expect(decimalText(decimal(text))).toBe(plain);
  });

  it.each(['', '-1', '+1', '.5', '1.', 'NaN', 'Infinity', '1e31', '1e-31', '0x10', ' 1', '1,5', '9'.repeat(31)])(
    'refuses %j',
    (text) => {
      expect(parseDecimal(text)).toBeUndefined();
    },
  );

  it('never throw and are bounded, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d.eE+-]{0,60}$/)), (text) => {
        const read = parseDecimal(text);
        if (read === undefined) return;
        expect(read.digits >= 0n).toBe(true);
        expect(read.scale).toBeLessThanOrEqual(30);
        expect(decimalText(read)).toMatch(/^\d{1,61}(\.\d{1,30})?$/);
      }),
    );
  });

  it('survive being written and read again', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 28n }), fc.integer({ min: 0, max: 28 }), (digits, scale) => {
        const text = decimalText({ digits, scale });
        expect(decimalText(decimal(text))).toBe(text);
        expect(toMinorUnits({ digits, scale }, scale)).toBe(digits);
      }),
    );
  });

  it('multiply as whole numbers do', () => {
    const small = fc.bigInt({ min: 0n, max: 10n ** 14n });
    const places = fc.integer({ min: 0, max: 14 });
    fc.assert(
      fc.property(small, places, small, places, (a, i, b, j) => {
        const product = multiply({ digits: a, scale: i }, { digits: b, scale: j });
        expect(product.digits * 10n ** BigInt(i + j - product.scale)).toBe(a * b);
      }),
    );
  });
});

describe('replies', () => {
  it('gives currency × Bitcoin price for the one source, dollar price × currency for the other', () => {
    const text = (price: ReturnType<typeof priceOf>) => price && decimalText(price);
    const first = parseZelcoreRates(zelcore);
    expect(text(priceOf(first, 'FLUX', 'USD'))).toBe('0.12');
    expect(text(priceOf(first, 'FLUX', 'EUR'))).toBe('0.108');
    expect(text(priceOf(first, 'POL', 'USD'))).toBe('0.4');
    const second = parseSspRates(ssp);
    expect(text(priceOf(second, 'FLUX', 'EUR'))).toBe('0.108');
    expect(text(priceOf(second, 'POL', 'USD'))).toBe('0.4');
  });

  it('does not know a coin or a currency that is not named: unknown is never zero', () => {
    const table = parseZelcoreRates(zelcore);
    expect(priceOf(table, 'BNB', 'USD')).toBeUndefined();
    expect(priceOf(table, 'FLUX', 'CHF')).toBeUndefined();
    const zero = parseSspRates({ ...ssp, crypto: { ...ssp.crypto, eth: '0' } });
    expect(priceOf(zero, 'ETH', 'USD')).toBeUndefined();
  });

  it('offers money only: no metals, no coins', () => {
    expect(currenciesOf(parseZelcoreRates(zelcore))).toEqual(['EUR', 'USD']);
    expect(currenciesOf(parseSspRates(ssp))).toEqual(['EUR', 'USD']);
  });

  it('drops what is broken beside what is wanted', () => {
    const [fiat] = zelcore;
    const table = parseZelcoreRates([[...(fiat as []), null, 7, { code: 'CHF' }], { FLUX: '1e-6', ETH: {}, X: null }]);
    expect(priceOf(table, 'FLUX', 'USD')).toBeDefined();
    expect(priceOf(table, 'ETH', 'USD')).toBeUndefined();
  });

  it.each([
    [null],
    [{}],
    [[]],
    [[[], {}, {}]],
    [[[{ code: 'USD', rate: '1' }], { FLUX: '-1' }]],
    [[[{ code: 'USD', rate: 'many' }], { FLUX: '1' }]],
    [{ fiat: [], crypto: {} }],
    [{ fiat: { USD: '1' }, crypto: { btc: '1' } }],
  ])('refuses %j', (reply) => {
    for (const parse of [parseZelcoreRates, parseSspRates]) {
      expect(() => parse(reply)).toThrow(expect.objectContaining({ code: 'server.bad-reply' }));
    }
  });

  it('refuse with a code or give positive prices, whatever comes', () => {
    const price = fc.oneof(fc.string(), fc.constantFrom('1', '0', '2e-7'), fc.anything());
    const coins = fc.dictionary(fc.constantFrom('FLUX', 'flux', 'ETH', '__proto__', 'x'), price);
    const rates = fc.oneof(
      fc.anything(),
      fc.tuple(fc.array(fc.record({ code: fc.constantFrom('USD', 'BTC', 'toString'), rate: price })), coins),
      fc.record({ fiat: fc.dictionary(fc.constantFrom('USD', 'EUR', 'constructor'), price), crypto: coins }),
    );
    fc.assert(
      fc.property(rates, (reply) => {
        for (const parse of [parseZelcoreRates, parseSspRates]) {
          try {
            const table = parse(reply);
            expect([...table.coins.values(), ...table.perUnit.values()].every(({ digits }) => digits > 0n)).toBe(true);
          } catch (thrown) {
            expect(isWalletError(thrown) && thrown.code).toBe('server.bad-reply');
          }
        }
      }),
    );
  });
});

describe('whose price', () => {
  it('FLUX on every chain has the price of FLUX', () => {
    const all = assets.filter(({ isFlux }) => isFlux);
    expect(all.length).toBeGreaterThan(9);
    for (const { chain, identifier } of all) expect(pricedCoinOf(chain, identifier)).toBe('FLUX');
  });

  it('T-05: a token has none, whatever it calls itself', () => {
    expect(pricedCoinOf('ethereum', `0x${'1'.repeat(40)}`)).toBeUndefined();
    expect(pricedCoinOf('ethereum', 'FLUX')).toBeUndefined();
  });

  it('coins that pay for fees have their own', () => {
    expect(
      ['ethereum', 'base', 'bsc', 'polygon', 'avalanche'].map((chain) => pricedCoinOf(chain as 'base', 'native')),
    ).toEqual(['ETH', 'ETH', 'BNB', 'POL', 'AVAX']);
  });
});

describe('values', () => {
  it('are exact to the last digit', () => {
    expect(decimalText(moneyValue(1_234n * FLUX + 1n, 8, decimal('0.12')))).toBe('148.0800000012');
    expect(toMinorUnits(moneyValue(50n * FLUX, 8, decimal('0.0601')), 2)).toBe(301n);
  });

  it('grow with the amount', () => {
    const units = fc.bigInt({ min: 0n, max: 44_000_000_000_000_000n });
    fc.assert(
      fc.property(units, units, (a, b) => {
        const price = decimal('0.1213');
        const sum = moneyValue(a, 8, price).digits + moneyValue(b, 8, price).digits;
        expect(moneyValue(a + b, 8, price).digits).toBe(sum);
      }),
    );
  });

  it('give an amount that is worth no more than the money, and less by less than one step', () => {
    const money = fc.bigInt({ min: 0n, max: 10n ** 12n });
    const price = fc.bigInt({ min: 1n, max: 10n ** 12n });
    fc.assert(
      fc.property(money, price, fc.constantFrom(8, 18), (cents, digits, decimals) => {
        const one = { digits, scale: 6 };
        const units = unitsWorth({ digits: cents, scale: 2 }, one, decimals);
        const step = 10n ** BigInt(decimals - 8);
        expect(units % step).toBe(0n);
        const whole = cents * 10n ** BigInt(decimals + 4);
        expect(units * digits <= whole).toBe(true);
        expect((units + step) * digits > whole).toBe(true);
      }),
    );
    expect(unitsWorth(decimal('10'), decimal('0.1213'), 8)).toBe(8_244_023_083n);
    expect(() => unitsWorth(decimal('1'), decimal('0'), 8)).toThrow(RangeError);
  });

  it('show a price by its first digits', () => {
    expect(decimalText(significant(decimal('0.0612345')))).toBe('0.06123');
    expect(decimalText(significant(decimal('99999.5')))).toBe('100000');
    expect(decimalText(significant(decimal('3000')))).toBe('3000');
  });
});

it('prices are old after a quarter of an hour and gone after a day', () => {
  const minute = 60_000;
  const ages = [0, 15, 16, 1_440, 1_441, -16].map((minutes) => priceAge(0, minutes * minute));
  expect(ages).toEqual(['fresh', 'fresh', 'old', 'old', 'gone', 'old']);
});
