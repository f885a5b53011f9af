/**
 * Which outputs pay. Pure and deterministic: the same candidates, target and fee give the same inputs. Sorting is the
 * most it does (n log n). Amounts in smallest units, fee per byte.
 */
import type { EligibleSpendable } from './eligible.ts';
import { orderForSelection, rankOf, type SelectionStrategy } from './order.ts';
import { maxInputs, type SizeModel } from './size-model.ts';

export interface SelectionTerms {
  readonly feePerByte: bigint;
  /** No change below this is made; it goes to the fee instead. */
  readonly dust: bigint;
  readonly size: SizeModel;
}

export type Selection =
  | {
      readonly kind: 'selected';
      readonly inputs: readonly EligibleSpendable[];
      readonly fee: bigint;
      /** 0 when there is no change output. */
      readonly change: bigint;
    }
  /** `missing`: how much more would have to be there. */
  | { readonly kind: 'insufficient'; readonly missing: bigint; readonly available: bigint }
  /** It could be paid, but not within one transaction: only so many inputs fit. */
  | { readonly kind: 'too-large'; readonly fittingInputs: number };

function sum(spendables: readonly EligibleSpendable[]): bigint {
  let total = 0n;
  for (const spendable of spendables) total += spendable.value;
  return total;
}

function feeOf(terms: SelectionTerms, inputs: number, withChange: boolean): bigint {
  return BigInt(terms.size.signedSize(inputs, withChange)) * terms.feePerByte;
}

/** What one more input costs; outputs worth no more are left alone. */
function inputCost(terms: SelectionTerms): bigint {
  return feeOf(terms, 2, false) - feeOf(terms, 1, false);
}

function worthSpending(candidates: readonly EligibleSpendable[], terms: SelectionTerms): readonly EligibleSpendable[] {
  const cost = inputCost(terms);
  return candidates.filter((candidate) => candidate.value > cost);
}

/** Pays `target` from exactly these inputs: change if it is no dust, else a higher fee. */
function settle(inputs: readonly EligibleSpendable[], target: bigint, terms: SelectionTerms): Selection {
  const total = sum(inputs);
  const bare = feeOf(terms, inputs.length, false);
  if (inputs.length === 0 || total < target + bare) {
    return { kind: 'insufficient', missing: target + bare - total, available: total };
  }
  if (terms.size.signedSize(inputs.length, true) > terms.size.maxBytes) {
    const fittingInputs = maxInputs(terms.size, inputs.length, true);
    if (fittingInputs < inputs.length) return { kind: 'too-large', fittingInputs };
  }
  const change = total - target - feeOf(terms, inputs.length, true);
  return change >= terms.dust
    ? { kind: 'selected', inputs, fee: total - target - change, change }
    : { kind: 'selected', inputs, fee: total - target, change: 0n };
}

/** The smallest of `candidates` of this rank that is worth at least `value`. */
function smallestOver(
  candidates: readonly EligibleSpendable[],
  rank: number,
  value: bigint,
): EligibleSpendable | undefined {
  let best: EligibleSpendable | undefined;
  for (const candidate of candidates) {
    if (candidate.value < value || rankOf(candidate) !== rank) continue;
    if (best === undefined || candidate.value < best.value) best = candidate;
  }
  return best;
}

/**
 * Makes a found prefix cheaper: the last input becomes the smallest that still suffices; then, where the rest would be
 * dust thrown to the fee, a larger last input or one more input is taken if real change costs less than the loss.
 */
function refine(
  ordered: readonly EligibleSpendable[],
  count: number,
  target: bigint,
  terms: SelectionTerms,
): readonly EligibleSpendable[] {
  const last = ordered[count - 1];
  if (last === undefined) return [];
  const kept = ordered.slice(0, count - 1);
  const others = ordered.slice(count - 1);
  const keptTotal = sum(kept);
  const bare = feeOf(terms, count, false);
  const needed = target + bare - keptTotal;
  const smallest = smallestOver(others, rankOf(last), needed) ?? last;
  const lost = smallest.value - needed;
  const withChange = feeOf(terms, count, true);
  if (lost === 0n || smallest.value - needed - (withChange - bare) >= terms.dust) return [...kept, smallest];

  const changeCost = withChange - bare;
  if (changeCost < lost) {
    const larger = smallestOver(others, rankOf(last), needed + changeCost + terms.dust);
    if (larger !== undefined) return [...kept, larger];
  }
  const oneMore = feeOf(terms, count + 1, true);
  if (oneMore - bare < lost && terms.size.signedSize(count + 1, true) <= terms.size.maxBytes) {
    const wanted = target + oneMore + terms.dust - keptTotal - smallest.value;
    const extra = smallestOver(
      others.filter((candidate) => candidate !== smallest),
      rankOf(last),
      wanted,
    );
    if (extra !== undefined) return [...kept, smallest, extra];
  }
  return [...kept, smallest];
}

/** Enough outputs for `target` and the fee, and the change left over. */
export function selectForTarget(
  candidates: readonly EligibleSpendable[],
  target: bigint,
  terms: SelectionTerms,
  strategy: SelectionStrategy = 'fewest-inputs',
): Selection {
  const ordered = orderForSelection(worthSpending(candidates, terms), strategy);
  const limit = maxInputs(terms.size, ordered.length, true);
  let total = 0n;
  for (let count = 1; count <= limit; count++) {
    total += ordered[count - 1]?.value ?? 0n;
    if (total < target) continue;
    if (total < target + feeOf(terms, count, false)) continue;
    const inputs = strategy === 'fewest-inputs' ? refine(ordered, count, target, terms) : ordered.slice(0, count);
    return settle(inputs, target, terms);
  }
  const all = sum(ordered);
  const missing = target + feeOf(terms, Math.max(ordered.length, 1), false) - all;
  if (missing > 0n) return { kind: 'insufficient', missing, available: all };
  return { kind: 'too-large', fittingInputs: limit };
}

/** Everything worth spending, for "send the maximum", with `fixed` paid besides; see `spendAll`. */
export function selectEverything(
  candidates: readonly EligibleSpendable[],
  fixed: bigint,
  terms: SelectionTerms,
): Selection {
  const inputs = worthSpending(candidates, terms);
  return spendAll(inputs, fixed, terms);
}

/** Exactly these inputs for `target`, with change. */
export function selectExplicit(inputs: readonly EligibleSpendable[], target: bigint, terms: SelectionTerms): Selection {
  return settle(inputs, target, terms);
}

/** Exactly these inputs and no change: their total less `fixed` and the fee is the maximum, and at least `dust`. */
export function spendAll(inputs: readonly EligibleSpendable[], fixed: bigint, terms: SelectionTerms): Selection {
  const total = sum(inputs);
  const fee = feeOf(terms, Math.max(inputs.length, 1), false);
  const fittingInputs = maxInputs(terms.size, inputs.length, false);
  if (total < fixed + fee + terms.dust) {
    return { kind: 'insufficient', missing: fixed + fee + terms.dust - total, available: total };
  }
  if (fittingInputs < inputs.length) return { kind: 'too-large', fittingInputs };
  return { kind: 'selected', inputs, fee, change: 0n };
}
