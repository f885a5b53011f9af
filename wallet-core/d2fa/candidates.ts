/**
 * What the backend collects for the signer: OP_RETURN outputs that might be records. This file knows no keys, so the
 * backend may import it by its own path.
 */
import { type Outpoint, outpointKey, parseOutpointKey } from '../chain-contract/index.ts';
import { fromHex, type TxId, toHex, unsafeBrand } from '../primitives/index.ts';
import { z } from '../primitives/zod.ts';

/** Bytes of every record, and the most data that FLUX nodes relay in an OP_RETURN. Any other length is not looked at. */
export const recordBytes = 80;
/** Unused anchors in a row after which there are no more records; changes that never got mined leave such gaps. */
export const anchorGap = 8;
/** An account with more changes than this is read in part only, and the reading says so. */
export const maxAnchors = 1_024;
/** Oldest transactions of one anchor that are read: strangers learn of an anchor from our own transaction, so they come later. */
export const maxTransactionsPerAnchor = 100;
/** Outputs the signer tries to open in one reading; each costs some tens of microseconds. */
export const maxOutputs = 2_000;

/** One OP_RETURN output of 80 bytes in a transaction that pays to an anchor. Everything in it is a server's claim. */
export interface D2faOutput {
  readonly txid: TxId;
  /** What the transaction's first input spends. The record is bound to it. */
  readonly firstInput: Outpoint;
  readonly data: Uint8Array;
  /** Height of its block; `null` while unconfirmed. */
  readonly height: number | null;
}

/** What one server says about the anchors. */
export interface D2faReading {
  readonly source: string;
  readonly tipHeight: number;
  readonly atMs: number;
  /** Every anchor up to the gap was read to the end of its bounds. Without this the absence of a record says nothing. */
  readonly complete: boolean;
  readonly outputs: readonly D2faOutput[];
}

const height = z.int().min(0).max(499_999_999);

/** Form at borders. Bounded: a reading is about half a megabyte at most. */
const wireOutput = z.strictObject({
  txid: z.string().regex(/^[0-9a-f]{64}$/),
  firstInput: z.string().transform((text, context) => {
    const outpoint = parseOutpointKey(text);
    if (outpoint !== undefined) return outpoint;
    context.addIssue({ code: 'custom', message: 'not an outpoint' });
    return z.NEVER;
  }),
  data: z.string().regex(/^[0-9a-f]{160}$/),
  height: height.nullable(),
});

export const d2faOutput: z.ZodType<D2faOutput> = wireOutput.transform((output) => ({
  txid: unsafeBrand<TxId>(output.txid),
  firstInput: output.firstInput,
  data: fromHex(output.data),
  height: output.height,
}));

export const d2faReading: z.ZodType<D2faReading> = z.strictObject({
  source: z.string().min(1).max(255),
  tipHeight: height,
  atMs: z.int().min(0).max(8.64e15),
  complete: z.boolean(),
  outputs: z.array(d2faOutput).max(maxOutputs),
});

export interface WireD2faOutput {
  readonly txid: string;
  readonly firstInput: string;
  readonly data: string;
  readonly height: number | null;
}

/** The form of `d2faOutput`, for a border or for storage. */
export function toWireOutput({ txid, firstInput, data, height: at }: D2faOutput): WireD2faOutput {
  return { txid, firstInput: outpointKey(firstInput), data: toHex(data), height: at };
}

/**
 * Which anchors to read next, given which ones were read and whether they had any transaction: up to the gap behind the
 * last used one. Empty when done; `complete` is false when the limit ended it.
 */
export function nextAnchors(read: ReadonlyMap<number, boolean>): {
  readonly sequences: readonly number[];
  readonly complete: boolean;
} {
  let lastUsed = 0;
  for (const [sequence, used] of read) if (used && sequence > lastUsed) lastUsed = sequence;
  const end = Math.min(lastUsed + anchorGap, maxAnchors);
  const sequences: number[] = [];
  for (let sequence = 1; sequence <= end; sequence++) if (!read.has(sequence)) sequences.push(sequence);
  return { sequences, complete: sequences.length === 0 && lastUsed + anchorGap <= maxAnchors };
}
