import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount } from '../../../wallet-core/amounts/index.ts';
import { parseJsonText } from '../../_families/network/json-text.ts';
import { coins, parseCoins, satoshis } from './shapes.ts';

describe('parseJsonText', () => {
  it('keeps every number as its source text', () => {
    expect(parseJsonText('{"a":0.1,"b":[1e-8,44000000000000001,-0,1.10],"c":"2","d":true,"e":null}')).toEqual({
      a: '0.1',
      b: ['1e-8', '44000000000000001', '-0', '1.10'],
      c: '2',
      d: true,
      e: null,
    });
  });

  it.each(['', '<html>', '{"a":1', '{"a":NaN}', "{'a':1}", '[1,]', '[01]', '{"a":1}x'])('refuses %j', (text) => {
    expect(() => parseJsonText(text)).toThrow('server.bad-reply');
  });

  it('survives depth', () => {
    expect(() => parseJsonText(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).toThrow('server.bad-reply');
  });

  it('gives an object member called __proto__ no power', () => {
    const parsed = parseJsonText('{"__proto__":{"polluted":1}}');
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('parseCoins', () => {
  it.each([
    ['0.1', 10_000_000n],
    ['1.50000000', 150_000_000n],
    ['2', 200_000_000n],
    ['1e-8', 1n],
    ['1E-7', 10n],
    ['1.5e-7', 15n],
    ['12e2', 120_000_000_000n],
    ['0.10000000000000', 10_000_000n],
    ['440000000', 44_000_000_000_000_000n],
  ])('%s is %s', (text, value) => {
    expect(parseCoins(text)).toBe(value);
  });

  it.each([
    '0.30000000000000004',
    '1e-9',
    '440000000.00000001',
    '-1',
    '+1',
    '1.',
    '.5',
    'NaN',
    '0x1',
    '1e99',
    '',
    '1 ',
  ])('refuses %j: nothing is rounded', (text) => {
    expect(parseCoins(text)).toBeUndefined();
    expect(coins.safeParse(text).success).toBe(false);
  });

  it('reads back what it is written from, also with an exponent', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 44_000_000_000_000_000n }),
        fc.integer({ min: 0, max: 12 }),
        (units, shift) => {
          expect(parseCoins(formatAmount(units, 8))).toBe(units);
          if (units < 10n ** 15n) expect(parseCoins(`${units}e-8`)).toBe(units < 10n ** 9n ? units : undefined);
          const shifted = parseCoins(`0.${'0'.repeat(shift)}1e${shift}`);
          expect(shifted).toBe(10_000_000n);
        },
      ),
    );
  });
});

it('satoshis are whole, not negative and never above the bound of money', () => {
  expect(satoshis.safeParse('44000000000000000').data).toBe(44_000_000_000_000_000n);
  for (const text of ['44000000000000001', '-1', '1.5', '1e3', 'NaN', '']) {
    expect(satoshis.safeParse(text).success, text).toBe(false);
  }
});
