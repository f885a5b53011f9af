/** The input and output lists, the same in Bitcoin and every descendant; what stands around them belongs to the chain. */
import { type Outpoint, outpointKey } from '../../../wallet-core/chain-contract/index.ts';
import { fromHex, reverseBytes, type TxId, toHex, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { badTransaction } from './bad-transaction.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { hash256 } from './hashes.ts';

export interface TxInput {
  readonly outpoint: Outpoint;
  readonly scriptSig: Uint8Array;
  readonly sequence: number;
}

export interface TxOutput {
  readonly value: bigint;
  readonly scriptPubKey: Uint8Array;
}

export const FINAL_SEQUENCE = 0xffffffff;
export const COINBASE_VOUT = 0xffffffff;
const COINBASE_TXID = '0'.repeat(64);

/** outpoint 36 + empty script 1 + sequence 4: bounds how many inputs so many bytes can hold. */
const MIN_INPUT_BYTES = 41;
const MIN_OUTPUT_BYTES = 9;
/** Consensus bound of a script (script.h MAX_SCRIPT_SIZE). */
const MAX_SCRIPT_BYTES = 10_000;

/** Display id of bytes: double SHA-256, byte order reversed. */
export function txIdOf(bytes: Uint8Array): TxId {
  return unsafeBrand<TxId>(toHex(reverseBytes(hash256(bytes))));
}

/** The outpoint a coinbase input has instead of a spent output. */
export function isCoinbaseOutpoint(outpoint: Outpoint): boolean {
  return outpoint.vout === COINBASE_VOUT && outpoint.txid === COINBASE_TXID;
}

export function writeOutpoint(writer: ByteWriter, outpoint: Outpoint): void {
  writer.bytes(fromHex(outpoint.txid).reverse()).u32(outpoint.vout);
}

export function readInputs(reader: ByteReader): readonly TxInput[] {
  const count = reader.compactSize(Math.floor(reader.remaining / MIN_INPUT_BYTES));
  const inputs: TxInput[] = [];
  for (let i = 0; i < count; i++) {
    const txid = unsafeBrand<TxId>(toHex(reader.bytes(32).reverse()));
    const vout = reader.u32();
    inputs.push({ outpoint: { txid, vout }, scriptSig: reader.varBytes(MAX_SCRIPT_BYTES), sequence: reader.u32() });
  }
  return inputs;
}

export function writeInputs(writer: ByteWriter, inputs: readonly TxInput[]): void {
  writer.compactSize(inputs.length);
  for (const input of inputs) {
    writeOutpoint(writer, input.outpoint);
    writer.varBytes(input.scriptSig).u32(input.sequence);
  }
}

export function readOutputs(reader: ByteReader): readonly TxOutput[] {
  const count = reader.compactSize(Math.floor(reader.remaining / MIN_OUTPUT_BYTES));
  const outputs: TxOutput[] = [];
  for (let i = 0; i < count; i++) {
    outputs.push({ value: reader.u64(), scriptPubKey: reader.varBytes(MAX_SCRIPT_BYTES) });
  }
  return outputs;
}

export function writeOutput(writer: ByteWriter, output: TxOutput): void {
  writer.u64(output.value).varBytes(output.scriptPubKey);
}

export function writeOutputs(writer: ByteWriter, outputs: readonly TxOutput[]): void {
  writer.compactSize(outputs.length);
  for (const output of outputs) writeOutput(writer, output);
}

/**
 * What every node checks without knowing the chain (fluxd main.cpp CheckTransaction): something in and out, no amount
 * or sum above `maxMoney`, no outpoint spent twice, the null outpoint only as the single input of a coinbase.
 */
export function assertSoundLists(inputs: readonly TxInput[], outputs: readonly TxOutput[], maxMoney: bigint): void {
  if (inputs.length === 0) throw badTransaction('no-inputs');
  if (outputs.length === 0) throw badTransaction('no-outputs');
  let total = 0n;
  for (const output of outputs) {
    total += output.value;
    if (output.value > maxMoney || total > maxMoney) throw badTransaction('value-range');
  }
  const seen = new Set<string>();
  for (const input of inputs) seen.add(outpointKey(input.outpoint));
  if (seen.size !== inputs.length) throw badTransaction('duplicate-input');
  const first = inputs[0];
  if (inputs.length === 1 && first !== undefined && isCoinbaseOutpoint(first.outpoint)) {
    if (first.scriptSig.length < 2 || first.scriptSig.length > 100) throw badTransaction('coinbase-script');
  } else if (inputs.some((input) => isCoinbaseOutpoint(input.outpoint))) {
    throw badTransaction('null-input');
  }
}
