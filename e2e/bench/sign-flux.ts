/** Signing a FLUX payment of n inputs, from unsigned bytes to signed bytes, against three libraries. */
import * as bitgo from '@bitgo/utxo-lib';
import runonflux from '@runonflux/utxo-lib';
import { HDKey } from '@scure/bip32';
import * as tiny from 'tiny-secp256k1';
import { destinationScript, formatAddress, parseDestination } from '../../chains/flux/address.ts';
import { fluxCodec } from '../../chains/flux/codec.ts';
import { createSighasher } from '../../chains/flux/sighash.ts';
import { fluxSigner } from '../../chains/flux/sign.ts';
import { parseTransaction, serializeTransaction } from '../../chains/flux/transaction.ts';
import type { Unsigned } from '../../wallet-core/chain-contract/index.ts';
import { Keyring } from '../../wallet-core/keyring/keyring.ts';
import { createTinyEngine } from '../../wallet-core/keyring/tiny-engine.ts';
import { encodeWif } from '../../wallet-core/keyring/wif.ts';
import { type DerivationPath, SecretBytes, type TxId, toHex, unsafeBrand } from '../../wallet-core/primitives/index.ts';
import { compare } from './compare.ts';
import type { BenchResult } from './types.ts';

const SIGHASH_ALL = 1;
const BRANCH_ID = 0x76b809bb;
const VALUE = 100_000n;
const ADDRESSES = 20;
const seed = () => new Uint8Array(64).fill(21);

interface Payment {
  readonly unsigned: Unsigned;
  readonly privateKeys: readonly Uint8Array[];
}

/** n coins on 20 addresses of one account, all paid to one address. */
function makePayment(n: number): Payment {
  const root = HDKey.fromMasterSeed(seed());
  const keys = Array.from({ length: ADDRESSES }, (_, index) => {
    const path = unsafeBrand<DerivationPath>(`m/44'/19167'/0'/0/${index}`);
    const { privateKey, publicKey } = root.derive(path);
    if (privateKey === null || publicKey === null) throw new TypeError('no key');
    const parsed = parseDestination(formatAddress(publicKey));
    if (!parsed.ok) throw new TypeError(parsed.reason);
    return { path, privateKey, scriptPubKey: destinationScript(parsed.value) };
  });
  const used = Array.from({ length: n }, (_, index) => keys[index % ADDRESSES]).filter((key) => key !== undefined);
  const bytes = serializeTransaction({
    inputs: used.map((_, index) => ({
      outpoint: { txid: unsafeBrand<TxId>((index + 1).toString(16).padStart(64, '0')), vout: 0 },
      scriptSig: new Uint8Array(),
      sequence: 0xffffffff,
    })),
    outputs: [{ value: BigInt(n) * (VALUE - 200n), scriptPubKey: keys[0]?.scriptPubKey ?? new Uint8Array() }],
    lockTime: 0,
    expiryHeight: 3_000_000,
  });
  const inputs = used.map(({ path, scriptPubKey }) => ({ value: VALUE, scriptPubKey, path }));
  return {
    unsigned: { chain: 'flux', bytes, inputs, change: [] },
    privateKeys: used.map(({ privateKey }) => privateKey),
  };
}

/** The product's way: keyring by path, our digests, libsecp256k1. */
function ours({ unsigned }: Payment): () => Promise<Uint8Array> {
  const keyring = new Keyring(new SecretBytes(seed()), createTinyEngine(tiny));
  return async () => fluxCodec.combine(unsigned, await fluxSigner.sign(unsigned, keyring)).bytes;
}

/** The least that can be: n signatures of ready digests and nothing else. */
function bareTiny({ unsigned, privateKeys }: Payment): () => void {
  const sighasher = createSighasher(parseTransaction(unsigned.bytes));
  const digests = unsigned.inputs.map(({ scriptPubKey, value }, index) => sighasher.digest(index, scriptPubKey, value));
  return () => {
    for (const [index, digest] of digests.entries()) tiny.sign(digest, privateKeys[index] ?? new Uint8Array());
  };
}

function withRunonflux({ unsigned, privateKeys }: Payment): () => { toHex(): string } {
  const { ECPair, networks, TransactionBuilder } = runonflux;
  const keys = privateKeys.map((key) => ECPair.fromWIF(encodeWif(key, true), networks.flux));
  const { inputs, outputs, expiryHeight } = parseTransaction(unsigned.bytes);
  return () => {
    const builder = new TransactionBuilder(networks.flux, Number.MAX_SAFE_INTEGER);
    builder.setVersion(4);
    builder.setVersionGroupId(0x892f2085);
    builder.setExpiryHeight(expiryHeight);
    for (const { outpoint, sequence } of inputs) builder.addInput(outpoint.txid, outpoint.vout, sequence);
    for (const { scriptPubKey, value } of outputs) builder.addOutput(Buffer.from(scriptPubKey), Number(value));
    for (const [index, { value }] of unsigned.inputs.entries()) {
      const key = keys[index];
      if (key !== undefined) builder.sign(index, key, undefined, SIGHASH_ALL, Number(value));
    }
    return builder.build();
  };
}

function withBitgo({ unsigned, privateKeys }: Payment): () => { toHex(): string } {
  const { ECPair, networks, bitgo: zcash } = bitgo;
  const keys = privateKeys.map((key) => ECPair.fromPrivateKey(Buffer.from(key)));
  const { inputs, outputs, expiryHeight } = parseTransaction(unsigned.bytes);
  return () => {
    const builder = new zcash.ZcashTransactionBuilder<bigint>(networks.zcash);
    builder.setVersion(4);
    builder.setVersionGroupId(0x892f2085);
    builder.setConsensusBranchId(BRANCH_ID);
    builder.setExpiryHeight(expiryHeight);
    for (const [index, { outpoint, sequence }] of inputs.entries()) {
      const script = Buffer.from(unsigned.inputs[index]?.scriptPubKey ?? new Uint8Array());
      builder.addInput(outpoint.txid, outpoint.vout, sequence, script, VALUE);
    }
    for (const { scriptPubKey, value } of outputs) builder.addOutput(Buffer.from(scriptPubKey), value);
    for (const [vin, keyPair] of keys.entries()) {
      builder.sign({ prevOutScriptType: 'p2pkh', vin, keyPair, hashType: SIGHASH_ALL });
    }
    return builder.build();
  };
}

/** Both other libraries hash all inputs again for each: beyond this they only cost patience. */
const MOST_FOR_PEERS = 1_000;

/** Refuses to compare different work: all three must give the same bytes. */
async function assertSameBytes(payment: Payment): Promise<void> {
  const expected = toHex(await ours(payment)());
  for (const peer of [withRunonflux(payment), withBitgo(payment)]) {
    if (peer().toHex() !== expected) throw new Error('the libraries sign different bytes');
  }
}

export async function bench(): Promise<readonly BenchResult[]> {
  await assertSameBytes(makePayment(3));
  const results: BenchResult[] = [];
  for (const n of [1, 10, 100, 1_000, 2_000]) {
    const payment = makePayment(n);
    const quadratic =
      n <= MOST_FOR_PEERS
        ? { '@runonflux/utxo-lib': withRunonflux(payment), '@bitgo/utxo-lib': withBitgo(payment) }
        : {};
    results.push(
      await compare({
        name: 'sign-flux',
        n,
        ours: ours(payment),
        peers: { ...quadratic, 'tiny-secp256k1': bareTiny(payment) },
        samples: n >= 1_000 ? 5 : 9,
        repeat: n === 1 ? 20 : 1,
      }),
    );
  }
  return results;
}
