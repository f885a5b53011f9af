import type { EvmReader } from '../../../../chains/_families/evm/network/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import { type ServerEntry, type Settings, shapes } from '../../../../wallet-core/ipc/index.ts';
import { type AddressText, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { originsOf, serverOrigin } from '../../net/server-url.ts';
import { type ConnectionParts, withSignal } from '../connections.ts';
import type { AccountPort } from './account-ports.ts';

export interface AccountConnection {
  readonly reader: EvmReader;
  /** The same without history services: what tokens' own events tell. `null` when `reader` has none anyway. */
  readonly withoutIndexes: EvmReader | null;
}

/** Of the settings; `undefined` where the chain is not offered. */
export function accountServers(settings: Settings, port: AccountPort): readonly ServerEntry[] | undefined {
  return settings.servers[port.chain];
}

function split(servers: readonly ServerEntry[]) {
  const nodes = servers.filter(({ kind }) => kind === 'json-rpc').map(({ url }) => ({ url }));
  const indexes = servers.flatMap(({ kind, url, apiKey = null }) =>
    kind === 'etherscan' || kind === 'blockscout' ? [{ kind, url, apiKey }] : [],
  );
  return { nodes, indexes };
}

/** A connection to the servers listed now; a new one when the list changes. Throws `chain.not-supported` without a list. */
export function connectAccount(
  { client, clock, settings }: ConnectionParts,
  port: AccountPort,
  tokens: () => readonly AddressText[],
  signal?: AbortSignal,
): () => AccountConnection {
  const listed = () => accountServers(settings(), port) ?? [];
  const http = withSignal(
    client.reaching(() => originsOf(listed())),
    signal,
  );
  let servers: readonly ServerEntry[] | undefined;
  let connection: AccountConnection | undefined;
  return () => {
    const wanted = listed();
    if (connection === undefined || servers !== wanted) {
      if (wanted.length === 0) throw new WalletError('chain.not-supported', { chain: port.chain });
      servers = wanted;
      const { nodes, indexes } = split(wanted);
      const options = { http, clock, servers: nodes, tokens };
      connection = {
        reader: port.connect({ ...options, indexes }),
        withoutIndexes: indexes.length === 0 ? null : port.connect({ ...options, indexes: [] }),
      };
    }
    return connection;
  };
}

/** Nobody's: to see whether a history service answers at all. */
const NOBODY = unsafeBrand<AddressText>('0x0000000000000000000000000000000000000001');

/** Asks one server that need not be listed yet. A history service is asked beside a listed node, which vets its answer. */
export async function testAccountServer(parts: ConnectionParts, port: AccountPort, server: ServerEntry) {
  const listed = accountServers(parts.settings(), port) ?? [];
  const origins = new Set([serverOrigin(server), ...originsOf(listed)]);
  const http = parts.client.reaching(() => origins);
  const { nodes, indexes } = split([server]);
  const startedMs = parts.clock.now();
  const elapsedMs = () => Math.max(0, parts.clock.now() - startedMs);
  const options = { http, clock: parts.clock, tokens: () => [] };
  if (nodes.length > 0) {
    const tip = await port.connect({ ...options, servers: nodes, indexes: [] }).tip();
    return { height: shapes.height.parse(tip.height), tipTimeMs: tip.timeMs, elapsedMs: elapsedMs() };
  }
  if (indexes.length === 0) throw new WalletError('input.bad', { field: 'server', why: 'kind' });
  const reader = port.connect({ ...options, servers: split(listed).nodes, indexes });
  await reader.activity([{ address: NOBODY, role: 'watched', index: 0, path: null }], null);
  return { height: null, tipTimeMs: null, elapsedMs: elapsedMs() };
}
