import { outpointKey } from '../chain-contract/index.ts';
import type { EligibleSpendable } from './eligible.ts';

/**
 * `fewest-inputs` takes the largest first: small and cheap transactions. `oldest-first` spends by age.
 * `smallest-first` tidies up: more inputs now, fewer outputs left.
 */
export type SelectionStrategy = 'fewest-inputs' | 'oldest-first' | 'smallest-first';

/** Confirmed before own unconfirmed change before collateral the person has unlocked: the next only when needed. */
export function rankOf(spendable: EligibleSpendable): 0 | 1 | 2 {
  if (spendable.state === 'collateral') return 2;
  return spendable.state === 'own-change' ? 1 : 0;
}

function compareValues(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function compareAges(a: EligibleSpendable, b: EligibleSpendable): number {
  return (a.height ?? Number.MAX_SAFE_INTEGER) - (b.height ?? Number.MAX_SAFE_INTEGER);
}

function compareOutpoints(a: EligibleSpendable, b: EligibleSpendable): number {
  const keyA = outpointKey(a.outpoint);
  const keyB = outpointKey(b.outpoint);
  if (keyA === keyB) return 0;
  return keyA < keyB ? -1 : 1;
}

/** A sorted copy; equal outputs by age, then outpoint, so the same set always gives the same order. */
export function orderForSelection(
  candidates: readonly EligibleSpendable[],
  strategy: SelectionStrategy,
): readonly EligibleSpendable[] {
  const byStrategy = {
    'fewest-inputs': (a: EligibleSpendable, b: EligibleSpendable) => compareValues(b.value, a.value),
    'oldest-first': compareAges,
    'smallest-first': (a: EligibleSpendable, b: EligibleSpendable) => compareValues(a.value, b.value),
  }[strategy];
  return [...candidates].sort(
    (a, b) => rankOf(a) - rankOf(b) || byStrategy(a, b) || compareAges(a, b) || compareOutpoints(a, b),
  );
}
