import { secp256k1 } from '@noble/curves/secp256k1.js';
import { computeAddress, getAddress, hexlify } from 'ethers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressBytes, formatAddress, formatAddressBytes, isZeroAddress, parseAddress } from './address.ts';

const address = '0x3679770D24b09391415e3aDFd0Cf4dEdB0c9B0c2';

describe('EVM addresses', () => {
  it('carry the checksum another library computes, and come back from every one-case form', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
        const text = formatAddressBytes(bytes);
        expect(text).toBe(getAddress(hexlify(bytes)));
        expect(addressBytes(text)).toEqual(bytes);
        for (const form of [text, text.toLowerCase(), `0x${text.slice(2).toUpperCase()}`]) {
          expect(parseAddress(form)).toEqual({ ok: true, value: text });
        }
      }),
    );
  });

  it('any single change of case is noticed', () => {
    for (let at = 2; at < address.length; at++) {
      const letter = address[at] ?? '';
      const turned = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
      const changed = address.slice(0, at) + turned + address.slice(at + 1);
      expect(parseAddress(changed).ok, changed).toBe(changed === address);
    }
  });

  it('come from compressed and uncompressed public keys alike', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }).filter(secp256k1.utils.isValidSecretKey),
        (secret) => {
          const expected = computeAddress(hexlify(secret));
          expect(formatAddress(secp256k1.getPublicKey(secret, true))).toBe(expected);
          expect(formatAddress(secp256k1.getPublicKey(secret, false))).toBe(expected);
        },
      ),
      { numRuns: 20 },
    );
    expect(() => formatAddress(new Uint8Array(33))).toThrow(RangeError);
  });

  it.each([
    ['', 'empty'],
    [` ${address}`, 'whitespace'],
    [`${address}\u00a0`, 'whitespace'],
    [address.replace('9', '\u200b'), 'character'],
    [`0x\u0417${address.slice(3)}`, 'character'],
    [address.replace('D2', 'Dg'), 'character'],
    [address.slice(0, -1), 'length'],
    [`${address}a`, 'length'],
    ['0x', 'length'],
    [`0x${'ab'.repeat(32)}`, 'length'],
    [address.replace('0x', '0X'), 'prefix'],
    [address.slice(2), 'prefix'],
    [address.slice(1), 'prefix'],
    [`0x${address}`, 'prefix'],
    [`${address.slice(0, 10)}d${address.slice(11)}`, 'checksum'],
    ['XE376D2QOCF76BGIXNADUFF1T4BEXKP0TZ6', 'encoding'],
    ['alice.eth', 'not-an-address'],
    [`ethereum:${address}`, 'not-an-address'],
    [`eth:${address}`, 'not-an-address'],
    ['hello', 'not-an-address'],
    ['t1MNn8DwPtAWBVnH7pCkRjTdm9M92dd45sJ', 'other-chain'],
    ['bc1qc8ucwn5krmygat98g3tv752568te0vj9lf9j5m', 'other-chain'],
    ['k:1a364358f4bb56f2e4265b489cbf596115d310626f7f32e161f793fd16ccfa94', 'other-chain'],
    ['HX7JRYNFMGL4VWZ743L74YHQ77WTD6BDZLTJRDIJYXTTIKAOONVW64AIIY', 'other-chain'],
    ['9exzU7utzKA7vu7ytRtzukmQWPgycuygCRtze7bPUbcXgpuBL4E', 'other-chain'],
  ])('%j is refused: %s', (text, reason) => {
    expect(parseAddress(text)).toEqual({ ok: false, reason });
  });

  it('the zero address is valid and to be questioned', () => {
    expect(isZeroAddress(`0x${'0'.repeat(40)}`)).toBe(true);
    expect(isZeroAddress(address)).toBe(false);
    expect(isZeroAddress('0x')).toBe(false);
  });
});
