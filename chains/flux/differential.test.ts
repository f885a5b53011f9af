/** Our codec against two other libraries, on random transactions: bytes, ids, digests, signatures. */
import * as bitgo from '@bitgo/utxo-lib';
import runonflux from '@runonflux/utxo-lib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeWif } from '../../wallet-core/keyring/wif.ts';
import { fromHex, type TxId, toHex, unsafeBrand } from '../../wallet-core/primitives/index.ts';
import { p2pkhScript, p2shScript } from '../_families/utxo/index.ts';
import { destinationScript, formatAddress, formatDestination, parseDestination } from './address.ts';
import { fluxBuilder } from './build.ts';
import { fluxCodec } from './codec.ts';
import { createSighasher } from './sighash.ts';
import { fluxSigner } from './sign.ts';
import { coinOf, contextOf, createTestKeys, draftOf, privateKeyAt, strangerT1 } from './testing/wallet-fixture.ts';
import { parseTransaction, serializeTransaction, transactionId } from './transaction.ts';
import type { FluxTransaction } from './types.ts';

const BRANCH_ID = 0x76b809bb;
const SIGHASH_ALL = 1;
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const script = fc.tuple(fc.boolean(), bytes(20)).map(([isKey, hash]) => (isKey ? p2pkhScript(hash) : p2shScript(hash)));

/** Amounts within what a JavaScript number holds: the peers' limit, not ours. */
const transaction: fc.Arbitrary<FluxTransaction> = fc.record({
  inputs: fc.uniqueArray(
    fc.record({
      outpoint: fc.record({ txid: bytes(32).map((id) => unsafeBrand<TxId>(toHex(id))), vout: fc.nat(1_000) }),
      scriptSig: fc.constant(new Uint8Array()),
      sequence: fc.nat(0xffffffff),
    }),
    { minLength: 1, maxLength: 6, selector: ({ outpoint }) => outpoint.txid },
  ),
  outputs: fc.array(fc.record({ value: fc.bigInt(0n, 2_000_000_000_000_000n), scriptPubKey: script }), {
    minLength: 1,
    maxLength: 6,
  }),
  lockTime: fc.nat(0xffffffff),
  expiryHeight: fc.nat(499_999_999),
});

const spent = fc.record({ value: fc.bigInt(0n, 2_000_000_000_000_000n), scriptPubKey: script });

describe('the codec agrees with', () => {
  it('@runonflux/utxo-lib', () => {
    fc.assert(
      fc.property(transaction, spent, (ours, { value, scriptPubKey }) => {
        const hex = toHex(serializeTransaction(ours));
        const theirs = runonflux.Transaction.fromHex(hex, runonflux.networks.flux);
        expect(theirs.toHex()).toBe(hex);
        expect(theirs.getId()).toBe(transactionId(fromHex(hex)));
        const sighasher = createSighasher(ours);
        for (const index of ours.inputs.keys()) {
          const code = Buffer.from(scriptPubKey);
          const digest = theirs.hashForZcashSignature(index, code, Number(value), SIGHASH_ALL);
          expect(toHex(sighasher.digest(index, scriptPubKey, value))).toBe(toHex(digest));
        }
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it('@bitgo/utxo-lib, with the branch of FLUX', () => {
    fc.assert(
      fc.property(transaction, spent, (ours, { value, scriptPubKey }) => {
        const hex = toHex(serializeTransaction(ours));
        const theirs = bitgo.bitgo.ZcashTransaction.fromBuffer(
          Buffer.from(hex, 'hex'),
          false,
          'bigint',
          bitgo.networks.zcash,
        );
        theirs.consensusBranchId = BRANCH_ID;
        expect(theirs.toHex()).toBe(hex);
        expect(theirs.getId()).toBe(transactionId(fromHex(hex)));
        const sighasher = createSighasher(ours);
        for (const index of ours.inputs.keys()) {
          const code = Buffer.from(scriptPubKey);
          const digest = theirs.hashForSignatureByNetwork(index, code, value, SIGHASH_ALL);
          expect(toHex(sighasher.digest(index, scriptPubKey, value))).toBe(digest.toString('hex'));
        }
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  it('@runonflux/utxo-lib about addresses and scripts', () => {
    const { address, networks } = runonflux;
    fc.assert(
      fc.property(fc.constantFrom('p2pkh' as const, 'p2sh' as const), bytes(20), (kind, hash) => {
        const text = formatDestination({ kind, hash });
        expect(toHex(address.toOutputScript(text, networks.flux))).toBe(toHex(destinationScript({ kind, hash })));
        expect(parseDestination(text).ok).toBe(true);
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});

describe('a payment', () => {
  it('built, signed and combined here is the one @runonflux/utxo-lib makes, byte for byte', async () => {
    const { ECPair, networks, TransactionBuilder } = runonflux;
    const context = contextOf(Array.from({ length: 12 }, (_, number) => coinOf(number, 1_000_000n + BigInt(number))));
    const payment = draftOf({ recipients: [{ address: strangerT1, amount: 9_000_000n }], message: 'žluťoučký kůň' });
    const { unsigned } = fluxBuilder.build(payment, context);
    const ours = fluxCodec.combine(unsigned, await fluxSigner.sign(unsigned, createTestKeys()));

    const { inputs, outputs, expiryHeight } = parseTransaction(unsigned.bytes);
    const builder = new TransactionBuilder(networks.flux);
    builder.setVersion(4);
    builder.setVersionGroupId(0x892f2085);
    builder.setExpiryHeight(expiryHeight);
    for (const { outpoint, sequence } of inputs) builder.addInput(outpoint.txid, outpoint.vout, sequence);
    for (const { scriptPubKey, value } of outputs) builder.addOutput(Buffer.from(scriptPubKey), Number(value));
    for (const [index, { path, value }] of unsigned.inputs.entries()) {
      const key = ECPair.fromWIF(encodeWif(privateKeyAt(path), true), networks.flux);
      expect(formatAddress(key.getPublicKeyBuffer())).toBe(fluxCodec.decode(unsigned).inputs[index]?.address);
      builder.sign(index, key, undefined, SIGHASH_ALL, Number(value));
    }
    const theirs = builder.build();
    expect(theirs.toHex()).toBe(toHex(ours.bytes));
    expect(theirs.getId()).toBe(ours.txid);
  });
});
