import { formatAmount } from '../../../wallet-core/amounts/index.ts';

/** Narrow no-break space: groups digits without ever breaking a number over two lines. */
export const GROUP_SPACE = '\u202f';
export const MINUS = '\u2212';

/** An amount taken apart for showing. Joined without spaces it is the exact decimal text of the units. */
export interface AmountParts {
  readonly negative: boolean;
  /** Digits before the point in groups of three from the right. */
  readonly groups: readonly string[];
  /** Digits after the point, without trailing zeros; empty for whole amounts. */
  readonly fraction: string;
}

/** Takes smallest units apart. Exact for every size: digits are moved, never divided. */
export function amountParts(units: bigint, decimals: number): AmountParts {
  const text = formatAmount(units < 0n ? -units : units, decimals);
  const [whole = '0', fraction = ''] = text.split('.');
  const first = whole.length % 3;
  const groups: string[] = first === 0 ? [] : [whole.slice(0, first)];
  for (let at = first; at < whole.length; at += 3) groups.push(whole.slice(at, at + 3));
  return { negative: units < 0n, groups, fraction };
}

/** An amount with its unit in one text, for sentences on buttons and for screen readers: `1 234.5 FLUX`. */
export function amountWords(units: bigint, decimals: number, symbol: string): string {
  const { negative, groups, fraction } = amountParts(units, decimals);
  const number = groups.join(GROUP_SPACE) + (fraction === '' ? '' : `.${fraction}`);
  return `${negative ? MINUS : ''}${number}\u00a0${symbol}`;
}

/** `part` of `whole` in tenths of a percent, rounded half up, for bars and shares only; `undefined` without a whole. */
export function shareInTenthsOfPercent(part: bigint, whole: bigint): number | undefined {
  if (whole <= 0n || part < 0n) return undefined;
  return Number((part * 1000n + whole / 2n) / whole);
}
