/** The whole network's nodes, filtered, sorted, a page of them: for 13,000 rows in a few milliseconds. */
import type { ListedNodeView, RequestOf } from '../../../../wallet-core/ipc/index.ts';
import { blocksToMs, type NodeRow, nodeTiers, type Ranking, searchNodes } from '../../../../wallet-core/nodes/index.ts';
import type { Lists } from './sources.ts';

type Request = RequestOf<'nodes.list'>;

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Ties keep the order of the queue, so that pages do not overlap. */
function sorted(rows: readonly NodeRow[], sort: Request['query']['sort'], ranking: Ranking): readonly NodeRow[] {
  const rankOf = (row: NodeRow) => ranking.rankOf.get(row.key) ?? Number.MAX_SAFE_INTEGER;
  const tierOf = (row: NodeRow) => nodeTiers.indexOf(row.tier);
  const first: Readonly<Record<Request['query']['sort'], (a: NodeRow, b: NodeRow) => number>> = {
    payout: () => 0,
    tier: (a, b) => tierOf(b) - tierOf(a),
    address: (a, b) => compareText(a.address, b.address),
    ip: (a, b) => compareText(a.ip, b.ip),
    active: (a, b) => a.activeSinceMs - b.activeSinceMs,
  };
  const compare = first[sort];
  return rows.toSorted((a, b) => compare(a, b) || rankOf(a) - rankOf(b) || compareText(a.key, b.key));
}

export function listNodes(
  { query, offset, limit }: Request,
  lists: Lists,
  ranking: Ranking,
  own: ReadonlySet<string>,
): { rows: ListedNodeView[]; total: number; disputed: number } {
  const found = searchNodes(lists.rows, {
    text: query.text,
    tiers: new Set(query.tiers),
    only: query.onlyOwn ? own : null,
  });
  const page = sorted(found, query.sort, ranking).slice(offset, offset + limit);
  const rows = page.map((row): ListedNodeView => {
    const rank = ranking.rankOf.get(row.key) ?? null;
    return {
      key: row.key,
      tier: row.tier,
      address: row.address,
      ip: row.ip,
      rank,
      payoutInMs: rank === null ? null : blocksToMs(lists.height, rank + 1),
      lastPaidMs: row.lastPaidMs,
      lastConfirmedHeight: row.lastConfirmedHeight,
      activeSinceMs: row.activeSinceMs,
      own: own.has(row.key),
    };
  });
  return { rows, total: found.length, disputed: ranking.disputed };
}
