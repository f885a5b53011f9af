import { script as bitcoinScript, payments } from 'bitcoinjs-lib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8 } from '../../../wallet-core/primitives/index.ts';
import { assembleMultisig, multisigScript, parseMultisig, sortPublicKeys } from './multisig.ts';
import { pushData, readPushes } from './push.ts';
import { classifyScript, opReturnScript, p2pkhScript, p2shScript } from './script.ts';

const hash = fc.uint8Array({ minLength: 20, maxLength: 20 });
const publicKey = fc
  .tuple(fc.constantFrom(2, 3), fc.uint8Array({ minLength: 32, maxLength: 32 }))
  .map(([prefix, x]) => Uint8Array.of(prefix, ...x));

describe('output templates', () => {
  it('are those of bitcoinjs-lib and are recognised', () => {
    fc.assert(
      fc.property(hash, fc.uint8Array({ minLength: 2, maxLength: 80 }), (key, payload) => {
        expect(p2pkhScript(key)).toEqual(payments.p2pkh({ hash: key }).output);
        expect(p2shScript(key)).toEqual(payments.p2sh({ hash: key }).output);
        expect(opReturnScript(payload)).toEqual(payments.embed({ data: [payload] }).output);
        expect(classifyScript(p2pkhScript(key))).toEqual({ kind: 'p2pkh', hash: key });
        expect(classifyScript(p2shScript(key))).toEqual({ kind: 'p2sh', hash: key });
        expect(classifyScript(opReturnScript(payload))).toEqual({ kind: 'op-return', payload });
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['OP_RETURN alone', '6a'],
    ['OP_RETURN with an empty push', '6a00'],
    ['OP_RETURN with two pushes', '6a01610162'],
    ['OP_RETURN with a push in a longer form', '6a4c0161'],
    ['OP_RETURN with 81 bytes', `6a4c51${'61'.repeat(81)}`],
    ['OP_RETURN cut short', '6a0561'],
    ['P2PKH with another opcode', `76a914${'00'.repeat(20)}88ad`],
    ['P2SH one byte short', `a914${'00'.repeat(19)}87`],
    ['a witness program', `0014${'00'.repeat(20)}`],
  ])('is none of ours: %s', (_, hex) => {
    expect(classifyScript(fromHex(hex))).toEqual({ kind: 'other' });
  });

  it('refuses impossible parts', () => {
    expect(() => p2pkhScript(new Uint8Array(19))).toThrow(RangeError);
    expect(() => p2shScript(new Uint8Array(21))).toThrow(RangeError);
    expect(() => opReturnScript(new Uint8Array(0))).toThrow(RangeError);
    expect(() => opReturnScript(new Uint8Array(81))).toThrow(RangeError);
  });

  it('classifies any bytes without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => typeof classifyScript(bytes).kind === 'string'),
    );
  });
});

describe('pushes', () => {
  it('agree with bitcoinjs-lib in form and are read back', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 2, maxLength: 600 }), { maxLength: 4 }), (values) => {
        const joined = Uint8Array.from(values.flatMap((value) => [...pushData(value)]));
        expect(toHex(joined)).toBe(toHex(bitcoinScript.compile([...values])));
        expect(readPushes(joined)).toEqual(values);
      }),
    );
  });

  it.each([75, 76, 255, 256])('takes the opcode of length %i', (length) => {
    expect(readPushes(pushData(new Uint8Array(length)))).toEqual([new Uint8Array(length)]);
  });

  it('refuses longer forms, other opcodes and missing bytes', () => {
    for (const hex of ['4c0161', '4d010061', '51', '76', '0261', '4c', '4d']) {
      expect(readPushes(fromHex(hex))).toBeUndefined();
    }
    expect(() => pushData(new Uint8Array(65_536))).toThrow(RangeError);
  });
});

describe('multisig', () => {
  it('round-trips any m of n and sorts keys bytewise', () => {
    fc.assert(
      fc.property(fc.array(publicKey, { minLength: 1, maxLength: 15 }), fc.nat(14), (publicKeys, extra) => {
        const required = 1 + (extra % publicKeys.length);
        expect(parseMultisig(multisigScript({ required, publicKeys }))).toEqual({ required, publicKeys });
        const sorted = sortPublicKeys(publicKeys).map(toHex);
        expect(sorted).toEqual([...sorted].sort());
      }),
    );
  });

  it('never reads anything else as multisig', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        const parsed = parseMultisig(bytes);
        expect(parsed === undefined || toHex(multisigScript(parsed)) === toHex(bytes)).toBe(true);
      }),
    );
  });

  it('places signatures in key order, with or without gaps', () => {
    const keys = [1, 2, 3].map((number) => Uint8Array.of(2, ...new Uint8Array(32).fill(number)));
    const redeem = multisigScript({ required: 2, publicKeys: keys });
    const [a, c] = [utf8('first'), utf8('third')];
    expect(readPushes(assembleMultisig(redeem, [a, null, c]))).toEqual([new Uint8Array(), a, c, redeem]);
    const partial = readPushes(assembleMultisig(redeem, [a, null, null]));
    expect(partial).toEqual([new Uint8Array(), a, new Uint8Array(), new Uint8Array(), redeem]);
    expect(() => assembleMultisig(redeem, [a, a, c])).toThrow(RangeError);
    expect(() => assembleMultisig(redeem, [a])).toThrow(RangeError);
  });
});
