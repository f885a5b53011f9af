import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type { Http } from '../../../../wallet-core/ports/index.ts';
import type { EvmConfig } from '../config.ts';
import { createBlockscoutIndex } from './blockscout.ts';
import { createEtherscanIndex } from './etherscan.ts';
import { createEvmServer, type EvmServer } from './evm-server.ts';
import type { EvmIndexEntry, HistoryIndex } from './history-index.ts';
import { createRpcClient } from './json-rpc.ts';

/** One line of the person's server list. Keys of providers stand in the path or the query. */
export interface EvmServerEntry {
  readonly url: string;
}

const MAX_URL_LENGTH = 300;
const BLOCKSCOUT_PATH = '/api/v2';

/** http(s) with a host, without user information or fragment. Whether plain http is allowed is the HTTP client's decision. */
function parseUrl(url: string): URL {
  if (url.length > MAX_URL_LENGTH || !/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    throw new WalletError('input.bad', { field: 'url' });
  }
  const parsed = new URL(url);
  if (parsed.username !== '' || parsed.password !== '' || parsed.hash !== '') {
    throw new WalletError('input.bad', { field: 'url' });
  }
  return parsed;
}

/** The server behind an entry of the list. Throws `input.bad` for a URL that cannot be one. */
export function connectEvmServer(http: Http, entry: EvmServerEntry, config: EvmConfig): EvmServer {
  return createEvmServer(createRpcClient(http, parseUrl(entry.url).href), config);
}

/** The history service behind an entry. Throws `input.bad` for a URL that cannot be one. */
export function connectHistoryIndex(http: Http, { kind, url, apiKey }: EvmIndexEntry, config: EvmConfig): HistoryIndex {
  const parsed = parseUrl(url);
  if (parsed.search !== '') throw new WalletError('input.bad', { field: 'url' });
  const base = `${parsed.origin}${parsed.pathname.replace(/\/+$/, '')}`;
  if (kind === 'etherscan') return createEtherscanIndex(http, base, config, apiKey);
  return createBlockscoutIndex(http, base.endsWith(BLOCKSCOUT_PATH) ? base : `${base}${BLOCKSCOUT_PATH}`);
}
