/** Bytes of a FLUX payment → what will happen; signatures → signed bytes. Own code, pure, for backend and signer. */
import type {
  ChainCodec,
  Review,
  ReviewOutput,
  Signature,
  Signed,
  Unsigned,
  UnsignedInput,
} from '../../wallet-core/chain-contract/index.ts';
import { concatBytes, equalBytes, parseUtf8, type TxId } from '../../wallet-core/primitives/index.ts';
import {
  badTransaction,
  classifyScript,
  hash160,
  inputBytes,
  isPublicKeyShape,
  MAX_SCRIPT_SIG_BYTES,
  outputBytes,
  P2PKH_INPUT_BYTES,
  parseDer,
  pushData,
  SIGHASH_ALL,
  type TxOutput,
} from '../_families/utxo/index.ts';
import { addressOfScript, formatAddress, formatDestination, parseAddress } from './address.ts';
import { fluxConfig } from './config.ts';
import { isCoinbase, parseTransaction, serializeTransaction, transactionBytes, transactionId } from './transaction.ts';
import type { FluxTransaction } from './types.ts';

/** The transaction inside `unsigned`, checked against the hints beside it. Throws `chain.bad-transaction`. */
export function parseUnsigned(unsigned: Unsigned): FluxTransaction {
  if (unsigned.chain !== fluxConfig.chain) throw badTransaction('chain');
  const transaction = parseTransaction(unsigned.bytes);
  if (isCoinbase(transaction)) throw badTransaction('coinbase');
  if (transaction.inputs.some((input) => input.scriptSig.length > 0)) throw badTransaction('already-signed');
  if (transaction.inputs.length !== unsigned.inputs.length) throw badTransaction('input-count');
  return transaction;
}

function sumOfInputs(inputs: readonly UnsignedInput[]): bigint {
  let total = 0n;
  for (const { value } of inputs) {
    total += value;
    if (value < 0n || total > fluxConfig.maxMoney) throw badTransaction('value-range');
  }
  return total;
}

function reviewOutput({ value, scriptPubKey }: TxOutput, vout: number): ReviewOutput {
  const script = classifyScript(scriptPubKey);
  if (script.kind === 'p2pkh' || script.kind === 'p2sh') {
    return { kind: 'address', vout, address: formatDestination(script), amount: value };
  }
  // Money on an OP_RETURN output is destroyed: it is shown as what it is, a script that takes an amount.
  if (script.kind === 'op-return' && value === 0n) {
    return { kind: 'message', vout, bytes: script.payload, text: parseUtf8(script.payload) ?? null };
  }
  return { kind: 'script', vout, script: scriptPubKey, amount: value };
}

function signedInputBytes({ scriptPubKey }: UnsignedInput): number {
  return classifyScript(scriptPubKey).kind === 'p2pkh' ? P2PKH_INPUT_BYTES : inputBytes(MAX_SCRIPT_SIG_BYTES);
}

/** Size once signed: P2PKH inputs count with their longest signature, others with the longest script nodes relay. */
function signedSize(transaction: FluxTransaction, inputs: readonly UnsignedInput[]): number {
  return transactionBytes({
    inputs: inputs.length,
    inputBytes: inputs.reduce((total, input) => total + signedInputBytes(input), 0),
    outputs: transaction.outputs.length,
    outputBytes: transaction.outputs.reduce((total, output) => total + outputBytes(output.scriptPubKey.length), 0),
  });
}

function decode(unsigned: Unsigned): Review {
  const transaction = parseUnsigned(unsigned);
  const inputTotal = sumOfInputs(unsigned.inputs);
  const outputs = transaction.outputs.map(reviewOutput);
  if (outputs.filter((output) => output.kind === 'message').length > 1) throw badTransaction('two-messages');
  const outputTotal = transaction.outputs.reduce((total, output) => total + output.value, 0n);
  if (outputTotal > inputTotal) throw badTransaction('spends-more-than-it-has');
  const size = signedSize(transaction, unsigned.inputs);
  if (size > fluxConfig.maxTransactionBytes) throw badTransaction('too-large');
  return {
    chain: fluxConfig.chain,
    outputs,
    inputTotal,
    fee: inputTotal - outputTotal,
    signedSize: size,
    expiryHeight: transaction.expiryHeight === 0 ? null : transaction.expiryHeight,
    lockTime: transaction.lockTime,
    inputs: transaction.inputs.map(({ outpoint }, index) => {
      const { value, scriptPubKey } = unsigned.inputs[index] ?? { value: 0n, scriptPubKey: new Uint8Array() };
      return { outpoint, value, address: addressOfScript(scriptPubKey) };
    }),
  };
}

/** `<DER with hash type> <public key>`, after checking form and owner. Whether the signature fits is `verifySigned`'s task. */
function p2pkhScriptSig(input: UnsignedInput, signature: Signature): Uint8Array {
  const { bytes, publicKey } = signature;
  if (bytes.at(-1) !== SIGHASH_ALL || parseDer(bytes.subarray(0, -1)) === undefined) throw badTransaction('signature');
  const script = classifyScript(input.scriptPubKey);
  if (script.kind !== 'p2pkh') throw badTransaction('input-script');
  if (!isPublicKeyShape(publicKey) || !equalBytes(hash160(publicKey), script.hash)) throw badTransaction('public-key');
  return concatBytes(pushData(bytes), pushData(publicKey));
}

/** One signature per input, in input order, each of the input's own key. Throws `chain.bad-transaction` otherwise. */
function combine(unsigned: Unsigned, signatures: readonly Signature[]): Signed {
  const transaction = parseUnsigned(unsigned);
  if (signatures.length !== transaction.inputs.length) throw badTransaction('signature-count');
  const inputs = transaction.inputs.map((input, index) => {
    const signature = signatures[index];
    const hint = unsigned.inputs[index];
    if (signature?.inputIndex !== index || hint === undefined) throw badTransaction('signature-order');
    return { ...input, scriptSig: p2pkhScriptSig(hint, signature) };
  });
  const bytes = serializeTransaction({ ...transaction, inputs });
  if (bytes.length > fluxConfig.maxTransactionBytes) throw badTransaction('too-large');
  return { chain: fluxConfig.chain, bytes, txid: transactionId(bytes) };
}

/**
 * What a signed transaction was before it was signed, and its id: to compare with the draft it came from. Throws
 * `chain.bad-transaction` for other bytes and when an input lacks its signature.
 */
export function readSigned(bytes: Uint8Array): { readonly unsigned: Uint8Array; readonly txid: TxId } {
  const transaction = parseTransaction(bytes);
  if (transaction.inputs.some((input) => input.scriptSig.length === 0)) throw badTransaction('not-signed');
  const inputs = transaction.inputs.map((input) => ({ ...input, scriptSig: new Uint8Array() }));
  return { unsigned: serializeTransaction({ ...transaction, inputs }), txid: transactionId(bytes) };
}

export const fluxCodec: ChainCodec = Object.freeze({
  chain: fluxConfig.chain,
  parseAddress,
  formatAddress,
  decode,
  combine,
});

export { formatScriptAddress, isNobodysAddress } from './address.ts';
export {
  buildStart,
  confirmId,
  confirmMessage,
  parseConfirm,
  parseStart,
  parseUnsignedStart,
  type SignedStart,
  type StartDraft,
  startId,
} from './fluxnode/index.ts';
export type { CollateralOwner, Delegates, NodeConfirm, NodeStart } from './fluxnode/types.ts';
