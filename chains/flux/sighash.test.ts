import { blake2b } from '@noble/hashes/blake2.js';
import { describe, expect, it } from 'vitest';
import { type TxId, unsafeBrand } from '../../wallet-core/primitives/index.ts';
import { createSighasher } from './sighash.ts';
import type { FluxTransaction } from './types.ts';

function transactionOf(inputs: number): FluxTransaction {
  return {
    inputs: Array.from({ length: inputs }, (_, index) => ({
      outpoint: { txid: unsafeBrand<TxId>(index.toString(16).padStart(64, '0')), vout: 0 },
      scriptSig: new Uint8Array(),
      sequence: 0xffffffff,
    })),
    outputs: [{ value: 1n, scriptPubKey: new Uint8Array(25) }],
    lockTime: 0,
    expiryHeight: 0,
  };
}

function bytesHashed(inputs: number): number {
  let bytes = 0;
  const sighasher = createSighasher(transactionOf(inputs), (personalization, message) => {
    bytes += message.length;
    return blake2b(message, { dkLen: 32, personalization });
  });
  for (let index = 0; index < inputs; index++) sighasher.digest(index, new Uint8Array(25), 1n);
  return bytes;
}

describe('digests', () => {
  it('hash the shared parts once: bytes hashed grow with the inputs, not with their square', () => {
    const perInput = 36 + 4 + 220 + 36 + 1 + 25 + 8 + 4;
    const outputs = 8 + 1 + 25;
    for (const inputs of [1, 10, 100, 1_000]) expect(bytesHashed(inputs)).toBe(inputs * perInput + outputs);
  });

  it('exist for inputs of the transaction only', () => {
    const sighasher = createSighasher(transactionOf(2));
    expect(() => sighasher.digest(2, new Uint8Array(), 0n)).toThrow(RangeError);
    expect(() => sighasher.digest(-1, new Uint8Array(), 0n)).toThrow(RangeError);
  });
});
