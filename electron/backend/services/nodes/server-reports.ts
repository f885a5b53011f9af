/** What the servers of the person's own nodes say of themselves: asked now and then, and when the person wants it. */
import { createFluxOsClient, type FluxOsClient, type NodeAnswer } from '../../../../chains/flux/fluxos/index.ts';
import { toWireError, WalletError } from '../../../../wallet-core/errors/index.ts';
import { judgeBenchmarks, type NodeTier } from '../../../../wallet-core/nodes/index.ts';
import type { Clock, Http } from '../../../../wallet-core/ports/index.ts';
import type { NodeHttp, NodePlace } from '../../net/node-http.ts';
import type { ServerReport } from './node-view.ts';

export interface ServerReports {
  of(key: string): ServerReport | undefined;
  /** Asks one server, whatever it said before. Never throws: not answering is an answer. */
  ask(key: string, place: NodePlace, tier: NodeTier | null): Promise<void>;
  /** Was it asked within `ms`? */
  isFresh(key: string, ms: number): boolean;
  forget(key: string): void;
}

export interface ServerReportsOptions {
  readonly nodeHttp: NodeHttp;
  readonly clock: Clock;
  /** Flux ID of this account. */
  readonly identity: string | null;
}

const FIRST_ANSWER_MS = 8_000;

/** Over TLS on the port above where that is there, else in the clear: nothing secret is asked or told. */
async function reach(nodeHttp: NodeHttp, { host, port }: NodePlace): Promise<FluxOsClient> {
  const quick = (http: Http): Http => ({
    request: (request) => http.request({ ...request, timeoutMs: Math.min(request.timeoutMs, FIRST_ANSWER_MS) }),
  });
  const base = `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`;
  const ways = [nodeHttp.to({ host, port: port + 1 }, { kind: 'tls' }), nodeHttp.to({ host, port }, { kind: 'plain' })];
  let failure: unknown;
  for (const way of ways) {
    const client = createFluxOsClient(quick(way), base);
    try {
      await client.get('/flux/version');
      return client;
    } catch (thrown) {
      failure = thrown;
    }
  }
  throw failure ?? new WalletError('node.unreachable');
}

async function told<T>(answer: Promise<NodeAnswer<T>>): Promise<T | null> {
  try {
    const given = await answer;
    return given.ok ? given.value : null;
  } catch {
    // One part of a report that fails takes nothing from the others: it is unknown.
    return null;
  }
}

export function createServerReports({ nodeHttp, clock, identity }: ServerReportsOptions): ServerReports {
  const reports = new Map<string, ServerReport>();

  async function read(place: NodePlace, tier: NodeTier | null): Promise<ServerReport> {
    const client = await reach(nodeHttp, place);
    const [info, benchmarks, benchStatus, dos] = await Promise.all([
      told(client.info()),
      told(client.benchmarks()),
      told(client.benchmarkStatus()),
      told(client.dosState()),
    ]);
    const figures = benchmarks?.figures ?? null;
    return {
      facts: {
        reachable: true,
        daemonHeight: info?.daemonHeight ?? null,
        benchmarking: benchStatus?.benchmarking ?? null,
        benchmark: figures,
        dosState: dos?.level ?? info?.dosLevel ?? null,
        listedKey: null,
        expectedKey: null,
        fluxOsVersion: info?.version ?? null,
        benchVersion: benchmarks?.version ?? null,
      },
      view: {
        checkedAtMs: clock.now(),
        reachable: true,
        error: null,
        fluxOsVersion: info?.version ?? null,
        benchVersion: benchmarks?.version ?? null,
        daemonHeight: info?.daemonHeight ?? null,
        benchmarking: benchStatus?.benchmarking.slice(0, 40) ?? null,
        benchmarks: tier === null || figures === null ? [] : judgeBenchmarks(tier, figures).map((one) => ({ ...one })),
        runningApps: info?.runningApps ?? null,
        connections: info?.connections ?? null,
        isOperator: info === null || info.adminId === null || identity === null ? null : info.adminId === identity,
      },
    };
  }

  function silence(thrown: unknown): ServerReport {
    const nothing = {
      daemonHeight: null,
      benchmarking: null,
      fluxOsVersion: null,
      benchVersion: null,
    };
    return {
      facts: { ...nothing, reachable: false, benchmark: null, dosState: null, listedKey: null, expectedKey: null },
      view: {
        ...nothing,
        checkedAtMs: clock.now(),
        reachable: false,
        error: toWireError(thrown),
        benchmarks: [],
        runningApps: null,
        connections: null,
        isOperator: null,
      },
    };
  }

  return {
    of: (key) => reports.get(key),
    isFresh: (key, ms) => {
      const at = reports.get(key)?.view.checkedAtMs;
      return at !== undefined && clock.now() - at < ms;
    },
    ask: async (key, place, tier) => {
      reports.set(key, await read(place, tier).catch(silence));
    },
    forget: (key) => reports.delete(key),
  };
}
