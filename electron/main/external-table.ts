/** The only pages outside that the app opens (E-31). A host here is a host a person's transaction ids are told to. */
import { WalletError } from '../../wallet-core/errors/index.ts';
import type { RequestOf } from '../../wallet-core/ipc/index.ts';

type Target = RequestOf<'external.open'>['target'];

interface Explorer {
  readonly host: string;
  readonly path: string;
  readonly value: RegExp;
}

/** Insight's front end; its routes `/tx/…` and `/address/…`. */
const explorers: Readonly<Record<Target, Explorer>> = {
  'explorer-transaction': { host: 'explorer.runonflux.io', path: '/tx/', value: /^[0-9a-f]{64}$/ },
  'explorer-address': { host: 'explorer.runonflux.io', path: '/address/', value: /^t[13][1-9A-HJ-NP-Za-km-z]{33}$/ },
};

export const allowedHosts: ReadonlySet<string> = new Set(Object.values(explorers).map(({ host }) => host));

/** The address of an outside page: https, a host of the table, a value of the target's exact form. Throws `input.bad`. */
export function externalUrl(target: Target, value: string): string {
  const explorer = explorers[target];
  if (!explorer.value.test(value)) throw new WalletError('input.bad', { channel: 'external.open' });
  return `https://${explorer.host}${explorer.path}${value}`;
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
