/** Where the lists of nodes come from: FluxOS gateways first, an explorer beside them for a second word. */
import {
  defaultFluxOsServers,
  type NodeLists,
  readFluxOsLists,
  readInsightLists,
} from '../../../../chains/flux/fluxos/index.ts';
import { parseServerUrl } from '../../../../chains/flux/network/index.ts';
import { isWalletError, toWireError, WalletError, type WireError } from '../../../../wallet-core/errors/index.ts';
import type { Settings } from '../../../../wallet-core/ipc/index.ts';
import {
  type ClockSample,
  type ClockVerdict,
  judgeClock,
  type NodeRow,
  type WaitingRow,
} from '../../../../wallet-core/nodes/index.ts';
import type { Clock, Http, Logger } from '../../../../wallet-core/ports/index.ts';
import type { HttpClient } from '../../net/http.ts';
import { logError } from '../../system/log-error.ts';

/** The lists of one server, by collateral, with their age. */
export interface Lists {
  readonly source: string;
  readonly height: number;
  readonly atMs: number;
  readonly rows: readonly NodeRow[];
  readonly rowOf: ReadonlyMap<string, NodeRow>;
  readonly started: ReadonlyMap<string, WaitingRow>;
  readonly banned: ReadonlyMap<string, WaitingRow>;
}

export interface Opinion {
  readonly host: string;
  readonly lists: Lists | null;
  readonly error: WireError | null;
}

export interface NodeSources {
  /** From the first gateway that answers, then from explorers. Throws `network.*`, `server.*`. */
  read(signal?: AbortSignal): Promise<Lists>;
  /** From another host than `first`; `null` where there is none. Never throws. */
  second(first: string, signal?: AbortSignal): Promise<Opinion | null>;
  /** What the servers' clocks say of ours, from their last answers. */
  clock(): ClockVerdict;
  /** Base addresses of the gateways. */
  gateways(): readonly string[];
}

export interface NodeSourcesOptions {
  readonly client: HttpClient;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: () => Settings;
  /** In place of the built-in ones: a local world has its own, or none. */
  readonly given: readonly string[] | null;
}

const MAX_SAMPLES = 9;

interface Source {
  readonly host: string;
  readonly origin: string;
  read(http: Http): Promise<NodeLists>;
}

function byKey<Row extends { readonly key: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.key, row]));
}

export function createNodeSources(options: NodeSourcesOptions): NodeSources {
  const { client, clock, logger, settings, given } = options;
  const samples = new Map<string, ClockSample>();

  function gateways(): readonly string[] {
    if (given !== null) return given;
    const { nodeServers = [] } = settings();
    return nodeServers.length > 0 ? nodeServers : defaultFluxOsServers;
  }

  function sources(): readonly Source[] {
    const fluxOs = gateways().map((url): Source => {
      const { origin, host } = new URL(url);
      return { host, origin, read: (http) => readFluxOsLists(http, origin) };
    });
    const explorers = settings()
      .servers.flux.filter(({ kind }) => kind === 'insight')
      .map(({ url }): Source => {
        const base = parseServerUrl({ kind: 'insight', url });
        const { host, origin } = new URL(base);
        return { host, origin, read: (http) => readInsightLists(http, base) };
      });
    return [...fluxOs, ...explorers];
  }

  /** Notes what each answer says of the time; of one server only the last counts. */
  function measured(source: Source, signal: AbortSignal | undefined): Http {
    const origins = new Set([source.origin]);
    const http = client.reaching(() => origins);
    return {
      request: async (request) => {
        const sentMs = clock.now();
        const reply = await http.request(signal === undefined ? request : { ...request, signal });
        if (reply.dateMs !== undefined) {
          samples.delete(source.host);
          // A header has whole seconds: the middle of that second is the best guess.
          samples.set(source.host, { serverMs: reply.dateMs + 500, sentMs, receivedMs: clock.now() });
          const [oldest] = samples.keys();
          if (samples.size > MAX_SAMPLES && oldest !== undefined) samples.delete(oldest);
        }
        return reply;
      },
    };
  }

  async function readFrom(source: Source, signal: AbortSignal | undefined): Promise<Lists> {
    const { height, rows, started, banned } = await source.read(measured(source, signal));
    return {
      source: source.host,
      height,
      atMs: clock.now(),
      rows,
      rowOf: byKey(rows),
      started: byKey(started),
      banned: byKey(banned),
    };
  }

  return {
    gateways,
    clock: () => judgeClock([...samples.values()]),
    read: async (signal) => {
      let failure: WalletError | undefined;
      const all = sources();
      for (const source of all) {
        try {
          return await readFrom(source, signal);
        } catch (thrown) {
          signal?.throwIfAborted();
          logError(logger, 'nodes.unread', thrown);
          failure ??= isWalletError(thrown) ? thrown : new WalletError('internal');
        }
      }
      throw failure ?? new WalletError('server.none-left', { tried: all.length });
    },
    second: async (first, signal) => {
      const other = sources().findLast(({ host }) => host !== first);
      if (other === undefined) return null;
      try {
        return { host: other.host, lists: await readFrom(other, signal), error: null };
      } catch (thrown) {
        return { host: other.host, lists: null, error: toWireError(thrown) };
      }
    },
  };
}
