/** What the backend tells of prices, for the app window to show: always with the source and the time it was read. */
import { pricedCoins } from '../prices/priced-coins.ts';
import { z } from '../primitives/zod.ts';
import { timeMs, wireError } from './schemas.ts';

export const currencyCode = z.string().regex(/^[A-Z]{3}$/);

export const pricesView = z.strictObject({
  /** `none`: there is no price source in this run (a local world without one). */
  state: z.enum(['on', 'off', 'none']),
  /** What the values are in. */
  currency: currencyCode,
  /** What can be chosen, by the last answer; empty before the first. */
  currencies: z.array(currencyCode).max(200),
  /** Hosts that may be asked, in this order, one at a time. */
  hosts: z.array(z.string().max(260)).max(4),
  /** `null`: never read, so nothing is known. A coin that is missing has no known price. */
  reading: z
    .strictObject({
      source: z.string().max(260),
      atMs: timeMs,
      quotes: z
        .array(z.strictObject({ coin: z.enum(pricedCoins), price: z.string().regex(/^\d{1,80}(?:\.\d{1,30})?$/) }))
        .max(pricedCoins.length),
    })
    .nullable(),
  /** Why the last look failed; `null` when it did not. */
  error: wireError.nullable(),
});
export type PricesView = z.infer<typeof pricesView>;
