/** The only pages outside that the app opens (E-31). A host here is a host a person's transaction ids are told to. */
import { WalletError } from '../../wallet-core/errors/index.ts';
import type { RequestOf } from '../../wallet-core/ipc/index.ts';

type Target = RequestOf<'external.open'>['target'];
type ChainId = NonNullable<RequestOf<'external.open'>['chain']>;

interface Explorer {
  readonly host: string;
  readonly forms: Readonly<Record<Target, RegExp>>;
}

const paths: Readonly<Record<Target, string>> = { 'explorer-transaction': '/tx/', 'explorer-address': '/address/' };

const evm = (host: string): Explorer => ({
  host,
  forms: { 'explorer-transaction': /^0x[0-9a-f]{64}$/, 'explorer-address': /^0x[0-9a-fA-F]{40}$/ },
});

/** Insight's front end for FLUX; Etherscan's and its sisters' for the others. Routes `/tx/…` and `/address/…`. */
const explorers: Readonly<Partial<Record<ChainId, Explorer>>> = {
  flux: {
    host: 'explorer.runonflux.io',
    forms: { 'explorer-transaction': /^[0-9a-f]{64}$/, 'explorer-address': /^t[13][1-9A-HJ-NP-Za-km-z]{33}$/ },
  },
  ethereum: evm('etherscan.io'),
  bsc: evm('bscscan.com'),
  polygon: evm('polygonscan.com'),
  avalanche: evm('snowtrace.io'),
  base: evm('basescan.org'),
};

export const allowedHosts: ReadonlySet<string> = new Set(Object.values(explorers).map(({ host }) => host));

/** The address of an outside page: https, a host of the table, a value of the target's exact form. Throws `input.bad`. */
export function externalUrl(target: Target, value: string, chain: ChainId = 'flux'): string {
  const explorer = explorers[chain];
  if (explorer === undefined || !explorer.forms[target].test(value)) {
    throw new WalletError('input.bad', { channel: 'external.open' });
  }
  return `https://${explorer.host}${paths[target]}${value}`;
}

/** The last look before the system's browser gets it, whoever made the text. */
export function isAllowedExternal(text: string): boolean {
  if (text.length > 2_048 || !/^[\x21-\x7e]+$/.test(text)) return false;
  const url = URL.parse(text);
  return (
    url !== null &&
    url.protocol === 'https:' &&
    url.username === '' &&
    url.password === '' &&
    url.port === '' &&
    allowedHosts.has(url.hostname)
  );
}
