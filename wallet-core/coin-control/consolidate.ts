import type { EligibleSpendable } from './eligible.ts';
import { orderForSelection } from './order.ts';
import type { SelectionTerms } from './select.ts';
import { maxInputs } from './size-model.ts';

export interface ConsolidationBatch {
  readonly inputs: readonly EligibleSpendable[];
  /** What arrives in the one output. */
  readonly amount: bigint;
  readonly fee: bigint;
}

export interface ConsolidationPlan {
  readonly batches: readonly ConsolidationBatch[];
  /** Outputs that cost more to move than they are worth. */
  readonly notWorthMoving: readonly EligibleSpendable[];
}

export interface ConsolidationTerms extends SelectionTerms {
  /** Outputs of this value and above are left alone. */
  readonly below: bigint;
  /** At most so many inputs each, besides the size limit. */
  readonly maxInputsPerBatch: number;
}

/**
 * Gathers small outputs into few: transactions of one output each, smallest coins first. `size.signedSize` must count
 * one output without change. A batch joins at least two outputs and leaves at least `dust`. Unconfirmed ones stay.
 */
export function planConsolidation(
  candidates: readonly EligibleSpendable[],
  terms: ConsolidationTerms,
): ConsolidationPlan {
  const feeOf = (inputs: number) => BigInt(terms.size.signedSize(inputs, false)) * terms.feePerByte;
  const cost = feeOf(2) - feeOf(1);
  const small = candidates.filter((candidate) => candidate.state === 'spendable' && candidate.value < terms.below);
  const notWorthMoving = small.filter((candidate) => candidate.value <= cost);
  const ordered = orderForSelection(
    small.filter((candidate) => candidate.value > cost),
    'smallest-first',
  );
  const perBatch = Math.min(terms.maxInputsPerBatch, maxInputs(terms.size, ordered.length, false));
  const batches: ConsolidationBatch[] = [];
  if (perBatch < 2) return { batches, notWorthMoving };
  for (let at = 0; at < ordered.length; at += perBatch) {
    const inputs = ordered.slice(at, at + perBatch);
    const fee = feeOf(inputs.length);
    const amount = inputs.reduce((total, input) => total + input.value, 0n) - fee;
    if (inputs.length >= 2 && amount >= terms.dust) batches.push({ inputs, amount, fee });
  }
  return { batches, notWorthMoving };
}
