import { secp256k1 } from '@noble/curves/secp256k1.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../wallet-core/primitives/index.ts';
import { encodeDer, isLowS, parseDer } from './der.ts';

const half = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;
const order = secp256k1.Point.Fn.ORDER;
const number = (value: bigint) => value.toString(16).padStart(64, '0');
const compact = fc
  .tuple(fc.bigInt(1n, order - 1n), fc.bigInt(1n, half))
  .map(([r, s]) => fromHex(number(r) + number(s)));

describe('strict DER', () => {
  it('agrees with @noble/curves and round-trips', () => {
    fc.assert(
      fc.property(compact, (signature) => {
        const der = encodeDer(signature);
        expect(toHex(der)).toBe(secp256k1.Signature.fromBytes(signature, 'compact').toHex('der'));
        expect(parseDer(der)).toEqual(signature);
        expect(der.length).toBeLessThanOrEqual(71);
      }),
    );
  });

  it.each([
    [1n, 1n],
    [0x80n, 0x7fn],
    [order - 1n, half],
  ])('takes the boundary %i, %i', (r, s) => {
    const signature = fromHex(number(r) + number(s));
    expect(parseDer(encodeDer(signature))).toEqual(signature);
  });

  it.each([
    ['high S', 1n, half + 1n],
    ['zero S', 1n, 0n],
    ['zero R', 0n, 1n],
    ['R of the order', order, 1n],
  ])('refuses %s', (_, r, s) => {
    const signature = fromHex(number(r) + number(s));
    expect(isLowS(signature)).toBe(false);
    expect(() => encodeDer(signature)).toThrow(RangeError);
  });

  it.each([
    ['a wrong outer length', '3007020101020101'],
    ['a negative R', '3006020181020101'],
    ['a padded R', '300702020001020101'],
    ['a padded S', '300702010102020001'],
    ['an empty R', '30050200020101'],
    ['another tag', '3006030101020101'],
    ['bytes left over', '300602010102010100'],
    ['33 bytes of R', `302602 21 01${'00'.repeat(32)}020101`.replaceAll(' ', '')],
    ['no sequence', '3106020101020101'],
  ])('refuses %s', (_, hex) => {
    expect(parseDer(fromHex(hex))).toBeUndefined();
  });

  it('reads any bytes without throwing, and what it takes is the one encoding', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const parsed = parseDer(bytes);
        expect(parsed === undefined || toHex(encodeDer(parsed)) === toHex(bytes)).toBe(true);
      }),
    );
  });

  it('refuses a signature with any one byte changed, unless it still is strict', () => {
    fc.assert(
      fc.property(compact, fc.nat(70), fc.integer({ min: 1, max: 255 }), (signature, at, flip) => {
        const der = encodeDer(signature);
        const position = at % der.length;
        der[position] = (der[position] ?? 0) ^ flip;
        const parsed = parseDer(der);
        expect(parsed === undefined || toHex(encodeDer(parsed)) === toHex(der)).toBe(true);
      }),
    );
  });
});
