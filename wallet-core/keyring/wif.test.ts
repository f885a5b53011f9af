import { sha256 } from '@noble/hashes/sha2.js';
import { createBase58check } from '@scure/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../primitives/index.ts';
import { encodeWif, parseWif } from './wif.ts';

// Bitcoin wiki, "Wallet import format": the same key in both forms.
const key = '0c28fca386c7a227600b2fe50b7cae11ec86d3bf1fbe471be89827e19d72aa1d';
const uncompressed = '5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ';
const compressed = 'KwdMAjGmerYanjeui5SHS7JkmpZvVipYvB2LJGU1ZxJwYvP98617';

function reasonOf(text: string): string {
  const result = parseWif(text);
  return result.ok ? 'accepted' : result.reason;
}

describe('WIF', () => {
  it.each([
    [uncompressed, false],
    [compressed, true],
  ])('reads and writes %s', (text, flag) => {
    const result = parseWif(text);
    expect(result.ok && toHex(result.value.privateKey.unsafeReveal())).toBe(key);
    expect(result.ok && result.value.compressed).toBe(flag);
    expect(encodeWif(fromHex(key), flag)).toBe(text);
  });

  it('refuses damage, other networks and impossible keys', () => {
    expect(reasonOf('')).toBe('character');
    expect(reasonOf(`${compressed} `)).toBe('character');
    expect(reasonOf('l'.repeat(52))).toBe('character');
    expect(reasonOf(compressed.slice(1))).toBe('checksum');
    expect(reasonOf(`${compressed}1`)).toBe('length');
    expect(reasonOf(compressed.replace('w', 'x'))).toBe('checksum');
    // Test network of the same key (0xef), as Bitcoin Core writes it.
    expect(reasonOf('cMzLdeGd5vEqxB8B6VFQoRopQ3sLAAvEzDAoQgvX54xwofSWj1fx')).toBe('wrong-network');
    const payload = (...bytes: number[]): string => createBase58check(sha256).encode(Uint8Array.from(bytes));
    const one = [...fromHex(key)];
    expect(reasonOf(payload(0x80, ...one, 2))).toBe('form');
    expect(reasonOf(payload(0x80, ...Array<number>(32).fill(0), 1))).toBe('range');
    expect(reasonOf(payload(0x80, ...Array<number>(32).fill(255)))).toBe('range');
    expect(() => encodeWif(new Uint8Array(32), true)).toThrow(RangeError);
    expect(() => encodeWif(new Uint8Array(32).fill(255), true)).toThrow(RangeError);
  });

  it('gives back every key and flag (property)', () => {
    const keys = fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .filter((bytes) => bytes[0] !== 255 && bytes.some((byte) => byte !== 0));
    fc.assert(
      fc.property(keys, fc.boolean(), (bytes, flag) => {
        const result = parseWif(encodeWif(bytes, flag));
        expect(result.ok && toHex(result.value.privateKey.unsafeReveal())).toBe(toHex(bytes));
        expect(result.ok && result.value.compressed).toBe(flag);
      }),
    );
  });

  it('refuses every changed character (property)', () => {
    const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
    fc.assert(
      fc.property(fc.nat({ max: compressed.length - 1 }), fc.constantFrom(...alphabet), (at, character) => {
        fc.pre(compressed[at] !== character);
        expect(parseWif(compressed.slice(0, at) + character + compressed.slice(at + 1)).ok).toBe(false);
      }),
    );
  });
});
