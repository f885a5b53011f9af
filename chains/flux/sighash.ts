/**
 * What a signature of a version-4 transaction signs (ZIP-243, SIGHASH_ALL; fluxd script/interpreter.cpp:1061-1250).
 * All inputs share everything but the last part, so the lists are hashed once: work grows with the number of inputs,
 * not with its square.
 *
 *     0 header (4) · 4 version group (4) · 8 hash of outpoints (32) · 40 hash of sequences (32) · 72 hash of outputs (32)
 *   104 join splits, shielded spends, shielded outputs: 32 zero bytes each
 *   200 lock time (4) · 204 expiry height (4) · 208 value balance (8) = 0 · 216 hash type (4)
 *   220 outpoint (36) · script code with its length · value (8) · sequence (4)
 */
import { blake2b } from '@noble/hashes/blake2.js';
import { concatBytes, utf8 } from '../../wallet-core/primitives/index.ts';
import { ByteWriter, SIGHASH_ALL, writeOutpoint, writeOutput } from '../_families/utxo/index.ts';
import { SAPLING_VERSION_GROUP, VERSION_4_HEADER } from './transaction.ts';
import type { FluxTransaction } from './types.ts';

/** Consensus branch 76b809bb, little endian; the same since height 125,000 (consensus/upgrades.cpp:12-68). */
const BRANCH_ID = Uint8Array.of(0xbb, 0x09, 0xb8, 0x76);
const SIGNATURE_HASH = concatBytes(utf8('ZcashSigHash'), BRANCH_ID);
const OUTPOINTS_HASH = utf8('ZcashPrevoutHash');
const SEQUENCES_HASH = utf8('ZcashSequencHash');
const OUTPUTS_HASH = utf8('ZcashOutputsHash');

/** BLAKE2b-256 with a 16-byte personalization. */
export type PersonalizedHash = (personalization: Uint8Array, bytes: Uint8Array) => Uint8Array;

const blake2b256: PersonalizedHash = (personalization, bytes) => blake2b(bytes, { dkLen: 32, personalization });

export interface Sighasher {
  readonly hashOutpoints: Uint8Array;
  readonly hashSequences: Uint8Array;
  readonly hashOutputs: Uint8Array;
  /** The bytes that are hashed for one input. */
  preimage(inputIndex: number, scriptCode: Uint8Array, value: bigint): Uint8Array;
  /** The 32 bytes that are signed. Throws RangeError for an input that does not exist. */
  digest(inputIndex: number, scriptCode: Uint8Array, value: bigint): Uint8Array;
}

/** Hashes the shared parts of `transaction` once. `hash` exists for tests that count the work. */
export function createSighasher(transaction: FluxTransaction, hash: PersonalizedHash = blake2b256): Sighasher {
  const outpoints = new ByteWriter(36 * transaction.inputs.length);
  const sequences = new ByteWriter(4 * transaction.inputs.length);
  for (const input of transaction.inputs) {
    writeOutpoint(outpoints, input.outpoint);
    sequences.u32(input.sequence);
  }
  const outputs = new ByteWriter(40 * transaction.outputs.length);
  for (const output of transaction.outputs) writeOutput(outputs, output);

  const outpointBytes = outpoints.finish();
  const hashOutpoints = hash(OUTPOINTS_HASH, outpointBytes);
  const hashSequences = hash(SEQUENCES_HASH, sequences.finish());
  const hashOutputs = hash(OUTPUTS_HASH, outputs.finish());
  const shared = new ByteWriter(220)
    .u32(VERSION_4_HEADER)
    .u32(SAPLING_VERSION_GROUP)
    .bytes(hashOutpoints)
    .bytes(hashSequences)
    .bytes(hashOutputs)
    .bytes(new Uint8Array(96))
    .u32(transaction.lockTime)
    .u32(transaction.expiryHeight)
    .u64(0n)
    .u32(SIGHASH_ALL)
    .finish();

  const preimage = (inputIndex: number, scriptCode: Uint8Array, value: bigint): Uint8Array => {
    const input = transaction.inputs[inputIndex];
    if (input === undefined) throw new RangeError('input index');
    return new ByteWriter(300)
      .bytes(shared)
      .bytes(outpointBytes.subarray(36 * inputIndex, 36 * inputIndex + 36))
      .varBytes(scriptCode)
      .u64(value)
      .u32(input.sequence)
      .finish();
  };
  return {
    hashOutpoints,
    hashSequences,
    hashOutputs,
    preimage,
    digest: (inputIndex, scriptCode, value) => hash(SIGNATURE_HASH, preimage(inputIndex, scriptCode, value)),
  };
}
