/**
 * Version-4 transactions (fluxd primitives/transaction.h:723-852), transparent parts only:
 *
 *   04000080 header · 85202f89 version group · inputs · outputs · lock time (4) · expiry height (4)
 *   · value balance (8) = 0 · shielded spends, shielded outputs, join splits: 00 each
 *
 * Anything else (other versions, node transactions, shielded parts) is refused: unknown means no.
 */
import type { TxId } from '../../wallet-core/primitives/index.ts';
import {
  assertSoundLists,
  ByteReader,
  ByteWriter,
  badTransaction,
  compactSizeBytes,
  isCoinbaseOutpoint,
  readInputs,
  readOutputs,
  txIdOf,
  writeInputs,
  writeOutputs,
} from '../_families/utxo/index.ts';
import { fluxConfig } from './config.ts';
import type { FluxTransaction } from './types.ts';

export const VERSION_4_HEADER = 0x80000004;
export const SAPLING_VERSION_GROUP = 0x892f2085;

/** Header, group, lock time, expiry, value balance and the three zero counts. */
const FRAME_BYTES = 4 + 4 + 4 + 4 + 8 + 3;

/** Reads a whole transaction. Throws `chain.bad-transaction` for whatever it does not understand in full. */
export function parseTransaction(bytes: Uint8Array): FluxTransaction {
  if (bytes.length > fluxConfig.maxTransactionBytes) throw badTransaction('too-large');
  const reader = new ByteReader(bytes);
  if (reader.u32() !== VERSION_4_HEADER) throw badTransaction('version');
  if (reader.u32() !== SAPLING_VERSION_GROUP) throw badTransaction('version-group');
  const inputs = readInputs(reader);
  const outputs = readOutputs(reader);
  const lockTime = reader.u32();
  const expiryHeight = reader.u32();
  if (expiryHeight >= fluxConfig.maxExpiryHeight) throw badTransaction('expiry');
  if (reader.u64() !== 0n) throw badTransaction('shielded');
  for (let part = 0; part < 3; part++) if (reader.u8() !== 0) throw badTransaction('shielded');
  reader.end();
  assertSoundLists(inputs, outputs, fluxConfig.maxMoney);
  return { inputs, outputs, lockTime, expiryHeight };
}

/** The bytes of a transaction; `parseTransaction` gives the same transaction back. */
export function serializeTransaction(transaction: FluxTransaction): Uint8Array {
  const writer = new ByteWriter(64 + 160 * transaction.inputs.length + 40 * transaction.outputs.length);
  writer.u32(VERSION_4_HEADER).u32(SAPLING_VERSION_GROUP);
  writeInputs(writer, transaction.inputs);
  writeOutputs(writer, transaction.outputs);
  writer.u32(transaction.lockTime).u32(transaction.expiryHeight).u64(0n).u8(0).u8(0).u8(0);
  return writer.finish();
}

/** Double SHA-256 of the whole transaction, signatures included: it changes when they do. */
export function transactionId(bytes: Uint8Array): TxId {
  return txIdOf(bytes);
}

export function isCoinbase(transaction: FluxTransaction): boolean {
  return transaction.inputs.some((input) => isCoinbaseOutpoint(input.outpoint));
}

/** Bytes of a transaction whose inputs and outputs have these sizes in all (counts of the lists included here). */
export function transactionBytes(parts: {
  readonly inputs: number;
  readonly inputBytes: number;
  readonly outputs: number;
  readonly outputBytes: number;
}): number {
  return (
    FRAME_BYTES +
    compactSizeBytes(parts.inputs) +
    parts.inputBytes +
    compactSizeBytes(parts.outputs) +
    parts.outputBytes
  );
}
