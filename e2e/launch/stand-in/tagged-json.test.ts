import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTagged, encodeTagged, makeTaggedJson } from './tagged-json.ts';

const round = (value: unknown): unknown => decodeTagged(encodeTagged(value));

describe('tagged JSON carries what structured clone carries', () => {
  it.each([
    ['bigint', 2n ** 70n],
    ['negative bigint', -1n],
    ['undefined', undefined],
    ['minus zero', -0],
    ['not a number', Number.NaN],
    ['infinity', Number.NEGATIVE_INFINITY],
    ['bytes', new Uint8Array([0, 1, 254, 255])],
    ['a view of 64-bit numbers', new BigUint64Array([1n, 2n ** 64n - 1n])],
    ['a buffer', new Uint8Array([1, 2, 3]).buffer],
    ['a date', new Date(1_700_000_000_000)],
    ['a date that is none', new Date(Number.NaN)],
    ['a map', new Map<unknown, unknown>([[1n, { a: [1] }]])],
    ['a set', new Set(['a', 2n])],
    ['holes of an object', { a: undefined, b: null }],
    ['arrays that look like tags', ['i', '5', ['o', []]]],
  ])('%s', (_, value) => {
    expect(round(value)).toStrictEqual(structuredClone(value));
  });

  it('keeps a part of a larger buffer apart', () => {
    expect(round(new Uint8Array([1, 2, 3, 4]).subarray(1, 3))).toStrictEqual(new Uint8Array([2, 3]));
  });

  it('keeps large byte arrays', () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
    expect(round(bytes)).toStrictEqual(bytes);
  });

  it('keeps errors with their name and message', () => {
    const error = round(new RangeError('too far'));
    expect(error).toBeInstanceOf(RangeError);
    expect(error).toMatchObject({ message: 'too far' });
  });

  it('keeps cycles and shared references', () => {
    const shared = { n: 1n };
    const cycle: Record<string, unknown> = { shared, again: shared };
    cycle.self = cycle;
    const copy = round(cycle) as Record<string, unknown>;
    expect(copy.self).toBe(copy);
    expect(copy.again).toBe(copy.shared);
  });

  it('takes __proto__ for data', () => {
    const copy = round(JSON.parse('{"__proto__":{"polluted":true}}')) as object;
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(Object.hasOwn(copy, '__proto__')).toBe(true);
  });

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a function inside', { deep: [() => 1] }],
  ])('refuses %s', (_, value) => {
    expect(() => encodeTagged(value)).toThrow(TypeError);
  });

  it('equals structured clone on anything', () => {
    const values = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      maxDepth: 4,
    });
    fc.assert(
      fc.property(values, (value) => {
        expect(round(value)).toEqual(structuredClone(value));
      }),
      { numRuns: 1000 },
    );
  });

  it('runs from its own source alone', () => {
    const copy = new Function(`return (${makeTaggedJson.toString()})()`)() as ReturnType<typeof makeTaggedJson>;
    expect(copy.decode(copy.encode({ a: [1n, new Uint8Array([1])] }))).toStrictEqual({ a: [1n, new Uint8Array([1])] });
  });
});
