import { type PriceTable, parseSspRates, parseZelcoreRates } from '../../../../wallet-core/prices/index.ts';
import { isLoopback } from '../../net/loopback.ts';

export interface PriceSource {
  readonly url: string;
  parse(reply: unknown): PriceTable;
}

const paths = [
  { path: '/rates', parse: parseZelcoreRates },
  { path: '/v1/rates', parse: parseSspRates },
] as const;

/** ZelCore-io/rates-api and RunOnFlux/ssp-relay, run by the Flux team. They see a request for all prices and no account. */
const publicSources: readonly PriceSource[] = [
  { url: 'https://viprates.zelcore.io/rates', parse: parseZelcoreRates },
  { url: 'https://relay.sspwallet.io/v1/rates', parse: parseSspRates },
];

/** `given` for this run: an address on this machine with both shapes; `null`: none; `undefined`: nothing was given. */
export function priceSources(given: string | null | undefined): readonly PriceSource[] {
  if (given === undefined) return publicSources;
  if (given === null || !URL.canParse(given)) return [];
  const url = new URL(given);
  return isLoopback(url) ? paths.map(({ path, parse }) => ({ url: `${url.origin}${path}`, parse })) : [];
}
