import { secp256k1 } from '@noble/curves/secp256k1.js';
import { assembleMultisig, opReturnScript, parseMultisig, pushData } from '../../../chains/_families/utxo/index.ts';
import { addressOfScript, destinationScript, parseDestination } from '../../../chains/flux/address.ts';
import { fluxCodec } from '../../../chains/flux/codec.ts';
import { createSighasher } from '../../../chains/flux/sighash.ts';
import { toScriptSignature } from '../../../chains/flux/sign.ts';
import { parseTransaction, serializeTransaction, transactionId } from '../../../chains/flux/transaction.ts';
import type { FluxTransaction } from '../../../chains/flux/types.ts';
import { verifySigned } from '../../../chains/flux/verify.ts';
import type { Unsigned } from '../../../wallet-core/chain-contract/index.ts';
import {
  concatBytes,
  type DerivationPath,
  equalBytes,
  fromHex,
  type TxId,
  toHex,
  unsafeBrand,
  utf8,
} from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { signEcdsa, wifKey } from './flux-keys.ts';
import { attempt, type CaseResult, type Fact } from './types.ts';

const amount = z.string().regex(/^\d{1,20}$/);
const uint32 = z.int().min(0).max(0xffffffff);

const inputSchema = z.object({
  txid: z.string(),
  vout: uint32,
  sequence: uint32,
  valueSat: amount,
  scriptPubKey: z.string(),
  address: z.string(),
  type: z.enum(['p2pkh', 'p2sh-multisig']),
  redeemScript: z.string().optional(),
  required: z.int().optional(),
  signers: z.array(z.object({ wif: z.string(), publicKey: z.string() })),
});

const outputSchema = z.object({
  address: z.string().optional(),
  opReturnUtf8: z.string().optional(),
  opReturnHex: z.string().optional(),
  valueSat: amount,
  scriptPubKey: z.string(),
});

const transactionSchema = z.object({
  id: z.string(),
  lockTime: uint32,
  expiryHeight: uint32,
  inputs: z.array(inputSchema).min(1),
  outputs: z.array(outputSchema).min(1),
  feeSat: amount,
  unsignedHex: z.string(),
  partialHex: z.string().optional(),
  signedHex: z.string(),
  sighashes: z.array(
    z.object({
      input: z.int(),
      hashType: z.literal(1),
      scriptCode: z.string(),
      sighash: z.string(),
      hashPrevouts: z.string(),
      hashSequence: z.string(),
      hashOutputs: z.string(),
    }),
  ),
  txid: z.string(),
  sizeBytes: z.int(),
});

const fileSchema = z.object({ transactions: z.array(transactionSchema) });

type Case = z.infer<typeof transactionSchema>;
type CaseInput = z.infer<typeof inputSchema>;
type CaseOutput = z.infer<typeof outputSchema>;

/** Our own script for what an output says it is. */
function outputScript(output: CaseOutput): Uint8Array {
  if (output.opReturnUtf8 !== undefined) return opReturnScript(utf8(output.opReturnUtf8));
  if (output.opReturnHex !== undefined) return opReturnScript(fromHex(output.opReturnHex));
  if (output.address === undefined) return fromHex(output.scriptPubKey);
  const parsed = parseDestination(output.address);
  if (!parsed.ok) throw new TypeError(`output address: ${parsed.reason}`);
  return destinationScript(parsed.value);
}

function unsignedTransaction(entry: Case): FluxTransaction {
  return {
    inputs: entry.inputs.map((input) => ({
      outpoint: { txid: unsafeBrand<TxId>(input.txid), vout: input.vout },
      scriptSig: new Uint8Array(),
      sequence: input.sequence,
    })),
    outputs: entry.outputs.map((output) => ({ value: BigInt(output.valueSat), scriptPubKey: outputScript(output) })),
    lockTime: entry.lockTime,
    expiryHeight: entry.expiryHeight,
  };
}

function scriptCodeOf(input: CaseInput): Uint8Array {
  return fromHex(input.redeemScript ?? input.scriptPubKey);
}

/** The scriptSig with the signatures of the first `signers` signers. */
function scriptSigOf(input: CaseInput, digest: Uint8Array, signers: number): Uint8Array {
  const made = input.signers.slice(0, signers).map(({ wif }) => {
    const { privateKey, compressed } = wifKey(wif);
    const signature = toScriptSignature(signEcdsa(digest, privateKey));
    return { signature, publicKey: secp256k1.getPublicKey(privateKey, compressed) };
  });
  if (input.redeemScript === undefined) {
    const first = made[0];
    if (first === undefined) throw new TypeError('no signer');
    return concatBytes(pushData(first.signature), pushData(first.publicKey));
  }
  const redeemScript = fromHex(input.redeemScript);
  const keys = parseMultisig(redeemScript)?.publicKeys ?? [];
  const slots = keys.map((key) => made.find((one) => equalBytes(one.publicKey, key))?.signature ?? null);
  return assembleMultisig(redeemScript, slots);
}

