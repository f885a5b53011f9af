import { hexlify, Signature, Transaction } from 'ethers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../../wallet-core/primitives/index.ts';
import { encodeRlp, uintBytes } from './rlp.ts';
import { parseSignature, parseSignatureBytes, signatureBytes } from './signature.ts';
import {
  type EvmTransaction,
  parseSignedTransaction,
  parseUnsignedTransaction,
  serializeSigned,
  serializeUnsigned,
  signedSize,
  signingDigest,
  transactionId,
} from './transaction.ts';

const wei = fc.oneof(fc.constantFrom(0n, 1n, 127n, 128n, 255n, 256n), fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }));
const price = fc.oneof(
  fc.record({ maxPerGas: fc.bigInt({ min: 0n, max: 2n ** 64n }), tipPerGas: fc.constant(null) }),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 2n ** 64n }), fc.bigInt({ min: 0n, max: 2n ** 64n }))
    .map(([a, b]) => ({ maxPerGas: a > b ? a : b, tipPerGas: a > b ? b : a })),
);
const transactions: fc.Arbitrary<EvmTransaction> = fc.record({
  chainId: fc.oneof(
    fc.constantFrom(1, 56, 137, 8453, 43_114),
    fc.nat(0xffffffff).map((id) => id + 1),
  ),
  nonce: fc.oneof(fc.nat(300), fc.nat(0x7fffffff)),
  price,
  gasLimit: fc.bigInt({ min: 0n, max: 2n ** 40n }),
  to: fc.option(fc.uint8Array({ minLength: 20, maxLength: 20 })),
  value: wei,
  data: fc.oneof(fc.constant(new Uint8Array()), fc.uint8Array({ maxLength: 200 })),
});

function toEthers({
  chainId,
  nonce,
  price: { maxPerGas, tipPerGas },
  gasLimit,
  to,
  value,
  data,
}: EvmTransaction): Transaction {
  const shared = { chainId, nonce, gasLimit, to: to === null ? null : hexlify(to), value, data: hexlify(data) };
  return Transaction.from(
    tipPerGas === null
      ? { ...shared, type: 0, gasPrice: maxPerGas }
      : { ...shared, type: 2, maxFeePerGas: maxPerGas, maxPriorityFeePerGas: tipPerGas, accessList: [] },
  );
}

const signature = parseSignature(1n, 0x00aa11n, 2n ** 200n);

describe('transactions', () => {
  it('T-06: unsigned bytes, digest, signed bytes and id are those of another library', () => {
    fc.assert(
      fc.property(transactions, (transaction) => {
        const other = toEthers(transaction);
        const unsigned = serializeUnsigned(transaction);
        expect(hexlify(unsigned)).toBe(other.unsignedSerialized);
        expect(hexlify(signingDigest(transaction))).toBe(other.unsignedHash);
        expect(parseUnsignedTransaction(unsigned)).toEqual(transaction);
        const { r, s, yParity } = signature;
        other.signature = Signature.from({
          r: `0x${r.toString(16).padStart(64, '0')}`,
          s: `0x${s.toString(16).padStart(64, '0')}`,
          yParity,
        });
        const signed = serializeSigned(transaction, signature);
        expect(hexlify(signed)).toBe(other.serialized);
        expect(transactionId(signed)).toBe(other.hash);
        expect(parseSignedTransaction(signed)).toEqual({ transaction, signature });
        expect(signed.length).toBeLessThanOrEqual(signedSize(transaction));
      }),
    );
  });

  it('bytes mean one thing: what is accepted serializes to the same bytes', () => {
    const nearly = fc
      .tuple(transactions, fc.nat(), fc.nat(255), fc.boolean())
      .map(([transaction, at, byte, insert]) => {
        const bytes = [...serializeUnsigned(transaction)];
        bytes.splice(at % bytes.length, insert ? 0 : 1, byte);
        return Uint8Array.from(bytes);
      });
    fc.assert(
      fc.property(fc.oneof(nearly, fc.uint8Array({ maxLength: 60 })), (bytes) => {
        try {
          expect(toHex(serializeUnsigned(parseUnsignedTransaction(bytes)))).toBe(toHex(bytes));
        } catch (error) {
          expect(String(error)).toContain('chain.bad-transaction');
        }
      }),
      { numRuns: 1_500 },
    );
  });

  const fields = [1n, 7n, 2n, 3n, 21_000n].map(uintBytes);
  const to = new Uint8Array(20).fill(9);
  const typed = (...items: Parameters<typeof encodeRlp>[0][]) => concatBytes(Uint8Array.of(2), encodeRlp(items));
  const empty = new Uint8Array();

  it.each([
    ['no bytes', empty],
    ['an access list', typed(...fields, to, empty, empty, [[to, []]])],
    ['another type', concatBytes(Uint8Array.of(3), encodeRlp([...fields, to, empty, empty, []]))],
    ['type 1', concatBytes(Uint8Array.of(1), encodeRlp([...fields, to, empty, empty, []]))],
    ['a field too many', typed(...fields, to, empty, empty, [], empty)],
    ['a list for a field', typed(...fields, [], empty, empty, [])],
    ['a recipient of 19 bytes', typed(...fields, to.subarray(1), empty, empty, [])],
    ['a tip above the price', typed(...[1n, 7n, 4n, 3n, 21_000n].map(uintBytes), to, empty, empty, [])],
    [
      'a nonce with a leading zero',
      typed(uintBytes(1n), Uint8Array.of(0, 7), ...fields.slice(2), to, empty, empty, []),
    ],
    [
      'a nonce beyond safe numbers',
      typed(uintBytes(1n), uintBytes(2n ** 60n), ...fields.slice(2), to, empty, empty, []),
    ],
    ['a value of 33 bytes', typed(...fields, to, new Uint8Array(33).fill(1), empty, [])],
    ['chain id 0', typed(empty, ...fields.slice(1), to, empty, empty, [])],
    [
      'a signature in place',
      encodeRlp([...fields.slice(1, 4), to, empty, empty, uintBytes(1n), uintBytes(5n), uintBytes(6n)]),
    ],
    ['six fields: no chain id', encodeRlp([...fields.slice(1, 4), to, empty, empty])],
    ['more than nodes take', typed(...fields, to, empty, new Uint8Array(140_000), [])],
  ])('T-09: refuses %s', (_name, bytes) => {
    expect(() => parseUnsignedTransaction(bytes)).toThrow('chain.bad-transaction');
  });

  it.each([
    [
      'v 27: valid on every chain',
      [...fields.slice(1, 4), to, empty, empty, uintBytes(27n), uintBytes(5n), uintBytes(6n)],
    ],
    ['r 0', [...fields.slice(1, 4), to, empty, empty, uintBytes(37n), empty, uintBytes(6n)]],
    [
      'high s',
      [...fields.slice(1, 4), to, empty, empty, uintBytes(37n), uintBytes(6n), uintBytes(2n ** 256n - 2n ** 130n)],
    ],
  ])('refuses signed bytes with %s', (_name, items) => {
    expect(() => parseSignedTransaction(encodeRlp(items))).toThrow('chain.bad-transaction');
  });

  it('signatures of 65 bytes come back, others are refused', () => {
    expect(parseSignatureBytes(signatureBytes(signature))).toEqual(signature);
    for (const bytes of [new Uint8Array(65), fromHex('01'.repeat(64)), fromHex(`${'01'.repeat(64)}02`)]) {
      expect(() => parseSignatureBytes(bytes)).toThrow('chain.bad-transaction');
    }
  });
});
