/**
 * Prices of FLUX and the coins that pay for fees, for showing what an amount is worth. Nothing waits for them and nothing
 * is decided by them; they are asked for only while an account is open and the person wants them.
 */
import { readJson } from '../../../../chains/_families/network/server-http.ts';
import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import type { PricesView, Settings } from '../../../../wallet-core/ipc/index.ts';
import type { Clock, Http, Logger } from '../../../../wallet-core/ports/index.ts';
import {
  currenciesOf,
  decimalText,
  type PriceTable,
  pricedCoins,
  priceOf,
} from '../../../../wallet-core/prices/index.ts';
import type { HttpClient } from '../../net/http.ts';
import { logError } from '../../system/log-error.ts';
import type { PriceSource } from './price-sources.ts';

/** The sources themselves read anew every half minute to five minutes. */
const EVERY_MS = 5 * 60_000;
const AFTER_FAILURE_MS = 60_000;
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 2_097_152;

export const standardPrices = { shown: true, currency: 'USD' } as const;

export interface PriceService {
  view(): PricesView;
  /** Looks now and then until `signal` ends it; `onChange` after each look. Never throws. */
  run(signal: AbortSignal, onChange: () => void): Promise<void>;
  /** The settings changed: looks at once if prices were switched on. */
  settingsChanged(): void;
}

export interface PriceServiceOptions {
  readonly client: HttpClient;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: () => Pick<Settings, 'prices'>;
  readonly sources: readonly PriceSource[];
}

interface Reading {
  readonly source: string;
  readonly atMs: number;
  readonly table: PriceTable;
}

export function createPriceService(options: PriceServiceOptions): PriceService {
  const { client, clock, logger, sources } = options;
  const origins = new Set(sources.map(({ url }) => new URL(url).origin));
  const wanted = () => options.settings().prices ?? standardPrices;
  const isOn = () => sources.length > 0 && wanted().shown;
  // Nothing leaves for a price source while the person wants none.
  const http: Http = client.reaching(() => (isOn() ? origins : new Set()));
  let reading: Reading | null = null;
  let error: WireError | null = null;
  let wake: () => void = () => undefined;

  /** One host after the other: the next is told of us only when the one before had no answer. */
  async function look(signal: AbortSignal): Promise<void> {
    for (const { url, parse } of sources) {
      try {
        const reply = await http.request({ url, method: 'GET', maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS, signal });
        reading = { source: new URL(url).host, atMs: clock.now(), table: parse(readJson(reply)) };
        error = null;
        return;
      } catch (thrown) {
        if (signal.aborted || !isOn()) return;
        logError(logger, 'prices.failed', thrown, 'warn');
        error = toWireError(thrown);
      }
    }
  }

  async function pause(ms: number, signal: AbortSignal): Promise<void> {
    const early = new AbortController();
    wake = () => early.abort();
    await clock.sleep(ms, AbortSignal.any([signal, early.signal])).catch(() => undefined);
  }

  function view(): PricesView {
    const { currency } = wanted();
    const known = isOn() ? reading : null;
    return {
      state: sources.length === 0 ? 'none' : wanted().shown ? 'on' : 'off',
      currency,
      currencies: reading === null ? [] : [...currenciesOf(reading.table)],
      hosts: sources.map(({ url }) => new URL(url).host),
      reading:
        known === null
          ? null
          : {
              source: known.source,
              atMs: known.atMs,
              quotes: pricedCoins.flatMap((coin) => {
                const price = priceOf(known.table, coin, currency);
                return price === undefined ? [] : [{ coin, price: decimalText(price) }];
              }),
            },
      error: isOn() ? error : null,
    };
  }

  return {
    view,
    settingsChanged: () => wake(),
    run: async (signal, onChange) => {
      if (sources.length === 0) return;
      while (!signal.aborted) {
        const age = reading === null ? Number.POSITIVE_INFINITY : clock.now() - reading.atMs;
        if (isOn() && (age >= EVERY_MS || age < 0)) {
          await look(signal);
          if (!signal.aborted) onChange();
        }
        if (!signal.aborted) await pause(error === null ? EVERY_MS : AFTER_FAILURE_MS, signal);
      }
    },
  };
}
