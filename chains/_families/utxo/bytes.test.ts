import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { compactSizeBytes } from './sizes.ts';

const refused = (reason: string) => expect.objectContaining({ code: 'chain.bad-transaction', data: { reason } });

describe('reading what was written', () => {
  it('gives numbers and bytes back', () => {
    const parts = fc.tuple(
      fc.nat(0xff),
      fc.nat(0xffffffff),
      fc.bigInt(0n, 0xffffffffffffffffn),
      fc.nat(0x1ffff),
      fc.uint8Array({ maxLength: 400 }),
    );
    fc.assert(
      fc.property(parts, ([u8, u32, u64, size, bytes]) => {
        const written = new ByteWriter(1).u8(u8).u32(u32).u64(u64).compactSize(size).varBytes(bytes).finish();
        const reader = new ByteReader(written);
        expect([reader.u8(), reader.u32(), reader.u64()]).toEqual([u8, u32, u64]);
        expect(reader.compactSize(0x1ffff)).toBe(size);
        expect(reader.varBytes(400)).toEqual(bytes);
        reader.end();
      }),
    );
  });

  it.each([0, 252, 253, 0xffff, 0x10000, 0xffffffff])('writes %i in its shortest form', (value) => {
    const bytes = new ByteWriter().compactSize(value).finish();
    expect(bytes.length).toBe(compactSizeBytes(value));
    expect(new ByteReader(bytes).compactSize(value)).toBe(value);
  });

  it('reads a view into a larger buffer', () => {
    const inner = Uint8Array.of(9, 9, 1, 2, 3, 4, 9).subarray(2, 6);
    expect(new ByteReader(inner).u32()).toBe(0x04030201);
  });
});

describe('refusals', () => {
  it.each([
    ['fd0000', 'size-form'],
    ['fdfc00', 'size-form'],
    ['feffff0000', 'size-form'],
    ['ff0000000001000000', 'size-range'],
    ['fd0101', 'size-range'],
    ['fd01', 'truncated'],
    ['', 'truncated'],
  ])('refuses the size %s (%s)', (hex, reason) => {
    const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    expect(() => new ByteReader(bytes).compactSize(256)).toThrow(refused(reason));
  });

  it('refuses lengths beyond the end and bytes left over', () => {
    expect(() => new ByteReader(Uint8Array.of(2, 1)).varBytes(10)).toThrow(refused('truncated'));
    expect(() => new ByteReader(Uint8Array.of(1)).end()).toThrow(refused('trailing-bytes'));
  });

  it('refuses to write what does not fit', () => {
    for (const write of [
      () => new ByteWriter().u8(256),
      () => new ByteWriter().u8(-1),
      () => new ByteWriter().u32(2 ** 32),
      () => new ByteWriter().u64(-1n),
      () => new ByteWriter().u64(2n ** 64n),
      () => new ByteWriter().compactSize(1.5),
    ]) {
      expect(write).toThrow(RangeError);
    }
  });
});
