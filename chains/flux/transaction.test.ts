import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWalletError } from '../../wallet-core/errors/index.ts';
import { fromHex, type TxId, toHex, unsafeBrand } from '../../wallet-core/primitives/index.ts';
import { COINBASE_VOUT } from '../_families/utxo/index.ts';
import { fluxConfig } from './config.ts';
import { isCoinbase, parseTransaction, serializeTransaction, transactionBytes } from './transaction.ts';
import type { FluxTransaction } from './types.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const uint32 = fc.nat(0xffffffff);
const output = fc.record({
  value: fc.bigInt(0n, 1_000_000_000_000n),
  scriptPubKey: fc.uint8Array({ maxLength: 300 }),
});
const input = fc.record({
  outpoint: fc.record({
    txid: bytes(32).map((id) => unsafeBrand<TxId>(toHex(id))),
    vout: fc.nat(0xfffffffe),
  }),
  scriptSig: fc.uint8Array({ maxLength: 300 }),
  sequence: uint32,
});
const transaction: fc.Arbitrary<FluxTransaction> = fc.record({
  inputs: fc.uniqueArray(input, { minLength: 1, maxLength: 5, selector: ({ outpoint }) => outpoint.txid }),
  outputs: fc.array(output, { minLength: 1, maxLength: 5 }),
  lockTime: uint32,
  expiryHeight: fc.nat(fluxConfig.maxExpiryHeight - 1),
});

const simple: FluxTransaction = {
  inputs: [
    { outpoint: { txid: unsafeBrand<TxId>('ab'.repeat(32)), vout: 1 }, scriptSig: new Uint8Array(), sequence: 7 },
  ],
  outputs: [{ value: 5n, scriptPubKey: Uint8Array.of(0x6a) }],
  lockTime: 2,
  expiryHeight: 3,
};
const simpleHex = toHex(serializeTransaction(simple));

const refused = (reason: string) => expect.objectContaining({ code: 'chain.bad-transaction', data: { reason } });
const parseHexText = (hex: string) => () => parseTransaction(fromHex(hex));
const parseParts = (changes: Partial<FluxTransaction>) => () =>
  parseTransaction(serializeTransaction({ ...simple, ...changes }));

describe('version-4 transactions', () => {
  it('round-trip', () => {
    fc.assert(
      fc.property(transaction, (value) => {
        const serialized = serializeTransaction(value);
        expect(parseTransaction(serialized)).toEqual(value);
        expect(transactionBytes(sizesOf(value))).toBe(serialized.length);
      }),
    );
  });

  it('have the layout of the daemon', () => {
    expect(simpleHex).toBe(
      `0400008085202f89${'01'}${'ab'.repeat(32)}0100000000${'07000000'}01${'0500000000000000'}016a` +
        `${'02000000'}${'03000000'}${'00'.repeat(8)}000000`,
    );
  });

  it.each([
    ['version 1', simpleHex.replace(/^04000080/, '01000000'), 'version'],
    ['a node transaction', simpleHex.replace(/^04000080/, '05000000'), 'version'],
    ['another version group', simpleHex.replace('85202f89', '70820302'), 'version-group'],
    ['a byte behind the end', `${simpleHex}00`, 'trailing-bytes'],
    ['a byte missing', simpleHex.slice(0, -2), 'truncated'],
    ['shielded value', simpleHex.replace(/0{22}$/, `01${'0'.repeat(20)}`), 'shielded'],
    ['a shielded spend', simpleHex.replace(/000000$/, '010000'), 'shielded'],
    ['a join split', simpleHex.replace(/00$/, '01'), 'shielded'],
    ['an input count in a longer form', simpleHex.replace('85202f8901', '85202f89fd0100'), 'size-form'],
    ['more inputs than bytes', simpleHex.replace('85202f8901', '85202f8903'), 'size-range'],
  ])('refuses %s', (_, hex, reason) => {
    expect(parseHexText(hex)).toThrow(refused(reason));
  });

  it('refuses what no node would take', () => {
    const twice = [...simple.inputs, ...simple.inputs];
    const nothing = { txid: unsafeBrand<TxId>('00'.repeat(32)), vout: COINBASE_VOUT };
    const nullInput = { outpoint: nothing, scriptSig: Uint8Array.of(1, 2), sequence: 0 };
    const over = { value: fluxConfig.maxMoney, scriptPubKey: new Uint8Array() };
    expect(parseParts({ inputs: [] })).toThrow(refused('no-inputs'));
    expect(parseParts({ outputs: [] })).toThrow(refused('no-outputs'));
    expect(parseParts({ inputs: twice })).toThrow(refused('duplicate-input'));
    expect(parseParts({ inputs: [...simple.inputs, nullInput] })).toThrow(refused('null-input'));
    expect(parseParts({ outputs: [over, { ...over, value: 1n }] })).toThrow(refused('value-range'));
    expect(parseParts({ outputs: [{ ...over, value: over.value + 1n }] })).toThrow(refused('value-range'));
    expect(parseParts({ outputs: [{ ...over, value: 2n ** 64n - 1n }] })).toThrow(refused('value-range'));
    expect(parseParts({ expiryHeight: fluxConfig.maxExpiryHeight })).toThrow(refused('expiry'));
    expect(parseParts({ inputs: [{ ...nullInput, scriptSig: Uint8Array.of(1) }] })).toThrow(refused('coinbase-script'));
    expect(isCoinbase(parseParts({ inputs: [nullInput] })())).toBe(true);
    expect(() => parseTransaction(new Uint8Array(2_000_001))).toThrow(refused('too-large'));
  });

  it('throws nothing but coded errors on any bytes', () => {
    const near = fc.tuple(transaction, fc.nat(), fc.nat(255)).map(([value, at, byte]) => {
      const serialized = serializeTransaction(value);
      serialized[at % serialized.length] = byte;
      return serialized;
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), near), (any) => {
        try {
          expect(serializeTransaction(parseTransaction(any))).toEqual(any);
        } catch (error) {
          expect(isWalletError(error)).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

function sizesOf({ inputs, outputs }: FluxTransaction) {
  const lengthOf = (script: Uint8Array) => script.length + (script.length < 253 ? 1 : 3);
  return {
    inputs: inputs.length,
    inputBytes: inputs.reduce((sum, { scriptSig }) => sum + 40 + lengthOf(scriptSig), 0),
    outputs: outputs.length,
    outputBytes: outputs.reduce((sum, { scriptPubKey }) => sum + 8 + lengthOf(scriptPubKey), 0),
  };
}
