import { type Decimal, rescaled } from './decimal.ts';

/** Prices move all the time: from here on a price is shown as an old one. */
const OLD_AFTER_MS = 15 * 60_000;
/** What was true so long ago says nothing about now: not known any more. */
const GONE_AFTER_MS = 24 * 3_600_000;

export type PriceAge = 'fresh' | 'old' | 'gone';

/** How far a price of `atMs` can be relied on. One from the future (the clock was set back) is old. */
export function priceAge(atMs: number, nowMs: number): PriceAge {
  const age = nowMs - atMs;
  if (age > GONE_AFTER_MS) return 'gone';
  return age > OLD_AFTER_MS || age < -OLD_AFTER_MS ? 'old' : 'fresh';
}

/** What so many smallest units are worth at a price for one coin. For showing only: it never becomes an amount again. */
export function moneyValue(units: bigint, decimals: number, price: Decimal): Decimal {
  if (units < 0n) throw new RangeError('negative amount');
  return { digits: units * price.digits, scale: decimals + price.scale };
}

/** Rounded to its first digits that say something, at least four of them: a price of 0.0612345 as 0.06123. */
export function significant({ digits, scale }: Decimal, count = 4): Decimal {
  const surplus = digits.toString().length - count;
  return rescaled({ digits, scale }, Math.max(0, Math.min(scale, scale - surplus)));
}

/** Finer than this, an amount that came from money is only noise. */
const MAX_ENTRY_DECIMALS = 8;

/**
 * Smallest units of a coin that are worth at most so much money, from what the person typed and the price that is shown;
 * rounded down to eight digits after the point. The price is above zero.
 */
export function unitsWorth(money: Decimal, price: Decimal, decimals: number): bigint {
  if (price.digits <= 0n) throw new RangeError('no price');
  const units = (money.digits * 10n ** BigInt(decimals + price.scale)) / (price.digits * 10n ** BigInt(money.scale));
  const step = 10n ** BigInt(Math.max(0, decimals - MAX_ENTRY_DECIMALS));
  return units - (units % step);
}
