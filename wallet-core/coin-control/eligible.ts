/**
 * What may be spent at all. Selection takes `EligibleSpendable` only, and only this file makes one: frozen outputs,
 * node collateral, immature coinbases and others' unconfirmed payments cannot enter by accident (T-08).
 */
import { type Outpoint, outpointKey, type Spendable } from '../chain-contract/index.ts';

declare const checked: unique symbol;

export type EligibleSpendable = Spendable & { readonly [checked]: true };

export interface EligibilityRules {
  /** Collateral outputs the person has unlocked for this payment. Nothing unlocks a frozen, immature or incoming one. */
  readonly unlockedCollateral: readonly Outpoint[];
  /** Looks at the value itself, whatever `state` says: a reader's mistake must not cost a node. */
  readonly isCollateral: (spendable: Spendable) => boolean;
  /** Can the account sign for it? */
  readonly canSign: (spendable: Spendable) => boolean;
}

export type Ineligibility = 'frozen' | 'immature' | 'incoming' | 'collateral' | 'not-ours';

/** Why `spendable` stays out; `null` when it may be spent. `unlocked` holds outpoint keys. */
function ineligibility(
  spendable: Spendable,
  rules: EligibilityRules,
  unlocked: ReadonlySet<string>,
): Ineligibility | null {
  const { state } = spendable;
  if (state === 'frozen' || state === 'immature' || state === 'incoming') return state;
  if (!rules.canSign(spendable)) return 'not-ours';
  const isCollateral = state === 'collateral' || rules.isCollateral(spendable);
  return isCollateral && !unlocked.has(outpointKey(spendable.outpoint)) ? 'collateral' : null;
}

export interface Eligibility {
  readonly eligible: readonly EligibleSpendable[];
  /** Value kept out because it is collateral: what unlocking would add. */
  readonly collateralValue: bigint;
}

/** Splits off what automatic selection may use. Order is kept. */
export function eligibleSpendables(spendables: readonly Spendable[], rules: EligibilityRules): Eligibility {
  const unlocked = new Set(rules.unlockedCollateral.map(outpointKey));
  let collateralValue = 0n;
  const isEligible = (spendable: Spendable): spendable is EligibleSpendable => {
    const reason = ineligibility(spendable, rules, unlocked);
    if (reason === 'collateral') collateralValue += spendable.value;
    return reason === null;
  };
  const eligible = spendables.filter(isEligible);
  return { eligible, collateralValue };
}

export interface ExplicitChoice {
  readonly chosen: readonly EligibleSpendable[];
  /** Asked for and not to be had: unknown (spent, or never there) or kept out. */
  readonly refused: readonly { readonly outpoint: Outpoint; readonly reason: Ineligibility | 'unknown' }[];
}

/** Exactly the outputs a person has picked, in that order, each once. */
export function chooseExplicitly(
  spendables: readonly Spendable[],
  outpoints: readonly Outpoint[],
  rules: EligibilityRules,
): ExplicitChoice {
  const unlocked = new Set(rules.unlockedCollateral.map(outpointKey));
  const wanted = new Map(outpoints.map((outpoint) => [outpointKey(outpoint), outpoint]));
  const found = new Map<string, Spendable>();
  for (const spendable of spendables) {
    const key = outpointKey(spendable.outpoint);
    if (wanted.has(key)) found.set(key, spendable);
  }
  const refused: { readonly outpoint: Outpoint; readonly reason: Ineligibility | 'unknown' }[] = [];
  const isEligible = (spendable: Spendable): spendable is EligibleSpendable =>
    ineligibility(spendable, rules, unlocked) === null;
  const chosen: EligibleSpendable[] = [];
  for (const [key, outpoint] of wanted) {
    const spendable = found.get(key);
    if (spendable !== undefined && isEligible(spendable)) chosen.push(spendable);
    else {
      const reason = spendable === undefined ? 'unknown' : (ineligibility(spendable, rules, unlocked) ?? 'unknown');
      refused.push({ outpoint, reason });
    }
  }
  return { chosen, refused };
}
