import { bech32, bech32m } from '@scure/base';
import { Address, OutScript } from '@scure/btc-signer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatP2pkhAddress,
  formatP2wpkhAddress,
  parseBitcoinAddress,
  parseBitcoinDestination,
  parseFluxIdAddress,
} from './address.ts';

const program = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const publicKey = fc.tuple(fc.constantFrom(2, 3), program(32)).map(([prefix, x]) => Uint8Array.of(prefix, ...x));

describe('Bitcoin addresses', () => {
  it('agree with @scure/btc-signer', () => {
    fc.assert(
      fc.property(program(20), program(32), (short, long) => {
        for (const [kind, text] of [
          ['p2pkh', Address().encode({ type: 'pkh', hash: short })],
          ['p2sh', Address().encode({ type: 'sh', hash: short })],
          ['p2wpkh', Address().encode({ type: 'wpkh', hash: short })],
          ['p2wsh', Address().encode({ type: 'wsh', hash: long })],
        ] as const) {
          const parsed = parseBitcoinDestination(text);
          expect(parsed).toMatchObject({ ok: true, value: { kind, canonical: text } });
        }
      }),
    );
  });

  it('of public keys are read back; upper case becomes lower case', () => {
    fc.assert(
      fc.property(publicKey, (key) => {
        const segwit = formatP2wpkhAddress(key);
        expect(parseBitcoinAddress(segwit)).toEqual({ ok: true, value: segwit });
        expect(parseBitcoinAddress(segwit.toUpperCase())).toEqual({ ok: true, value: segwit });
        expect(parseFluxIdAddress(segwit)).toEqual({ ok: false, reason: 'other-chain' });
        const legacy = formatP2pkhAddress(key);
        expect(parseFluxIdAddress(legacy)).toEqual({ ok: true, value: legacy });
        expect(OutScript.encode(Address().decode(segwit))).toHaveLength(22);
      }),
    );
  });

  it('follow BIP173 and BIP350 for every version and length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 31 }),
        fc.uint8Array({ minLength: 2, maxLength: 42 }),
        fc.boolean(),
        (version, bytes, isM) => {
          const text = (isM ? bech32m : bech32).encode('bc', [version, ...bech32.toWords(bytes)], 90);
          const length = bytes.length;
          const goodForm = version === 0 ? !isM : isM;
          const goodLength =
            version === 0 ? length === 20 || length === 32 : version === 1 ? length === 32 : length <= 40;
          expect(parseBitcoinAddress(text).ok).toBe(version <= 16 && goodForm && goodLength);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['BIP173 empty data', 'bc1gmk9yu'],
    ['BIP173 zero padding of more than 4 bits', 'bc1zw508d6qejxtdg4y5r3zarvaryvqyzf3du'],
    ['BIP350 non-zero padding', 'bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7k7grplx0'],
    ['BIP350 mixed case', 'bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4'],
    ['BIP350 program too short', 'bc1pw5dgrnzv'],
  ])('refuses %s', (_, text) => {
    expect(parseBitcoinAddress(text).ok).toBe(false);
  });

  it('answer any text without throwing', () => {
    const near = fc.string({ unit: fc.constantFrom(...'bc1qpzry9x8gf2tvdw0s3jn54khce6mua7lBC') });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), near), (text) => 'ok' in parseBitcoinAddress(`${text}`)),
    );
    fc.assert(fc.property(near, (text) => 'ok' in parseFluxIdAddress(`bc1${text}`)));
  });
});
