/** When a fee is more than a person would want to pay. Smallest units; `basisPoints`: hundredths of a percent. */
export interface FeeLimits {
  readonly highFee: bigint;
  readonly highBasisPoints: bigint;
  readonly absurdFee: bigint;
  readonly absurdFeePerByte: bigint;
}

/** FLUX: 0.01 FLUX and 1 %; 1 FLUX and 1,000 sat per byte (architecture, "FLUX constants"). A median fee is 0.0000023 FLUX. */
export const fluxFeeLimits: FeeLimits = Object.freeze({
  highFee: 1_000_000n,
  highBasisPoints: 100n,
  absurdFee: 100_000_000n,
  absurdFeePerByte: 1_000n,
});

export type FeeRuling =
  | { readonly verdict: 'fine' }
  /** Say so before the person confirms. */
  | { readonly verdict: 'warn'; readonly reason: 'high' }
  /** Not without a sentence the person types; an unknown fee not at all. */
  | { readonly verdict: 'refuse'; readonly reason: 'above-ceiling' | 'above-rate'; readonly liftedBy: 'typed-consent' }
  | { readonly verdict: 'refuse'; readonly reason: 'unknown'; readonly liftedBy: null };

/**
 * T-07: warns above max(1 % of the amount, a floor), refuses above a ceiling or rate, refuses what is not known or makes
 * no sense (a negative fee, a transaction without size).
 */
export function ruleOnFee(fee: bigint | null, amount: bigint, signedSize: number, limits: FeeLimits): FeeRuling {
  if (fee === null || fee < 0n || amount < 0n || !Number.isSafeInteger(signedSize) || signedSize <= 0) {
    return { verdict: 'refuse', reason: 'unknown', liftedBy: null };
  }
  if (fee > limits.absurdFee) return { verdict: 'refuse', reason: 'above-ceiling', liftedBy: 'typed-consent' };
  if (fee > limits.absurdFeePerByte * BigInt(signedSize)) {
    return { verdict: 'refuse', reason: 'above-rate', liftedBy: 'typed-consent' };
  }
  const isHigh = fee > limits.highFee && fee * 10_000n > amount * limits.highBasisPoints;
  return isHigh ? { verdict: 'warn', reason: 'high' } : { verdict: 'fine' };
}
