import { WalletError } from '../errors/index.ts';
import { accept, type Result, refuse } from '../primitives/index.ts';

export type AmountRefusal = 'amount.bad-format' | 'amount.too-precise' | 'amount.out-of-range';

/** Above every amount any chain can hold (2^256 has 78 digits): bounds work on hostile text. */
const MAX_DIGITS = 78;
const DECIMAL = /^(\d{1,78})(?:\.(\d{1,78}))?$/;

/**
 * Smallest units of a decimal text such as `12.34`. ASCII digits and one point only: no sign, exponent, comma,
 * space, bare point. More digits than `decimals` are refused unless the surplus is zeros.
 */
export function parseAmount(text: string, decimals: number): Result<bigint, AmountRefusal> {
  const match = DECIMAL.exec(text);
  if (match === null) return refuse('amount.bad-format');
  const whole = match[1] ?? '';
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals) return refuse('amount.too-precise');
  if (whole.length + decimals > MAX_DIGITS) return refuse('amount.out-of-range');
  return accept(BigInt(whole + fraction.padEnd(decimals, '0')));
}

/** Exact decimal text of `units`, without trailing zeros: `formatAmount(150000000n, 8)` is `1.5`. */
export function formatAmount(units: bigint, decimals: number): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? '' : digits.slice(digits.length - decimals).replace(/0+$/, '');
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

const UNITS = /^-?\d{1,78}$/;

/** A bigint from its decimal text at a border (JSON, IPC). Throws `amount.bad-format`. */
export function fromUnitsText(text: string): bigint {
  if (!UNITS.test(text)) throw new WalletError('amount.bad-format');
  return BigInt(text);
}

/** `part` of `whole` in basis points (1/100 %), rounded up; `undefined` when there is no whole. */
export function shareInBasisPoints(part: bigint, whole: bigint): bigint | undefined {
  if (whole <= 0n || part < 0n) return undefined;
  return (part * 10_000n + whole - 1n) / whole;
}
