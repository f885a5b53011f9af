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
  /** No batch pays more than this. Absent: no limit but size. */
  readonly maxFeePerBatch?: bigint;
  /**
   * Amounts that must not come out of a batch: an output of exactly a collateral's value would count as one and could
   * not be spent again without being unlocked (T-08).
   */
  readonly isForbiddenAmount?: (amount: bigint) => boolean;
}

function inputsWithinFee(terms: ConsolidationTerms, most: number): number {
  const { maxFeePerBatch, feePerByte, size } = terms;
  if (maxFeePerBatch === undefined || feePerByte <= 0n) return most;
  const maxBytes = maxFeePerBatch / feePerByte;
  const bounded = { ...size, maxBytes: Number(maxBytes > BigInt(size.maxBytes) ? BigInt(size.maxBytes) : maxBytes) };
  return maxInputs(bounded, most, false);
}

/** From `start`, as many as fit and make an output that may be; `null` when fewer than two do. */
function batchFrom(
  ordered: readonly EligibleSpendable[],
  start: number,
  most: number,
  terms: ConsolidationTerms,
): ConsolidationBatch | null {
  for (let inputs = ordered.slice(start, start + most); inputs.length >= 2; inputs = inputs.slice(0, -1)) {
    const fee = BigInt(terms.size.signedSize(inputs.length, false)) * terms.feePerByte;
    const amount = inputs.reduce((total, input) => total + input.value, 0n) - fee;
    if (amount >= terms.dust && terms.isForbiddenAmount?.(amount) !== true) return { inputs, amount, fee };
    if (amount < terms.dust) return null;
  }
  return null;
}

/**
 * Gathers small outputs into few: transactions of one output each, smallest coins first. `size.signedSize` must count
 * one output without change. A batch joins at least two outputs and leaves at least `dust`. Unconfirmed ones stay, and so
 * does everything `eligibleSpendables` keeps out: collateral, frozen, immature.
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
  const bySize = Math.min(terms.maxInputsPerBatch, maxInputs(terms.size, ordered.length, false));
  const perBatch = inputsWithinFee(terms, bySize);
  const batches: ConsolidationBatch[] = [];
  if (perBatch < 2) return { batches, notWorthMoving };
  for (let at = 0; at < ordered.length; ) {
    const batch = batchFrom(ordered, at, perBatch, terms);
    if (batch !== null) batches.push(batch);
    at += batch?.inputs.length ?? perBatch;
  }
  return { batches, notWorthMoving };
}
