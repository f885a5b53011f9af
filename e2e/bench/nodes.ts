/**
 * The node list of twice today's network, from the server's text to the rows a person sees: parsed and checked, ranked,
 * filtered. Against the plain way: JSON.parse, a sort by joined text with localeCompare, a filter over each row's JSON (as
 * the explorer itself filters), nothing checked.
 */
import { parseNodeList, rankNodes, searchNodes } from '../../wallet-core/nodes/index.ts';
import { listRow } from '../../wallet-core/nodes/testing/rows.ts';
import { compare } from './compare.ts';
import type { BenchResult } from './types.ts';

const ROWS = 13_000;
const QUERY = '203.77.';

type Row = ReturnType<typeof listRow>;

function ours(text: string) {
  const rows = parseNodeList(JSON.parse(text));
  const { rankOf } = rankNodes(rows);
  const found = searchNodes(rows, { text: QUERY, tiers: new Set(['cumulus']), only: null });
  return found.map((row) => ({ key: row.key, rank: rankOf.get(row.key) ?? -1 }));
}

function sortKey(row: Row): string {
  const height = row.last_paid_height > 0 ? row.last_paid_height : row.confirmed_height;
  const internal = row.txhash.match(/../g)?.reverse().join('') ?? '';
  return `${String(height).padStart(9, '0')}${row.last_paid_height > 0 ? 1 : 0}${internal}${row.outidx}`;
}

function plain(text: string) {
  const rows: Row[] = JSON.parse(text);
  const queue = rows.filter(({ tier }) => tier === 'CUMULUS').sort((a, b) => sortKey(a).localeCompare(sortKey(b)));
  return queue
    .map((row, rank) => ({ row, rank }))
    .filter(({ row }) => JSON.stringify(row).includes(QUERY))
    .map(({ row, rank }) => ({ key: `${row.txhash}:${row.outidx}`, rank }));
}

export async function bench(): Promise<readonly BenchResult[]> {
  const text = JSON.stringify(Array.from({ length: ROWS }, (_, number) => listRow(number)));
  const byKey = (rows: readonly { readonly key: string; readonly rank: number }[]) =>
    rows
      .map(({ key, rank }) => `${key} ${rank}`)
      .sort()
      .join('\n');
  if (byKey(ours(text)) !== byKey(plain(text)) || ours(text).length === 0) throw new Error('the two ways differ');
  return [
    await compare({
      name: 'nodes',
      n: ROWS,
      ours: () => ours(text),
      peers: { 'JSON.parse and localeCompare': () => plain(text) },
      samples: 7,
    }),
  ];
}
