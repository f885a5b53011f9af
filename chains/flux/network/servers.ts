import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { Http } from '../../../wallet-core/ports/index.ts';
import { createBlockbookServer } from './blockbook.ts';
import { createInsightServer } from './insight.ts';
import type { FluxServer, ServerKind } from './server.ts';

/** One line of the person's server list. */
export interface FluxServerEntry {
  readonly kind: ServerKind;
  /** With or without the path of the interface: `https://explorer.runonflux.io` and `…/api` mean the same. */
  readonly url: string;
}

/** Block 0 of the main network (fluxd chainparams.cpp). */
export const FLUX_GENESIS_HASH = '00052461a5006c2e3b74ce48992a08695607912d5604c3eb8da25749b0900444';

/**
 * Servers of the FLUX project, in the order they are asked. All are the person's to change. Two kinds of software, so
 * that a fault of one does not take all.
 */
export const defaultFluxServers: readonly FluxServerEntry[] = Object.freeze([
  { kind: 'insight', url: 'https://explorer.runonflux.io' },
  { kind: 'blockbook', url: 'https://blockbook.runonflux.io' },
  { kind: 'insight', url: 'https://explorer1.runonflux.io' },
  { kind: 'insight', url: 'https://explorer2.runonflux.io' },
  { kind: 'blockbook', url: 'https://blockbook1.runonflux.io' },
  { kind: 'blockbook', url: 'https://blockbook2.runonflux.io' },
  { kind: 'insight', url: 'https://explorer.flux.zelcore.io' },
]);

const interfacePaths: Readonly<Record<ServerKind, string>> = { insight: '/api', blockbook: '/api/v2' };

const MAX_URL_LENGTH = 300;

/**
 * Base URL of the interface, without a slash at the end. Throws `input.bad` for anything but http(s) with a host, and
 * for user information, query or fragment. Whether plain http is allowed is the HTTP client's decision.
 */
export function parseServerUrl({ kind, url }: FluxServerEntry): string {
  if (url.length > MAX_URL_LENGTH || !/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    throw new WalletError('input.bad', { field: 'url' });
  }
  const parsed = new URL(url);
  if (parsed.username !== '' || parsed.password !== '' || parsed.search !== '' || parsed.hash !== '') {
    throw new WalletError('input.bad', { field: 'url' });
  }
  const path = parsed.pathname.replace(/\/+$/, '');
  const suffix = interfacePaths[kind];
  return `${parsed.origin}${path.endsWith(suffix) ? path : `${path}${suffix}`}`;
}

/** The server behind an entry of the list. Throws `input.bad` for a URL that cannot be one. */
export function connectServer(http: Http, entry: FluxServerEntry): FluxServer {
  const baseUrl = parseServerUrl(entry);
  return entry.kind === 'insight' ? createInsightServer(http, baseUrl) : createBlockbookServer(http, baseUrl);
}
