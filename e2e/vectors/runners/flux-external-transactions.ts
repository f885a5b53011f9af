/** Transactions of public test suites: round trip, id, digests, signatures; re-signed where the key is published. */
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { classifyScript, parseDer, pushData, readPushes, verifyEcdsa } from '../../../chains/_families/utxo/index.ts';
import { addressOfScript, formatScriptAddress, parseDestination } from '../../../chains/flux/address.ts';
import { createSighasher, type Sighasher } from '../../../chains/flux/sighash.ts';
import { toScriptSignature } from '../../../chains/flux/sign.ts';
import { isCoinbase, parseTransaction, serializeTransaction, transactionId } from '../../../chains/flux/transaction.ts';
import type { FluxTransaction } from '../../../chains/flux/types.ts';
import { verifySigned } from '../../../chains/flux/verify.ts';
import { concatBytes, fromHex, parseUtf8, toHex } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { signEcdsa, wifKey } from './flux-keys.ts';
import type { Fact } from './types.ts';

const amount = z.string().regex(/^\d{1,20}$/);

const inputSchema = z.object({
  txid: z.string(),
  vout: z.int(),
  sequence: z.int(),
  valueSat: amount,
  scriptPubKey: z.string().optional(),
  redeemScript: z.string().optional(),
  address: z.string(),
  publicKey: z.string().optional(),
  wif: z.string().optional(),
  sighash: z.string(),
  signedBy: z.string().optional(),
  derSignature: z.string().optional(),
});

export const externalTransaction = z.object({
  id: z.string(),
  hex: z.string(),
  txid: z.string().optional(),
  lockTime: z.int(),
  expiryHeight: z.int(),
  coinbase: z.boolean().optional(),
  height: z.int().optional(),
  inputs: z.array(inputSchema).optional(),
  outputs: z.array(z.object({ valueSat: amount, address: z.string().optional(), opReturnUtf8: z.string().optional() })),
  feeSat: amount.optional(),
});

type Entry = z.infer<typeof externalTransaction>;
type Input = z.infer<typeof inputSchema>;

/** BIP34: the coinbase script starts with a push of the height, little endian. */
function coinbaseHeight(transaction: FluxTransaction): number {
  const script = transaction.inputs[0]?.scriptSig ?? new Uint8Array();
  const bytes = script.subarray(1, 1 + (script[0] ?? 0));
  return bytes.reduceRight((height, byte) => height * 256 + byte, 0);
}

function* outputFacts(entry: Entry, transaction: FluxTransaction): Generator<Fact> {
  yield { name: 'outputs', expected: String(entry.outputs.length), got: String(transaction.outputs.length) };
  for (const [index, expected] of entry.outputs.entries()) {
    const output = transaction.outputs[index];
    if (output === undefined) continue;
    yield { name: 'value', expected: expected.valueSat, got: String(output.value) };
    if (expected.address !== undefined) {
      yield { name: 'address', expected: expected.address, got: String(addressOfScript(output.scriptPubKey)) };
    }
    if (expected.opReturnUtf8 !== undefined) {
      const script = classifyScript(output.scriptPubKey);
      const got = script.kind === 'op-return' ? parseUtf8(script.payload) : script.kind;
      yield { name: 'message', expected: expected.opReturnUtf8, got: String(got) };
    }
  }
}

/** The script of the output an input spends, from what the file says of it. */
function spentScript(input: Input): Uint8Array {
  if (input.scriptPubKey !== undefined) return fromHex(input.scriptPubKey);
  const parsed = parseDestination(input.address);
  if (!parsed.ok || parsed.value.kind !== 'p2sh') throw new TypeError('input script not given');
  return concatBytes(fromHex('a914'), parsed.value.hash, fromHex('87'));
}

