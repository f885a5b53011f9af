/** Numbers with a decimal point, exactly: prices and what they make of an amount never pass through a float. */

/** `digits` × 10^-`scale`. Never negative. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const NUMBER = /^(\d{1,30})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,2}))?$/;
/** A finer fraction says nothing about money. */
const MAX_SCALE = 30;
const MAX_EXPONENT = 30;

/** Reads a number as JSON writes it (`1.2e-6`). `undefined` for negative, endless or oversized ones; never throws. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, whole, fraction = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const power = Number.parseInt(exponent, 10);
  if (Math.abs(power) > MAX_EXPONENT) return undefined;
  const digits = BigInt(whole + fraction);
  const scale = fraction.length - power;
  return scale >= 0 ? rescaled({ digits, scale }, MAX_SCALE) : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** At most `scale` digits after the point, rounded half up. */
export function rescaled(value: Decimal, scale: number): Decimal {
  if (value.scale <= scale) return value;
  const unit = 10n ** BigInt(value.scale - scale);
  return { digits: (value.digits + unit / 2n) / unit, scale };
}

/** The product, to 30 digits after the point. */
export function multiply(one: Decimal, other: Decimal): Decimal {
  return rescaled({ digits: one.digits * other.digits, scale: one.scale + other.scale }, MAX_SCALE);
}

/** Plain digits without exponent and without zeros at the end: `0.0000012`. */
export function decimalText({ digits, scale }: Decimal): string {
  const all = digits.toString().padStart(scale + 1, '0');
  const whole = all.slice(0, all.length - scale);
  const fraction = all.slice(all.length - scale).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** In units of 10^-`places`, rounded half up: cents for 2. */
export function toMinorUnits(value: Decimal, places: number): bigint {
  const { digits, scale } = rescaled(value, places);
  return digits * 10n ** BigInt(places - scale);
}
