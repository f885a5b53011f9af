/** What amounts are worth, in words. For showing only: nothing here becomes an amount. */
import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import type { PricesView } from '../../../../wallet-core/ipc/index.ts';
import {
  type Decimal,
  decimalText,
  moneyValue,
  parseDecimal,
  priceAge,
  pricedCoinOf,
  significant,
  toMinorUnits,
  unitsWorth,
} from '../../../../wallet-core/prices/index.ts';
import { amountParts, GROUP_SPACE, shareInTenthsOfPercent } from '../../../ui/index.ts';

/** An amount of an asset; `units` `null`: not known. */
export interface Holding {
  readonly chain: ChainId;
  readonly asset: string;
  readonly units: bigint | null;
  readonly decimals: number;
}

/** Fine enough for the smallest unit of every coin at every price. */
const FINE = 30;

/** Price of one whole coin; `undefined` where nobody has said, or too long ago. */
export function priceFor(view: PricesView | null, chain: ChainId, asset: string, nowMs: number): Decimal | undefined {
  const reading = view?.reading ?? null;
  if (reading === null || priceAge(reading.atMs, nowMs) === 'gone') return undefined;
  const coin = pricedCoinOf(chain, asset);
  const quote = reading.quotes.find((one) => one.coin === coin);
  return quote === undefined ? undefined : parseDecimal(quote.price);
}

function valueOfHolding(view: PricesView | null, holding: Holding, nowMs: number): Decimal | undefined {
  const { chain, asset, units, decimals } = holding;
  const price = priceFor(view, chain, asset, nowMs);
  return price === undefined || units === null || units < 0n ? undefined : moneyValue(units, decimals, price);
}

/** Digits after the point that the currency has: 2 for most, 0 for the yen. */
function placesOf(currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return maximumFractionDigits;
}

function minorWords(minor: bigint, places: number, currency: string): string {
  const { groups, fraction } = amountParts(minor, places);
  const point = places === 0 ? '' : `.${fraction.padEnd(places, '0')}`;
  return `${groups.join(GROUP_SPACE)}${point}\u00a0${currency}`;
}

/** `≈ 12.30 USD`, `< 0.01 USD`; `undefined`: not known. Something is never shown as nothing. */
export function worthWords(view: PricesView | null, holding: Holding, nowMs: number): string | undefined {
  const value = valueOfHolding(view, holding, nowMs);
  if (value === undefined || view === null) return undefined;
  const places = placesOf(view.currency);
  const minor = toMinorUnits(value, places);
  if (minor === 0n && value.digits > 0n) return `<\u00a0${minorWords(1n, places, view.currency)}`;
  return `≈\u00a0${minorWords(minor, places, view.currency)}`;
}

/** `0.1213 USD`: what one coin costs, by its first four digits. */
export function priceWords(price: Decimal, currency: string): string {
  const [whole = '0', fraction = ''] = decimalText(significant(price)).split('.');
  const { groups } = amountParts(BigInt(whole), 0);
  const shown = fraction === '' ? '' : `.${fraction.padEnd(placesOf(currency), '0')}`;
  return `${groups.join(GROUP_SPACE)}${shown}\u00a0${currency}`;
}

/** Share of amounts in different coins, by what they are worth, in tenths of a percent; `undefined`: not known. */
export function shareByWorth(
  view: PricesView | null,
  part: Holding,
  whole: Holding,
  nowMs: number,
): number | undefined {
  const one = valueOfHolding(view, part, nowMs);
  const all = valueOfHolding(view, whole, nowMs);
  if (one === undefined || all === undefined) return undefined;
  return shareInTenthsOfPercent(toMinorUnits(one, FINE), toMinorUnits(all, FINE));
}

/** Smallest units for money as typed; `undefined` for what is no amount of this currency, or worth less than one step. */
export function amountFromMoney(text: string, currency: string, price: Decimal, decimals: number): bigint | undefined {
  const [, fraction = ''] = text.split('.');
  const money = fraction.length > placesOf(currency) ? undefined : parseDecimal(text);
  if (money === undefined || /e/i.test(text)) return undefined;
  const units = unitsWorth(money, price, decimals);
  return units > 0n ? units : undefined;
}
