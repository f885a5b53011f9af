import { sha256 } from '@noble/hashes/sha2.js';
import { createBase58check } from '@scure/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBase58Check, parseBase58Check } from './base58check.ts';

describe('Base58Check', () => {
  it('agrees with @scure/base and round-trips', () => {
    const other = createBase58check(sha256);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 80 }), (payload) => {
        const text = formatBase58Check(payload);
        expect(text).toBe(other.encode(payload));
        expect(parseBase58Check(text)).toEqual({ ok: true, value: payload });
      }),
    );
  });

  it.each([
    ['', 'length'],
    ['1'.repeat(129), 'length'],
    ['0', 'character'],
    ['1 1', 'character'],
    ['111', 'length'],
    ['t1T8yaLVhNqxA5KJcmiqqFN88e8DNp2PBfG', 'checksum'],
  ])('refuses %j: %s', (text, reason) => {
    expect(parseBase58Check(text)).toEqual({ ok: false, reason });
  });

  it('answers any text without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => 'ok' in parseBase58Check(text)));
  });
});
