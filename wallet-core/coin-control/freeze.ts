import { outpointKey, type Spendable } from '../chain-contract/index.ts';

/**
 * Marks what the person has frozen, by outpoint key. Freezing wins over every other state; an output that is no longer
 * in `frozen` keeps the state the chain gives it. Unchanged outputs are the same objects.
 */
export function applyFreezing(spendables: readonly Spendable[], frozen: ReadonlySet<string>): readonly Spendable[] {
  if (frozen.size === 0) return spendables;
  return spendables.map((spendable) =>
    frozen.has(outpointKey(spendable.outpoint)) ? { ...spendable, state: 'frozen' } : spendable,
  );
}