function* inputFacts(input: Input, index: number, transaction: FluxTransaction, sighasher: Sighasher): Generator<Fact> {
  const parsed = transaction.inputs[index];
  const scriptCode = input.redeemScript === undefined ? spentScript(input) : fromHex(input.redeemScript);
  const digest = sighasher.digest(index, scriptCode, BigInt(input.valueSat));
  const pushes = readPushes(parsed?.scriptSig ?? new Uint8Array()) ?? [];
  yield {
    name: 'outpoint',
    expected: `${input.txid}:${input.vout}`,
    got: `${parsed?.outpoint.txid}:${parsed?.outpoint.vout}`,
  };
  yield { name: 'sequence', expected: String(input.sequence), got: String(parsed?.sequence) };
  yield { name: 'sighash', expected: input.sighash, got: toHex(digest) };
  yield { name: 'input address', expected: input.address, got: String(addressOfScript(spentScript(input))) };
  if (input.redeemScript !== undefined) {
    yield { name: 'redeem address', expected: input.address, got: formatScriptAddress(scriptCode) };
  }
  if (input.derSignature !== undefined && input.signedBy !== undefined) {
    const compact = parseDer(fromHex(input.derSignature));
    const fits = compact !== undefined && verifyEcdsa(compact, digest, fromHex(input.signedBy));
    const present = pushes.map(toHex).includes(`${input.derSignature}01`);
    yield { name: 'signature verifies', expected: 'true', got: String(fits) };
    yield { name: 'signature is in the input', expected: 'true', got: String(present) };
  }
  if (input.wif !== undefined) {
    const { privateKey, compressed } = wifKey(input.wif);
    const publicKey = secp256k1.getPublicKey(privateKey, compressed);
    const scriptSig = concatBytes(pushData(toScriptSignature(signEcdsa(digest, privateKey))), pushData(publicKey));
    yield { name: 'signed anew', expected: toHex(parsed?.scriptSig ?? new Uint8Array()), got: toHex(scriptSig) };
  }
  if (input.publicKey !== undefined) {
    yield { name: 'publicKey', expected: input.publicKey, got: toHex(pushes.at(-1) ?? new Uint8Array()) };
  }
}

/** Every fact the file states about one public transaction. */
export function transactionFacts(entry: Entry): readonly Fact[] {
  const bytes = fromHex(entry.hex);
  const transaction = parseTransaction(bytes);
  const facts: Fact[] = [
    { name: 'round trip', expected: entry.hex, got: toHex(serializeTransaction(transaction)) },
    { name: 'lockTime', expected: String(entry.lockTime), got: String(transaction.lockTime) },
    { name: 'expiryHeight', expected: String(entry.expiryHeight), got: String(transaction.expiryHeight) },
    { name: 'coinbase', expected: String(entry.coinbase === true), got: String(isCoinbase(transaction)) },
    ...outputFacts(entry, transaction),
  ];
  if (entry.txid !== undefined) facts.push({ name: 'txid', expected: entry.txid, got: transactionId(bytes) });
  if (entry.height !== undefined) {
    facts.push({ name: 'height', expected: String(entry.height), got: String(coinbaseHeight(transaction)) });
  }
  const inputs = entry.inputs ?? [];
  if (inputs.length === 0) return facts;

  const sighasher = createSighasher(transaction);
  for (const [index, input] of inputs.entries()) facts.push(...inputFacts(input, index, transaction, sighasher));
  const spent = inputs.map((input) => ({ value: BigInt(input.valueSat), scriptPubKey: spentScript(input) }));
  const isComplete = inputs.every((input) => input.derSignature === undefined);
  facts.push({ name: 'all signatures', expected: String(isComplete), got: String(verifySigned(bytes, spent)) });
  if (entry.feeSat !== undefined) {
    const into = spent.reduce((total, output) => total + output.value, 0n);
    const out = transaction.outputs.reduce((total, output) => total + output.value, 0n);
    facts.push({ name: 'fee', expected: entry.feeSat, got: String(into - out) });
  }
  return facts;
}
