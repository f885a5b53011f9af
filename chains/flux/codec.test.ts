import { describe, expect, it } from 'vitest';
import type { Signature, Unsigned } from '../../wallet-core/chain-contract/index.ts';
import { concatBytes, utf8 } from '../../wallet-core/primitives/index.ts';
import { p2shScript, SIGHASH_ALL } from '../_families/utxo/index.ts';
import { fluxBuilder } from './build.ts';
import { fluxCodec } from './codec.ts';
import { fluxSigner } from './sign.ts';
import { coinOf, contextOf, createTestKeys, draftOf, fluxPath, strangerT1 } from './testing/wallet-fixture.ts';
import { parseTransaction, serializeTransaction, transactionId } from './transaction.ts';
import type { FluxTransaction } from './types.ts';
import { verifySigned } from './verify.ts';

const FLUX = 100_000_000n;
const keys = createTestKeys();
const { unsigned } = fluxBuilder.build(
  draftOf({ recipients: [{ address: strangerT1, amount: 3n * FLUX }], message: 'hi' }),
  contextOf([coinOf(0, 2n * FLUX), coinOf(1, 2n * FLUX), coinOf(2, 2n * FLUX)]),
);
const transaction = parseTransaction(unsigned.bytes);
const refused = (reason: string) => expect.objectContaining({ code: 'chain.bad-transaction', data: { reason } });

function withTransaction(changes: Partial<FluxTransaction>, more: Partial<Unsigned> = {}): Unsigned {
  return { ...unsigned, bytes: serializeTransaction({ ...transaction, ...changes }), ...more };
}

describe('decode', () => {
  it('refuses bytes and hints that do not belong together', () => {
    const [first] = transaction.inputs;
    if (first === undefined) throw new TypeError('fixture');
    const signed = [{ ...first, scriptSig: Uint8Array.of(1) }];
    const coinbase = [{ ...first, outpoint: { ...first.outpoint, txid: first.outpoint.txid } }];
    expect(() => fluxCodec.decode({ ...unsigned, chain: 'bitcoin' })).toThrow(refused('chain'));
    expect(() => fluxCodec.decode({ ...unsigned, inputs: unsigned.inputs.slice(1) })).toThrow(refused('input-count'));
    expect(() => fluxCodec.decode(withTransaction({ inputs: signed }))).toThrow(refused('already-signed'));
    expect(() => fluxCodec.decode(withTransaction({ inputs: coinbase }))).toThrow(refused('input-count'));
    expect(() => fluxCodec.decode({ ...unsigned, bytes: new Uint8Array() })).toThrow(refused('truncated'));
  });

  it('refuses to spend more than the inputs have, and values beyond all money', () => {
    const poor = unsigned.inputs.map((input) => ({ ...input, value: 1n }));
    const rich = unsigned.inputs.map((input) => ({ ...input, value: 44_000_000_000_000_000n }));
    const negative = unsigned.inputs.map((input) => ({ ...input, value: -1n }));
    expect(() => fluxCodec.decode({ ...unsigned, inputs: poor })).toThrow(refused('spends-more-than-it-has'));
    expect(() => fluxCodec.decode({ ...unsigned, inputs: rich })).toThrow(refused('value-range'));
    expect(() => fluxCodec.decode({ ...unsigned, inputs: negative })).toThrow(refused('value-range'));
  });

  it('T-06: shows money on an OP_RETURN and unknown scripts as what they are, never as a message or nothing', () => {
    const burn = { value: 5n, scriptPubKey: Uint8Array.of(0x6a, 1, 0x61) };
    const odd = { value: 7n, scriptPubKey: Uint8Array.of(0x51) };
    const { outputs } = fluxCodec.decode(withTransaction({ outputs: [burn, odd] }));
    expect(outputs).toEqual([
      { kind: 'script', vout: 0, script: burn.scriptPubKey, amount: 5n },
      { kind: 'script', vout: 1, script: odd.scriptPubKey, amount: 7n },
    ]);
  });

  it('gives a message as bytes when it is no text, and refuses two', () => {
    const message = { value: 0n, scriptPubKey: Uint8Array.of(0x6a, 2, 0xc3, 0x28) };
    const { outputs } = fluxCodec.decode(withTransaction({ outputs: [message] }));
    expect(outputs).toEqual([{ kind: 'message', vout: 0, bytes: Uint8Array.of(0xc3, 0x28), text: null }]);
    expect(() => fluxCodec.decode(withTransaction({ outputs: [message, message] }))).toThrow(refused('two-messages'));
  });

  it('reads lock time and expiry from the bytes', () => {
    const review = fluxCodec.decode(withTransaction({ lockTime: 9, expiryHeight: 0 }));
    expect(review).toMatchObject({ lockTime: 9, expiryHeight: null });
  });

  it('counts inputs it cannot sign with the longest script nodes relay', () => {
    const script = p2shScript(new Uint8Array(20));
    const inputs = unsigned.inputs.map((input, index) => (index === 0 ? { ...input, scriptPubKey: script } : input));
    const usual = fluxCodec.decode(unsigned).signedSize;
    expect(fluxCodec.decode({ ...unsigned, inputs }).signedSize).toBe(usual - 148 + 36 + 3 + 1_650 + 4);
  });
});

