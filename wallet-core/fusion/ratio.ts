/** An exact share such as a fee of 0.001. */
export interface Ratio {
  readonly numerator: bigint;
  /** Above zero. */
  readonly denominator: bigint;
}

/** `amount` times `ratio`, rounded up to whole multiples of `unit`. */
export function shareRoundedUp(amount: bigint, { numerator, denominator }: Ratio, unit: bigint): bigint {
  const divisor = denominator * unit;
  return ((amount * numerator + divisor - 1n) / divisor) * unit;
}