function signedBytes(entry: Case, transaction: FluxTransaction, signers: number): Uint8Array {
  const sighasher = createSighasher(transaction);
  const inputs = transaction.inputs.map((input, index) => {
    const source = entry.inputs[index];
    if (source === undefined) throw new TypeError('no such input');
    const digest = sighasher.digest(index, scriptCodeOf(source), BigInt(source.valueSat));
    return { ...input, scriptSig: scriptSigOf(source, digest, signers) };
  });
  return serializeTransaction({ ...transaction, inputs });
}

function* sighashFacts(entry: Case, transaction: FluxTransaction): Generator<Fact> {
  const sighasher = createSighasher(transaction);
  for (const row of entry.sighashes) {
    const input = entry.inputs[row.input];
    if (input === undefined) throw new TypeError('sighash of no input');
    const digest = sighasher.digest(row.input, scriptCodeOf(input), BigInt(input.valueSat));
    yield { name: 'scriptCode', expected: row.scriptCode, got: toHex(scriptCodeOf(input)) };
    yield { name: 'hashPrevouts', expected: row.hashPrevouts, got: toHex(sighasher.hashOutpoints) };
    yield { name: 'hashSequence', expected: row.hashSequence, got: toHex(sighasher.hashSequences) };
    yield { name: 'hashOutputs', expected: row.hashOutputs, got: toHex(sighasher.hashOutputs) };
    yield { name: `sighash ${row.input}`, expected: row.sighash, got: toHex(digest) };
  }
}

/** What the review of the unsigned bytes says: fee, addresses, amounts, expiry. */
function* reviewFacts(entry: Case): Generator<Fact> {
  const unsigned: Unsigned = {
    chain: 'flux',
    bytes: fromHex(entry.unsignedHex),
    inputs: entry.inputs.map((input) => ({
      value: BigInt(input.valueSat),
      scriptPubKey: fromHex(input.scriptPubKey),
      path: unsafeBrand<DerivationPath>("m/44'/19167'/0'/0/0"),
    })),
    change: [],
  };
  const review = fluxCodec.decode(unsigned);
  yield { name: 'fee', expected: entry.feeSat, got: String(review.fee) };
  yield { name: 'expiry', expected: String(entry.expiryHeight || null), got: String(review.expiryHeight) };
  for (const [index, output] of entry.outputs.entries()) {
    const got = review.outputs[index];
    yield { name: 'output script', expected: output.scriptPubKey, got: toHex(outputScript(output)) };
    if (output.address !== undefined) {
      const shown = got?.kind === 'address' ? `${got.address} ${got.amount}` : got?.kind;
      yield { name: 'output', expected: `${output.address} ${output.valueSat}`, got: String(shown) };
    } else if (output.opReturnUtf8 !== undefined) {
      const shown = got?.kind === 'message' ? got.text : got?.kind;
      yield { name: 'message', expected: output.opReturnUtf8, got: String(shown) };
    }
  }
  for (const [index, input] of entry.inputs.entries()) {
    yield { name: 'input address', expected: input.address, got: String(review.inputs[index]?.address) };
    yield { name: 'script', expected: input.address, got: String(addressOfScript(fromHex(input.scriptPubKey))) };
  }
}

function factsOf(entry: Case): readonly Fact[] {
  const transaction = unsignedTransaction(entry);
  const signed = fromHex(entry.signedHex);
  const spent = entry.inputs.map((input) => ({
    value: BigInt(input.valueSat),
    scriptPubKey: fromHex(input.scriptPubKey),
  }));
  const facts: Fact[] = [
    { name: 'unsigned', expected: entry.unsignedHex, got: toHex(serializeTransaction(transaction)) },
    ...sighashFacts(entry, transaction),
    { name: 'signed', expected: entry.signedHex, got: toHex(signedBytes(entry, transaction, Number.MAX_SAFE_INTEGER)) },
    { name: 'round trip', expected: entry.signedHex, got: toHex(serializeTransaction(parseTransaction(signed))) },
    { name: 'txid', expected: entry.txid, got: transactionId(signed) },
    { name: 'size', expected: String(entry.sizeBytes), got: String(signed.length) },
    { name: 'signatures verify', expected: 'true', got: String(verifySigned(signed, spent)) },
    ...reviewFacts(entry),
  ];
  if (entry.partialHex !== undefined) {
    const partial = toHex(signedBytes(entry, transaction, 1));
    facts.push({ name: 'partial', expected: entry.partialHex, got: partial });
    const verifies = verifySigned(fromHex(entry.partialHex), spent);
    facts.push({ name: 'partial verifies', expected: 'false', got: String(verifies) });
  }
  return facts;
}

/** Built, hashed, signed, assembled, parsed and verified: byte for byte. */
export async function* run(file: unknown): AsyncGenerator<CaseResult> {
  for (const entry of fileSchema.parse(file).transactions) yield await attempt(entry.id, () => factsOf(entry));
}
