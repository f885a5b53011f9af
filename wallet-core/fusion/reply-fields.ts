/**
 * Fields of the service's replies. The transport keeps every number as the text it stood there in, so numbers and
 * numbers in quotes look alike here and no amount ever was a float.
 */
import { FLUX_MAX_UNITS } from '../assets/index.ts';
import { z } from '../primitives/zod.ts';
import { parseCoins, parseRatio } from './decimal.ts';
import type { Ratio } from './ratio.ts';

const MAX_NUMBER_TEXT = 96;
const number = z.string().max(MAX_NUMBER_TEXT);

function bounded(units: bigint | undefined): units is bigint {
  return units !== undefined && units <= FLUX_MAX_UNITS;
}

function coins(rounding: 'down' | 'up') {
  return number.transform((text, context) => {
    const units = parseCoins(text, rounding);
    if (bounded(units)) return units;
    context.addIssue({ code: 'custom', message: 'coins' });
    return z.NEVER;
  });
}

/** FLUX in coins as sat, never more than it says. */
export const amount = coins('down');
/** A cost in coins as sat, never less than it says. */
export const cost = coins('up');

/** Half or more of an amount as a fee is no fee table of this service. */
export const percentage = number.transform((text, context): Ratio => {
  const ratio = parseRatio(text);
  if (ratio !== undefined && ratio.numerator * 2n < ratio.denominator) return ratio;
  context.addIssue({ code: 'custom', message: 'percentage' });
  return z.NEVER;
});

/** A whole number below 2^53. */
export const count = number.transform((text, context) => {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value)) return value;
  context.addIssue({ code: 'custom', message: 'count' });
  return z.NEVER;
});

/** Printable ASCII without blanks: each chain's own codec judges the rest. */
export const address = z.string().regex(/^[!-~]{1,128}$/);
/** Of any chain, also with a prefix such as `flux:`. */
export const txid = z.string().regex(/^[0-9A-Za-z:_-]{16,128}$/);
export const chainName = z.string().regex(/^[a-z0-9]{1,16}$/);

/** Words of the service: a stranger's, to be quoted and never to be acted upon. */
export const words = z
  .string()
  .max(100_000)
  .transform((text) =>
    text
      .replace(/[\p{C}\p{Z}]+/gu, ' ')
      .trim()
      .slice(0, 300),
  );
