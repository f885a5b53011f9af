import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecodeError, toHex } from './bytes.ts';
import { decodeBroadcast } from './decode.ts';
import { Refused } from './refused.ts';
import { parseTransaction, parseTransactionHex, serializeTransaction, type TxBody } from './transaction.ts';

const script = fc.uint8Array({ maxLength: 300 });
const u32 = fc.integer({ min: 0, max: 0xffffffff });
const txid = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);
const body: fc.Arbitrary<TxBody> = fc.record({
  inputs: fc.array(fc.record({ txid, vout: u32, script, sequence: u32 }), { maxLength: 5 }),
  outputs: fc.array(fc.record({ value: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), script }), {
    maxLength: 5,
  }),
  lockTime: u32,
  expiryHeight: u32,
});

describe('the devnet parser', () => {
  it('reads back whatever the serializer writes', () => {
    fc.assert(
      fc.property(body, (made) => {
        const bytes = serializeTransaction(made);
        const read = parseTransaction(bytes);
        expect({ ...made, inputs: made.inputs, outputs: made.outputs }).toEqual({
          inputs: read.inputs,
          outputs: read.outputs,
          lockTime: read.lockTime,
          expiryHeight: read.expiryHeight,
        });
        expect(toHex(serializeTransaction(read))).toBe(toHex(bytes));
      }),
    );
  });

  it('ends every reading of noise with a transaction or a DecodeError', () => {
    const start = fc.constantFrom('', '0400008085202f89', '01000000', '02000000', '030000807082c403');
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 200 }), (head, tail) => {
        try {
          parseTransactionHex(head + toHex(tail));
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError);
        }
      }),
    );
  });

  it('refuses every cut of a transaction and every addition to it', () => {
    fc.assert(
      fc.property(body, fc.nat(), (made, at) => {
        const bytes = serializeTransaction(made);
        expect(() => parseTransaction(bytes.slice(0, at % bytes.length))).toThrow(DecodeError);
        expect(() => parseTransaction(Uint8Array.of(...bytes, 0))).toThrow(DecodeError);
      }),
    );
  });

  it('turns any text of a broadcast into a transaction or a refusal', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          decodeBroadcast(text);
        } catch (error) {
          expect(error).toBeInstanceOf(Refused);
        }
      }),
    );
  });
});
