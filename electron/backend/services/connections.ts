import type { ServerEntry, Settings } from '../../../wallet-core/ipc/index.ts';
import type { Clock, Http } from '../../../wallet-core/ports/index.ts';
import type { TxId } from '../../../wallet-core/primitives/index.ts';
import type { HttpClient } from '../net/http.ts';
import { originsOf, serverOrigin } from '../net/server-url.ts';
import type { ChainConnection, ChainPort } from './chain-port.ts';

export interface ConnectionParts {
  readonly client: HttpClient;
  readonly clock: Clock;
  readonly settings: () => Settings;
}

export interface ConnectOptions {
  /** Ends its requests. */
  readonly signal?: AbortSignal;
  readonly isOwnTransaction?: (txid: TxId) => boolean;
}

/** Servers of the settings for a chain. */
export function serversOf(settings: Settings, port: ChainPort): readonly ServerEntry[] {
  return port.chain === 'flux' ? settings.servers.flux : [];
}

export function withSignal(http: Http, signal: AbortSignal | undefined): Http {
  if (signal === undefined) return http;
  return { request: (request) => http.request({ ...request, signal }) };
}

/**
 * A connection to the servers the person has listed now: when the list changes, the next caller gets a new one. What
 * has been learnt about servers (which fail, which lag) lives in it.
 */
export function connectLazily(
  parts: ConnectionParts,
  port: ChainPort,
  options: ConnectOptions = {},
): () => ChainConnection {
  const { client, clock, settings } = parts;
  const http = withSignal(
    client.reaching(() => originsOf(serversOf(settings(), port))),
    options.signal,
  );
  let servers: readonly ServerEntry[] | undefined;
  let connection: ChainConnection | undefined;
  return () => {
    const wanted = serversOf(settings(), port);
    if (connection === undefined || servers !== wanted) {
      servers = wanted;
      connection = port.connect({ http, clock, servers, isOwnTransaction: options.isOwnTransaction ?? (() => false) });
    }
    return connection;
  };
}

/** Asks one server that need not be listed yet for its tip. Throws `input.bad`, `network.*` or `server.*`. */
export async function testServer(
  parts: Pick<ConnectionParts, 'client' | 'clock'>,
  port: ChainPort,
  server: ServerEntry,
) {
  const origins = new Set([serverOrigin(server)]);
  const http = parts.client.reaching(() => origins);
  const startedMs = parts.clock.now();
  const tip = await port.connect({ http, clock: parts.clock, servers: [server], isOwnTransaction: () => false }).tip();
  return { height: tip.height, tipTimeMs: tip.timeMs, elapsedMs: Math.max(0, parts.clock.now() - startedMs) };
}