describe('combine', () => {
  const change = (signatures: readonly Signature[], index: number, changes: Partial<Signature>) =>
    signatures.map((signature, at) => (at === index ? { ...signature, ...changes } : signature));

  it('puts each signature where it belongs', async () => {
    const signatures = await fluxSigner.sign(unsigned, keys);
    const signed = fluxCodec.combine(unsigned, signatures);
    expect(signed.txid).toBe(transactionId(signed.bytes));
    expect(verifySigned(signed.bytes, unsigned.inputs)).toBe(true);
    const parsed = parseTransaction(signed.bytes);
    expect({ ...parsed, inputs: [] }).toEqual({ ...transaction, inputs: [] });
  });

  it('refuses missing, swapped, foreign and malformed signatures', async () => {
    const signatures = await fluxSigner.sign(unsigned, keys);
    const der = signatures[0]?.bytes ?? new Uint8Array();
    const stranger = keys.publicKey(fluxPath(0, 19));
    const withHashType = (type: number) => concatBytes(der.subarray(0, -1), Uint8Array.of(type));
    const attempts: readonly (readonly [readonly Signature[], string])[] = [
      [signatures.slice(1), 'signature-count'],
      [[...signatures, ...signatures.slice(0, 1)], 'signature-count'],
      [[...signatures].reverse(), 'signature-order'],
      [change(signatures, 1, { inputIndex: 0 }), 'signature-order'],
      [change(signatures, 0, { publicKey: stranger }), 'public-key'],
      [change(signatures, 0, { publicKey: utf8('no key') }), 'public-key'],
      [change(signatures, 0, { bytes: withHashType(0) }), 'signature'],
      [change(signatures, 0, { bytes: withHashType(SIGHASH_ALL | 0x80) }), 'signature'],
      [change(signatures, 0, { bytes: der.subarray(1) }), 'signature'],
      [change(signatures, 0, { bytes: new Uint8Array() }), 'signature'],
    ];
    for (const [wrong, reason] of attempts) {
      expect(() => fluxCodec.combine(unsigned, wrong)).toThrow(refused(reason));
    }
  });

  it('does not take inputs of other scripts', async () => {
    const signatures = await fluxSigner.sign(unsigned, keys);
    const inputs = unsigned.inputs.map((input) => ({ ...input, scriptPubKey: p2shScript(new Uint8Array(20)) }));
    expect(() => fluxCodec.combine({ ...unsigned, inputs }, signatures)).toThrow(refused('input-script'));
  });
});
