/** The daemon's three lists of nodes with the height they belong to, from FluxOS or from an Insight explorer. */
import { WalletError } from '../../../wallet-core/errors/index.ts';
import {
  type NodeRow,
  parseDosList,
  parseNodeList,
  parseStartList,
  type WaitingRow,
} from '../../../wallet-core/nodes/index.ts';
import type { Http } from '../../../wallet-core/ports/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { createServerHttp, readJson, replyLimits } from '../../_families/network/server-http.ts';
import { fluxConfig } from '../config.ts';
import type { NodeAnswer } from './answer.ts';
import { createFluxOsClient } from './client.ts';
import { wholeOrText } from './fields.ts';

export interface NodeLists {
  /** Host that gave them. */
  readonly source: string;
  /** Of the tip, read before them: they may be a block newer. */
  readonly height: number;
  readonly rows: readonly NodeRow[];
  readonly started: readonly WaitingRow[];
  readonly banned: readonly WaitingRow[];
}

/** Servers of the FLUX project in front of all nodes, in the order they are asked. The person's to change. */
export const defaultFluxOsServers: readonly string[] = Object.freeze([
  'https://api.runonflux.io',
  'https://api.runonflux.com',
]);

function given<T>(answer: NodeAnswer<T>): T {
  if (!answer.ok) throw new WalletError('server.bad-reply', { detail: 'refused' });
  return answer.value;
}

/** `baseUrl` without a slash at its end. Throws `network.*` and `server.*`; never a part of the lists. */
export async function readFluxOsLists(http: Http, baseUrl: string): Promise<NodeLists> {
  const client = createFluxOsClient(http, baseUrl);
  const tip = given(await client.blockCount());
  const [rows, started, banned] = await Promise.all([client.nodeList(), client.startList(), client.dosList()]);
  return {
    source: client.host,
    height: tip,
    rows: given(rows),
    started: given(started),
    banned: given(banned),
  };
}

/** The daemon's answer as Insight wraps it (bitcore-node-flux lib/fluxnode.js). */
const wrapped = z.object({ result: z.array(z.unknown()) });
const status = z.object({ info: z.object({ blocks: wholeOrText(fluxConfig.maxExpiryHeight - 1) }) });

function shaped<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new WalletError('server.bad-reply', { detail: 'shape' }, { cause: parsed.error });
  return parsed.data;
}

/** `baseUrl` of the interface (`…/api`). */
export async function readInsightLists(http: Http, baseUrl: string): Promise<NodeLists> {
  const server = createServerHttp(http, baseUrl);
  const list = async (path: string) =>
    shaped(wrapped, readJson(await server.get(`/fluxnode/${path}`, replyLimits.list))).result;
  const info = readJson(await server.get('/status?q=getInfo', replyLimits.small));
  const [rows, started, banned] = await Promise.all([list('listfluxnodes'), list('startlist'), list('doslist')]);
  return {
    source: server.host,
    height: shaped(status, info).info.blocks,
    rows: parseNodeList(rows),
    started: parseStartList(started),
    banned: parseDosList(banned),
  };
}
