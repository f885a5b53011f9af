/**
 * Numbers as JSON writes them, read from their text. The service computes in floats (`2.8000000000000114`), so more than
 * eight decimals are met: whoever reads says in which direction they are cut, and nothing passes through a float here.
 */
import type { Ratio } from './ratio.ts';

const NUMBER = /^(0|[1-9]\d{0,29})(?:\.(\d{1,60}))?(?:[eE]([+-]?\d{1,2}))?$/;
const SAT_DECIMALS = 8;

/** The exact value of a non-negative number's text; `undefined` for anything else. */
export function parseRatio(text: string): Ratio | undefined {
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale >= 0
    ? { numerator: digits, denominator: 10n ** BigInt(scale) }
    : { numerator: digits * 10n ** BigInt(-scale), denominator: 1n };
}

/** sat of FLUX in coins; what is below a sat is cut or rounded up. `undefined` for what is no number. */
export function parseCoins(text: string, rounding: 'down' | 'up'): bigint | undefined {
  const ratio = parseRatio(text);
  if (ratio === undefined) return undefined;
  const scaled = ratio.numerator * 10n ** BigInt(SAT_DECIMALS);
  const up = rounding === 'up' ? ratio.denominator - 1n : 0n;
  return (scaled + up) / ratio.denominator;
}
