/** Insight's routes about nodes (lib/fluxnode.js, index.js:329-433): the daemon's lists in its RPC wrapping. */
import { dosListJson, nodeListJson, startListJson } from '../fluxnode/lists.ts';
import { ok, type Reply } from './exchange.ts';
import { bodyFields } from './insight-input.ts';
import type { JsonObject } from './json.ts';
import { type Call, type Route, route } from './router.ts';

const wrapped = (result: readonly JsonObject[]): Reply => ok({ result, error: null, id: 1 });

/** Comma-separated: `txid-index` exactly, a full IP exactly, anything else anywhere in the row. */
const matches =
  (filter: string) =>
  (row: JsonObject): boolean => {
    if (filter.includes('-')) {
      const [txid, index] = filter.split('-');
      return row.txhash === txid && row.outidx === index;
    }
    return filter.split('.')[3] === undefined ? JSON.stringify(row).includes(filter) : row.ip === filter;
  };

const list = ({ request, context, args }: Call): Reply => {
  const rows = nodeListJson(context.nodes, context.view);
  const filter = bodyFields(request).filter ?? args[0] ?? request.query.get('filter') ?? '';
  if (filter === '') return wrapped(rows);
  const found = filter.split(',').flatMap((part) => rows.filter(matches(part)));
  return wrapped([...new Set(found)]);
};

export const fluxnodeRoutes: readonly Route[] = [
  route('GET', '/api/fluxnode/listfluxnodes', list),
  route('POST', '/api/fluxnode/listfluxnodes', list),
  route('GET', '/api/fluxnode/listfluxnodes/*', list),
  route('GET', '/api/fluxnode/startlist', ({ context }) => wrapped(startListJson(context.nodes, context.view))),
  route('GET', '/api/fluxnode/doslist', ({ context }) => wrapped(dosListJson(context.nodes, context.view))),
];
