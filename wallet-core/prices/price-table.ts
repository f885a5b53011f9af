/** What the price sources answer (ZelCore-io/rates-api `/rates`, RunOnFlux/ssp-relay `/v1/rates`), read into one shape. */
import { WalletError } from '../errors/index.ts';
import { z } from '../primitives/zod.ts';
import { type Decimal, multiply, parseDecimal } from './decimal.ts';
import { type PricedCoin, pricedCoins } from './priced-coins.ts';

/** Both sides in one common unit, which is Bitcoin for one source and the US dollar for the other. */
export interface PriceTable {
  /** Units of a currency for one common unit, by ISO 4217 code. */
  readonly perUnit: ReadonlyMap<string, Decimal>;
  /** Common units for one coin. */
  readonly coins: ReadonlyMap<PricedCoin, Decimal>;
}

const MAX_CURRENCIES = 200;

/** Numbers come as the text they stood as in the reply, so that none has been a float. */
const number = z.string().max(90);
const keyed = z.record(z.string().max(80), z.unknown());
const currency = z.object({ code: z.string().max(10), rate: number });

/** An array of three: currencies per Bitcoin, Bitcoin per coin, errors of its own sources. */
const zelcoreReply = z.tuple([z.array(z.unknown()).max(1_000), keyed]).rest(z.unknown());
/** Currencies per US dollar, US dollars per coin. */
const sspReply = z.object({ fiat: keyed, crypto: keyed });

/** Tickers of the sources for a coin, best first. POL is still listed under its former name in places. */
const tickers: Readonly<Record<PricedCoin, readonly string[]>> = {
  FLUX: ['FLUX', 'ZEL'],
  BTC: ['BTC'],
  ETH: ['ETH'],
  BNB: ['BNB'],
  POL: ['POL', 'MATIC'],
  AVAX: ['AVAX'],
};

/** Money of states and unions; metals, test codes and coins are none. */
const isMoney = (code: string) => /^(?:[A-WYZ][A-Z]{2}|XAF|XCD|XOF|XPF)$/.test(code);
const known: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency').filter(isMoney));

/** A price of nothing is no price: what a source cannot say is unknown, never zero. */
function priceIn(value: unknown): Decimal | undefined {
  const text = number.safeParse(value);
  const read = text.success ? parseDecimal(text.data) : undefined;
  return read === undefined || read.digits === 0n ? undefined : read;
}

function tableOf(
  rates: Iterable<readonly [string, unknown]>,
  coins: Readonly<Record<string, unknown>>,
  nameOf: (ticker: string) => string,
): PriceTable {
  const perUnit = new Map<string, Decimal>();
  for (const [code, rate] of rates) {
    const price = priceIn(rate);
    if (known.has(code) && price !== undefined && perUnit.size < MAX_CURRENCIES) perUnit.set(code, price);
  }
  const found = new Map<PricedCoin, Decimal>();
  for (const coin of pricedCoins) {
    for (const ticker of tickers[coin]) {
      const name = nameOf(ticker);
      const price = Object.hasOwn(coins, name) ? priceIn(coins[name]) : undefined;
      if (price === undefined || found.has(coin)) continue;
      found.set(coin, price);
    }
  }
  if (perUnit.size === 0 || !found.has('FLUX')) throw new WalletError('server.bad-reply', { detail: 'prices' });
  return { perUnit, coins: found };
}

function parsed<T>(schema: z.ZodType<T>, reply: unknown): T {
  const result = schema.safeParse(reply);
  if (!result.success) throw new WalletError('server.bad-reply', { detail: 'prices' });
  return result.data;
}

/** `/rates`. Takes the coins and currencies we know and drops the rest. Throws `server.bad-reply`; without FLUX too. */
export function parseZelcoreRates(reply: unknown): PriceTable {
  const [currencies, coins] = parsed(zelcoreReply, reply);
  const rates = currencies.flatMap((entry) => {
    const one = currency.safeParse(entry);
    return one.success ? [[one.data.code, one.data.rate] as const] : [];
  });
  return tableOf(rates, coins, (ticker) => ticker);
}

/** `/v1/rates`. As the other. */
export function parseSspRates(reply: unknown): PriceTable {
  const { fiat, crypto } = parsed(sspReply, reply);
  return tableOf(Object.entries(fiat), crypto, (ticker) => ticker.toLowerCase());
}

/** What one coin is worth in a currency; `undefined` where the source does not say. */
export function priceOf(table: PriceTable, coin: PricedCoin, code: string): Decimal | undefined {
  const inUnits = table.coins.get(coin);
  const rate = table.perUnit.get(code);
  if (inUnits === undefined || rate === undefined) return undefined;
  const price = multiply(inUnits, rate);
  return price.digits === 0n ? undefined : price;
}

/** Codes in alphabetical order. */
export function currenciesOf(table: PriceTable): readonly string[] {
  return [...table.perUnit.keys()].toSorted();
}
