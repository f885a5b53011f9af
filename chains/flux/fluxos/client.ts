/** A FluxOS node, or the gateway in front of all of them, over the backend's one HTTP client. No keys, no signatures made. */
import { WalletError } from '../../../wallet-core/errors/index.ts';
import {
  type NodeRow,
  parseDosList,
  parseNodeList,
  parseStartList,
  type WaitingRow,
} from '../../../wallet-core/nodes/index.ts';
import type { Http } from '../../../wallet-core/ports/index.ts';
import type { TxId } from '../../../wallet-core/primitives/index.ts';
import { mapAnswer, type NodeAnswer, readAnswer } from './answer.ts';
import { type BenchmarkReport, parseBenchmarkReport, parseBenchmarkStatus } from './benchmark.ts';
import {
  type NodeCounts,
  type NodeStatus,
  parseBlockCount,
  parseNodeCount,
  parseNodeStatus,
  parseSentTxid,
} from './daemon.ts';
import { type FluxInfo, parseAdminId, parseDosState, parseFluxInfo } from './flux-info.ts';
import { type NodeOperationId, nodeOperations } from './operations.ts';

export const fluxOsLimits = Object.freeze({ small: 262_144, log: 2_097_152, list: 33_554_432, timeoutMs: 15_000 });

const FORM_TYPE = 'application/x-www-form-urlencoded';
/** What a log call may give: text of the node's own, shown as such. */
const MAX_LOG_CHARACTERS = 200_000;
const FILTER = /^[\w.:-]{1,130}$/;

export interface FluxOsClient {
  /** Host and port. */
  readonly host: string;
  nodeStatus(): Promise<NodeAnswer<NodeStatus>>;
  /** All nodes, or those whose txid, key, IP or address contains the filter; ranks are always those of the whole list. */
  nodeList(filter?: string): Promise<NodeAnswer<readonly NodeRow[]>>;
  startList(): Promise<NodeAnswer<readonly WaitingRow[]>>;
  dosList(): Promise<NodeAnswer<readonly WaitingRow[]>>;
  nodeCount(): Promise<NodeAnswer<NodeCounts>>;
  blockCount(): Promise<NodeAnswer<number>>;
  info(): Promise<NodeAnswer<FluxInfo>>;
  adminId(): Promise<NodeAnswer<string>>;
  dosState(): Promise<NodeAnswer<{ readonly level: number | null; readonly hasMessage: boolean }>>;
  benchmarks(): Promise<NodeAnswer<BenchmarkReport>>;
  benchmarkStatus(): Promise<NodeAnswer<{ readonly isOnline: boolean; readonly benchmarking: string }>>;
  /** A refusal's message is the daemon's own: see `readDaemonReason`. */
  sendRawTransaction(hex: string): Promise<NodeAnswer<TxId>>;
  /** `zelidauth` as made by `zelidAuthHeader`; `token` never used before on this node. Gives what the node says, cut. */
  operate(id: NodeOperationId, zelidauth: string, token: string): Promise<NodeAnswer<string>>;
  /** Any other GET below this node, made unique when `token` is given. */
  get(
    path: string,
    options?: { readonly token?: string; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<NodeAnswer<unknown>>;
  /** A form, never JSON: these handlers hang on it. */
  postForm(path: string, body: string, headers?: Readonly<Record<string, string>>): Promise<NodeAnswer<unknown>>;
}

function wordsOf(data: unknown): string {
  if (typeof data === 'string') return data.slice(0, MAX_LOG_CHARACTERS);
  const message: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'message') : undefined;
  return typeof message === 'string' ? message.slice(0, MAX_LOG_CHARACTERS) : '';
}

function unique(path: string, token: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}ts=${encodeURIComponent(token)}`;
}

/** `baseUrl` without a slash at its end. Throws `network.*` and `server.*`; a node's no is an answer. */
export function createFluxOsClient(http: Http, baseUrl: string): FluxOsClient {
  const { timeoutMs } = fluxOsLimits;
  const ask = async (
    path: string,
    maxBytes: number,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<NodeAnswer<unknown>> => {
    return readAnswer(await http.request({ url: `${baseUrl}${path}`, method: 'GET', headers, maxBytes, timeoutMs }));
  };
  const read = async <T>(path: string, parse: (data: unknown) => T, maxBytes: number = fluxOsLimits.small) =>
    mapAnswer(await ask(path, maxBytes), parse);
  const postForm: FluxOsClient['postForm'] = async (path, body, headers = {}) =>
    readAnswer(
      await http.request({
        url: `${baseUrl}${path}`,
        method: 'POST',
        headers: { ...headers, 'content-type': FORM_TYPE },
        body,
        maxBytes: fluxOsLimits.small,
        timeoutMs,
      }),
    );

  return {
    host: new URL(baseUrl).host,
    nodeStatus: () => read('/daemon/getfluxnodestatus', parseNodeStatus),
    nodeList: async (filter) => {
      if (filter !== undefined && !FILTER.test(filter)) throw new WalletError('input.bad');
      const query = filter === undefined ? '' : `?filter=${encodeURIComponent(filter)}`;
      return read(`/daemon/viewdeterministicfluxnodelist${query}`, parseNodeList, fluxOsLimits.list);
    },
    startList: () => read('/daemon/getstartlist', parseStartList, fluxOsLimits.list),
    dosList: () => read('/daemon/getdoslist', parseDosList, fluxOsLimits.list),
    nodeCount: () => read('/daemon/getfluxnodecount', parseNodeCount),
    blockCount: () => read('/daemon/getblockcount', parseBlockCount),
    info: () => read('/flux/info', parseFluxInfo, fluxOsLimits.log),
    adminId: () => read('/flux/id', parseAdminId),
    dosState: () => read('/flux/dosstate', parseDosState),
    benchmarks: () => read('/benchmark/getbenchmarks', parseBenchmarkReport),
    benchmarkStatus: () => read('/benchmark/getstatus', parseBenchmarkStatus),
    sendRawTransaction: async (hex) =>
      mapAnswer(await postForm('/daemon/sendrawtransaction', `hexstring=${encodeURIComponent(hex)}`), parseSentTxid),
    operate: async (id, zelidauth, token) => {
      const headers = { zelidauth, 'x-apicache-bypass': 'true' };
      return mapAnswer(await ask(unique(nodeOperations[id].path, token), fluxOsLimits.log, headers), wordsOf);
    },
    get: (path, { token, headers = {} } = {}) =>
      ask(token === undefined ? path : unique(path, token), fluxOsLimits.small, headers),
    postForm,
  };
}
