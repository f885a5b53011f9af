/**
 * The signature digest of version 4 transactions (ZIP-243), on noble's BLAKE2b and the devnet's own serializer.
 * The three shared hashes are made once per transaction, so a spend of n inputs costs n short hashes.
 */
import { blake2b } from '@noble/hashes/blake2.js';
import { concat, i64le, u32le, varBytes } from './bytes.ts';
import { consensusBranchId, saplingVersionGroupId } from './limits.ts';
import { serializeOutpoint, serializeOutput, type TxBody } from './transaction.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const hash = (personal: Uint8Array, data: Uint8Array): Uint8Array =>
  blake2b(data, { dkLen: 32, personalization: personal });

const sigHashPersonal = concat(ascii('ZcashSigHash'), u32le(consensusBranchId));
const zero32 = new Uint8Array(32);

export const sigHashAll = 1;
const sigHashNone = 2;
const sigHashSingle = 3;
const anyoneCanPay = 0x80;

export interface SharedHashes {
  readonly prevouts: Uint8Array;
  readonly sequences: Uint8Array;
  readonly outputs: Uint8Array;
}

export const sharedHashes = (tx: TxBody): SharedHashes => ({
  prevouts: hash(ascii('ZcashPrevoutHash'), concat(...tx.inputs.map(serializeOutpoint))),
  sequences: hash(ascii('ZcashSequencHash'), concat(...tx.inputs.map((input) => u32le(input.sequence)))),
  outputs: hash(ascii('ZcashOutputsHash'), concat(...tx.outputs.map(serializeOutput))),
});

export interface SignedPart {
  readonly input: number;
  readonly scriptCode: Uint8Array;
  readonly value: bigint;
  readonly hashType: number;
}

const outputsHash = (tx: TxBody, shared: SharedHashes, part: SignedPart): Uint8Array => {
  const base = part.hashType & 0x1f;
  if (base !== sigHashSingle && base !== sigHashNone) return shared.outputs;
  const output = tx.outputs[part.input];
  if (base === sigHashSingle && output !== undefined) return hash(ascii('ZcashOutputsHash'), serializeOutput(output));
  return zero32;
};

/** The bytes that are hashed; exported because ZIP-243 publishes them and the tests compare. */
export const sigHashPreimage = (tx: TxBody, shared: SharedHashes, part: SignedPart): Uint8Array => {
  const input = tx.inputs[part.input];
  if (input === undefined) throw new RangeError('no such input');
  const all = (part.hashType & anyoneCanPay) === 0;
  const base = part.hashType & 0x1f;
  return concat(
    u32le(0x80000004),
    u32le(saplingVersionGroupId),
    all ? shared.prevouts : zero32,
    all && base !== sigHashSingle && base !== sigHashNone ? shared.sequences : zero32,
    outputsHash(tx, shared, part),
    zero32,
    zero32,
    zero32,
    u32le(tx.lockTime),
    u32le(tx.expiryHeight),
    i64le(0n),
    u32le(part.hashType),
    serializeOutpoint(input),
    varBytes(part.scriptCode),
    i64le(part.value),
    u32le(input.sequence),
  );
};

export const signatureHash = (tx: TxBody, shared: SharedHashes, part: SignedPart): Uint8Array =>
  hash(sigHashPersonal, sigHashPreimage(tx, shared, part));
