import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../../wallet-core/primitives/index.ts';
import { parseTransaction } from '../transaction.ts';
import { parseConfirm, serializeConfirm } from './confirm.ts';
import { parseStart, parseUnsignedStart, serializeStart, serializeUnsignedStart, startId } from './start.ts';
import { anyConfirm, anySignature, anyStart, publicKeyOf } from './testing/starts.ts';
import type { NodeStart } from './types.ts';

const refused = expect.objectContaining({ code: 'chain.bad-transaction' });

const plain: NodeStart = {
  version: 5,
  collateral: { txid: 'ab'.repeat(32) as never, vout: 1 },
  owner: { kind: 'p2pkh', publicKey: publicKeyOf(1) },
  nodePublicKey: publicKeyOf(2, false),
  sigTime: 1_780_000_000,
  delegates: null,
};
const signature = Uint8Array.of(31, ...new Uint8Array(64).fill(9));

describe('START transactions', () => {
  it('round trip, and their id does not change with the signature', () => {
    fc.assert(
      fc.property(anyStart, anySignature, anySignature, (start, one, other) => {
        const unsigned = serializeUnsignedStart(start);
        expect(parseUnsignedStart(unsigned)).toEqual(start);
        const signed = parseStart(serializeStart(start, one));
        expect(signed).toEqual({ start, signature: one, txid: startId(start) });
        expect(toHex(serializeStart(signed.start, signed.signature))).toBe(toHex(serializeStart(start, one)));
        expect(parseStart(serializeStart(start, other)).txid).toBe(signed.txid);
      }),
      { numRuns: 300 },
    );
  });

  it('T-18: any change of a byte is refused or means another transaction', () => {
    fc.assert(
      fc.property(anyStart, anySignature, fc.nat(), fc.integer({ min: 1, max: 255 }), (start, one, at, flip) => {
        const bytes = serializeStart(start, one);
        const changed = bytes.slice();
        changed[at % bytes.length] = (changed[at % bytes.length] ?? 0) ^ flip;
        try {
          const parsed = parseStart(changed);
          expect(toHex(serializeStart(parsed.start, parsed.signature))).toBe(toHex(changed));
        } catch (error) {
          expect(error).toEqual(refused);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws anything else, whatever the bytes, and takes no prefix and no surplus', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('05000000 02', '06000000 02'), (noise, header) => {
        const bytes = concatBytes(fromHex(header.replace(' ', '')), noise);
        for (const parse of [parseStart, parseUnsignedStart, parseConfirm]) {
          try {
            parse(bytes);
          } catch (error) {
            expect(error).toEqual(refused);
          }
        }
      }),
      { numRuns: 500 },
    );
    const bytes = serializeStart(plain, signature);
    for (let length = 0; length < bytes.length; length++)
      expect(() => parseStart(bytes.subarray(0, length))).toThrow(refused);
    expect(() => parseStart(concatBytes(bytes, Uint8Array.of(0)))).toThrow(refused);
  });

  it.each<[string, Partial<NodeStart>]>([
    ['version 5 with a script', { owner: { kind: 'p2sh', redeemScript: fromHex('51') } }],
    ['version 5 with delegates', { delegates: { kind: 'signing' } }],
    ['a script that is no multisig', { version: 6, owner: { kind: 'p2sh', redeemScript: fromHex('76a90088ac') } }],
    [
      'five delegates',
      { version: 6, delegates: { kind: 'update', publicKeys: [1, 2, 3, 4, 5].map((n) => publicKeyOf(n)) } },
    ],
    ['a long delegate key', { version: 6, delegates: { kind: 'update', publicKeys: [publicKeyOf(1, false)] } }],
    ['a node key of no form', { nodePublicKey: new Uint8Array(33) }],
    ['an owner key of no form', { owner: { kind: 'p2pkh', publicKey: new Uint8Array(32).fill(2) } }],
    ['no outpoint', { collateral: { txid: '0'.repeat(64) as never, vout: 0xffffffff } }],
  ])('refuse %s', (_, change) => {
    expect(() => serializeUnsignedStart({ ...plain, ...change })).toThrow(refused);
  });

  it('refuse other versions, types, flux versions and signatures', () => {
    const hex = toHex(serializeStart({ ...plain, version: 6 }, signature));
    expect(hex.startsWith('060000000201000000')).toBe(true);
    const refuse = (changed: string) => expect(() => parseStart(fromHex(changed))).toThrow(refused);
    for (const version of ['04', '07', '00', '86']) refuse(`${version}${hex.slice(2)}`);
    refuse(hex.replace(/^06000000/, '06000080'));
    for (const type of ['00', '01', '03', '04', '06']) refuse(`06000000${type}${hex.slice(10)}`);
    for (const flux of ['00000000', '03000000', '04000000', '01000100', '01000080', '03010000'])
      refuse(`0600000002${flux}${hex.slice(18)}`);
    const header = hex.lastIndexOf('411f');
    for (const changed of ['411a', '4123', '401f', '421f'])
      refuse(`${hex.slice(0, header)}${changed}${hex.slice(header + 4)}`);
  });

  it('T-13: a node transaction is no payment, and the other way round', () => {
    expect(() => parseTransaction(serializeStart(plain, signature))).toThrow(refused);
    expect(() => parseUnsignedStart(serializeStart(plain, signature))).toThrow(refused);
    expect(() => parseConfirm(serializeStart(plain, signature))).toThrow(refused);
  });
});

describe('CONFIRM transactions', () => {
  it('round trip; a changed byte is refused or means another one', () => {
    fc.assert(
      fc.property(anyConfirm, fc.nat(), fc.integer({ min: 1, max: 255 }), (confirm, at, flip) => {
        const bytes = serializeConfirm(confirm);
        expect(parseConfirm(bytes)).toEqual(confirm);
        const changed = bytes.slice();
        changed[at % bytes.length] = (changed[at % bytes.length] ?? 0) ^ flip;
        try {
          expect(toHex(serializeConfirm(parseConfirm(changed)))).toBe(toHex(changed));
        } catch (error) {
          expect(error).toEqual(refused);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('refuse an address of more than sixty characters, control characters and unknown tiers', () => {
    const confirm = fc.sample(anyConfirm, 1)[0] as never as Parameters<typeof serializeConfirm>[0];
    for (const change of [
      { ip: 'x'.repeat(61) },
      { ip: 'a b' },
      { ip: 'é' },
      { benchmarkTier: 4 as never },
      { benchmarkTier: 0 as never },
    ]) {
      expect(() => serializeConfirm({ ...confirm, ...change })).toThrow(refused);
    }
  });
});
