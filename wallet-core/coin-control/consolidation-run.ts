/**
 * A consolidation from preview to the last batch: what it will do in numbers, names that survive a restart, and what is
 * left of it after one. A batch's name follows from the outputs it spends, so the same plan never gets two of it.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { outpointKey, type PaymentDraft } from '../chain-contract/index.ts';
import { toHex, utf8 } from '../primitives/index.ts';
import type { ConsolidationBatch, ConsolidationPlan, ConsolidationTerms } from './consolidate.ts';
import type { EligibleSpendable } from './eligible.ts';

export interface BatchRecord {
  /** 32 hex characters, from the outpoints alone. */
  readonly id: string;
  /** Outpoint keys, in input order. */
  readonly inputs: readonly string[];
  readonly amount: bigint;
  readonly fee: bigint;
}

export interface RunRecord {
  readonly id: string;
  readonly batches: readonly BatchRecord[];
}

function idOf(parts: readonly string[]): string {
  return toHex(sha256(utf8(parts.join('\n'))).subarray(0, 16));
}

function recordOf({ inputs, amount, fee }: ConsolidationBatch): BatchRecord {
  const keys = inputs.map(({ outpoint }) => outpointKey(outpoint));
  return { id: idOf([...keys].sort()), inputs: keys, amount, fee };
}

/** What is journalled before the first batch is signed. */
export function recordRun({ batches }: ConsolidationPlan): RunRecord {
  const records = batches.map(recordOf);
  return { id: idOf(records.map(({ id }) => id).sort()), batches: records };
}

export interface ConsolidationPreview {
  readonly transactions: number;
  readonly inputs: number;
  readonly bytes: number;
  readonly fee: bigint;
  /** What arrives, over all batches. */
  readonly amount: bigint;
  /** Outputs of this kind before and after. */
  readonly before: number;
  readonly after: number;
  /** Blocks that all of it fills at least. */
  readonly blocks: number;
  readonly notWorthMoving: number;
}

/** `blockBytes`: room in a block. Fees and sizes are upper bounds: signatures count at their longest. */
export function previewConsolidation(
  { batches, notWorthMoving }: ConsolidationPlan,
  terms: Pick<ConsolidationTerms, 'size'>,
  blockBytes: number,
): ConsolidationPreview {
  let inputs = 0;
  let bytes = 0;
  let fee = 0n;
  let amount = 0n;
  for (const batch of batches) {
    inputs += batch.inputs.length;
    bytes += terms.size.signedSize(batch.inputs.length, false);
    fee += batch.fee;
    amount += batch.amount;
  }
  return {
    transactions: batches.length,
    inputs,
    bytes,
    fee,
    amount,
    before: inputs,
    after: batches.length,
    blocks: Math.ceil(bytes / blockBytes),
    notWorthMoving: notWorthMoving.length,
  };
}

/** One batch as a payment to oneself: everything to `address`, from exactly these outputs, no collateral unlocked. */
export function batchDraft(
  { inputs }: ConsolidationBatch,
  address: string,
  payment: Pick<PaymentDraft, 'chain' | 'asset' | 'feePerByte'>,
): PaymentDraft {
  return {
    kind: 'payment',
    ...payment,
    recipients: [{ address, amount: 'max' }],
    message: null,
    inputs: inputs.map(({ outpoint }) => outpoint),
    unlockedCollateral: [],
  };
}

export type BatchStanding =
  /** All its outputs are there: sign and send. */
  | { readonly kind: 'ready'; readonly record: BatchRecord; readonly inputs: readonly EligibleSpendable[] }
  /** None is left: it went through, here or elsewhere. The journal knows which. */
  | { readonly kind: 'gone'; readonly record: BatchRecord }
  /** Some are gone: never sent as it is; what is left belongs in a new plan. */
  | { readonly kind: 'broken'; readonly record: BatchRecord };

/** What a journalled run has still to do, by the outputs that may be spent now. */
export function resumeRun(run: RunRecord, eligible: readonly EligibleSpendable[]): readonly BatchStanding[] {
  const available = new Map(eligible.map((spendable) => [outpointKey(spendable.outpoint), spendable]));
  return run.batches.map((record): BatchStanding => {
    const inputs = record.inputs.flatMap((key) => available.get(key) ?? []);
    if (inputs.length === record.inputs.length) return { kind: 'ready', record, inputs };
    return { kind: inputs.length === 0 ? 'gone' : 'broken', record };
  });
}
