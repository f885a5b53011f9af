import {
  decodeRlp as ethersDecode,
  encodeRlp as ethersEncode,
  getBytes,
  hexlify,
  type RlpStructuredData,
} from 'ethers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../wallet-core/primitives/index.ts';
import { bytesOf, decodeRlp, encodeRlp, listOf, parseUintBytes, type RlpItem, uintBytes } from './rlp.ts';

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 3 }),
  fc.uint8Array({ minLength: 50, maxLength: 70 }),
  fc.uint8Array({ maxLength: 600 }),
);
const list = fc.array(fc.oneof(bytes, fc.array(bytes, { maxLength: 3 })), { maxLength: 12 });
const item: fc.Arbitrary<RlpItem> = fc.oneof(bytes, list);

function toEthers(value: RlpItem): RlpStructuredData {
  return value instanceof Uint8Array ? hexlify(value) : value.map(toEthers);
}

describe('RLP', () => {
  it('is encoded as another library does, and decoded back', () => {
    fc.assert(
      fc.property(item, (value) => {
        const encoded = encodeRlp(value);
        expect(hexlify(encoded)).toBe(ethersEncode(toEthers(value)));
        expect(decodeRlp(encoded)).toEqual(value);
        expect(ethersDecode(encoded)).toEqual(toEthers(value));
      }),
    );
  });

  it('has one form: whatever is accepted encodes to the same bytes again', () => {
    const nearly = fc
      .tuple(item, fc.nat(), fc.nat(255), fc.constantFrom('change', 'cut', 'insert'))
      .map(([value, at, byte, how]) => {
        const encoded = [...encodeRlp(value)];
        encoded.splice(at % encoded.length, how === 'insert' ? 0 : 1, ...(how === 'cut' ? [] : [byte]));
        return Uint8Array.from(encoded);
      });
    fc.assert(
      fc.property(fc.oneof(nearly, fc.uint8Array({ maxLength: 40 })), (input) => {
        let decoded: RlpItem;
        try {
          decoded = decodeRlp(input);
        } catch (error) {
          expect(String(error)).toContain('chain.bad-transaction');
          return;
        }
        expect(toHex(encodeRlp(decoded))).toBe(toHex(input));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['nothing', ''],
    ['a byte below 0x80 with a header', '8100'],
    ['a length of length for a short string', `b801${'aa'}`],
    ['a length with a leading zero', `b90038${'aa'.repeat(56)}`],
    ['a length beyond the end', 'b838aa'],
    ['a list longer than its content', 'c3808080ff'.slice(0, 6)],
    ['bytes after the item', '8080'],
    ['an item beyond the end of its list', 'c183aabbcc'],
    ['a length of eight bytes', 'bfffffffffffffffff'],
    ['deep nesting', 'c6c5c4c3c2c1c0'],
  ])('refuses %s', (_name, hex) => {
    expect(() => decodeRlp(fromHex(hex))).toThrow('chain.bad-transaction');
  });

  it('numbers have no leading zeros and a bound', () => {
    expect(toHex(uintBytes(0n))).toBe('');
    expect(toHex(uintBytes(256n))).toBe('0100');
    expect(() => uintBytes(-1n)).toThrow(RangeError);
    expect(parseUintBytes(getBytes('0x0400'), 2)).toBe(1024n);
    expect(() => parseUintBytes(Uint8Array.of(0), 2)).toThrow('chain.bad-transaction');
    expect(() => parseUintBytes(Uint8Array.of(1, 2, 3), 2)).toThrow('chain.bad-transaction');
  });

  it('lists have the length asked for and bytes are no lists', () => {
    expect(() => listOf([new Uint8Array()], 2)).toThrow('chain.bad-transaction');
    expect(() => listOf(new Uint8Array(), 0)).toThrow('chain.bad-transaction');
    expect(() => bytesOf([])).toThrow('chain.bad-transaction');
  });
});
