/**
 * The devnet's own parser and serializer of Flux transactions (primitives/transaction.h:723-852).
 *
 *   header 4 · version group id 4 · inputs · outputs · lock time 4 · expiry height 4 · value balance 8
 *   · shielded spends · shielded outputs · join splits
 *
 * Older versions are parsed only so that they can be refused with the daemon's reason.
 */

import type { NodeTx } from '../fluxnode/node-transaction.ts';
import {
  ByteReader,
  compactSize,
  concat,
  DecodeError,
  fromHex,
  hashFromId,
  i64le,
  idFromHash,
  sha256d,
  u32le,
  varBytes,
} from './bytes.ts';
import { overwinterVersionGroupId, saplingVersionGroupId } from './limits.ts';

export interface TxInput {
  readonly txid: string;
  readonly vout: number;
  readonly script: Uint8Array;
  readonly sequence: number;
}

export interface TxOutput {
  /** Signed, as in the daemon: a negative value is refused by a rule, not by the parser. */
  readonly value: bigint;
  readonly script: Uint8Array;
}

export interface TxBody {
  readonly inputs: readonly TxInput[];
  readonly outputs: readonly TxOutput[];
  readonly lockTime: number;
  readonly expiryHeight: number;
}

export interface Tx extends TxBody {
  readonly txid: string;
  readonly bytes: Uint8Array;
  readonly version: number;
  readonly overwintered: boolean;
  readonly versionGroupId: number;
  readonly valueBalance: bigint;
  readonly shieldedSpends: number;
  readonly shieldedOutputs: number;
  readonly joinSplits: number;
  /** A FluxNode transaction, which has neither inputs nor outputs; null for every other. */
  readonly node: NodeTx | null;
}

/** Sizes of the shielded parts, skipped over unread: spend 384, output 948, join split 1698 (Groth16) or 1802 (PHGR13). */
const spendBytes = 384;
const outputBytes = 948;
const joinSplitBytes = (sapling: boolean): number => (sapling ? 1698 : 1802);

const skipVector = (reader: ByteReader, itemBytes: number): number => {
  const count = reader.compactSize();
  reader.skip(count * itemBytes);
  return count;
};

const readVector = <T>(reader: ByteReader, smallest: number, read: () => T): T[] => {
  const count = reader.compactSize();
  if (count * smallest > reader.remaining) throw new DecodeError('end of data');
  return Array.from({ length: count }, read);
};

/** True for the header of node transactions (versions 5 and 6 without the overwinter bit). */
export const isNodeTransaction = (bytes: Uint8Array): boolean => {
  const version = bytes.length >= 4 ? new ByteReader(bytes).u32() : 0;
  return version === 5 || version === 6;
};

/** Parses one whole transaction; trailing bytes, truncation or odd sizes throw `DecodeError`. */
export const parseTransaction = (bytes: Uint8Array): Tx => {
  const reader = new ByteReader(bytes);
  const header = reader.u32();
  const overwintered = header >>> 31 === 1;
  const version = header & 0x7fffffff;
  const versionGroupId = overwintered ? reader.u32() : 0;
  const sapling = overwintered && versionGroupId === saplingVersionGroupId && version === 4;
  const overwinter = overwintered && versionGroupId === overwinterVersionGroupId && version === 3;
  if (overwintered && !sapling && !overwinter) throw new DecodeError('unknown transaction format');
  const inputs = readVector(reader, 41, () => ({
    txid: idFromHash(reader.take(32)),
    vout: reader.u32(),
    script: reader.varBytes(),
    sequence: reader.u32(),
  }));
  const outputs = readVector(reader, 9, () => ({ value: reader.i64(), script: reader.varBytes() }));
  const lockTime = reader.u32();
  const expiryHeight = overwintered ? reader.u32() : 0;
  const valueBalance = sapling ? reader.i64() : 0n;
  const shieldedSpends = sapling ? skipVector(reader, spendBytes) : 0;
  const shieldedOutputs = sapling ? skipVector(reader, outputBytes) : 0;
  const joinSplits = version >= 2 ? skipVector(reader, joinSplitBytes(sapling)) : 0;
  if (joinSplits > 0) reader.skip(96);
  if (shieldedSpends + shieldedOutputs > 0) reader.skip(64);
  if (reader.remaining !== 0) throw new DecodeError('trailing bytes');
  return {
    txid: idFromHash(sha256d(bytes)),
    bytes,
    version,
    overwintered,
    versionGroupId,
    inputs,
    outputs,
    lockTime,
    expiryHeight,
    valueBalance,
    shieldedSpends,
    shieldedOutputs,
    joinSplits,
    node: null,
  };
};

export const parseTransactionHex = (hex: string): Tx => parseTransaction(fromHex(hex));

export const serializeOutput = (output: TxOutput): Uint8Array => concat(i64le(output.value), varBytes(output.script));

export const serializeOutpoint = (input: TxInput): Uint8Array => concat(hashFromId(input.txid), u32le(input.vout));

/** Version 4 bytes of a transparent transaction. */
export const serializeTransaction = (body: TxBody): Uint8Array =>
  concat(
    u32le(0x80000004),
    u32le(saplingVersionGroupId),
    compactSize(body.inputs.length),
    ...body.inputs.flatMap((input) => [serializeOutpoint(input), varBytes(input.script), u32le(input.sequence)]),
    compactSize(body.outputs.length),
    ...body.outputs.map(serializeOutput),
    u32le(body.lockTime),
    u32le(body.expiryHeight),
    i64le(0n),
    Uint8Array.of(0, 0, 0),
  );

export const coinKey = (txid: string, vout: number): string => `${txid}:${vout}`;

const nullTxid = '0'.repeat(64);

/** An input that points nowhere: only a block's first transaction may hold one. */
export const isNullOutpoint = (input: TxInput): boolean => input.txid === nullTxid && input.vout === 0xffffffff;

export const isCoinbase = (tx: TxBody): boolean => {
  const [first] = tx.inputs;
  return tx.inputs.length === 1 && first !== undefined && isNullOutpoint(first);
};

export const nullInput = (script: Uint8Array): TxInput => ({
  txid: nullTxid,
  vout: 0xffffffff,
  script,
  sequence: 0xffffffff,
});
