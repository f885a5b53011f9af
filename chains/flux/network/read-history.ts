import type { AddressText } from '../../../wallet-core/primitives/index.ts';
import { inGroupsOf, mapConcurrently } from '../../_families/network/concurrency.ts';
import { formatCursor, type HistoryCursor } from './history-cursor.ts';
import type { FluxServer, HistoryPage, ServerTransaction } from './server.ts';

const PARALLEL_GROUPS = 4;

export interface HistoryPart {
  readonly transactions: readonly ServerTransaction[];
  readonly next: string | null;
  /** Exact when one group holds all addresses; unknown otherwise, because groups share transactions. */
  readonly total: number | null;
  /** With the parts before, nothing above this height is missing; -1: nothing at all. */
  readonly completeAbove: number;
}

/** Names a server in a cursor. */
export function serverKey(server: FluxServer): string {
  return `${server.kind} ${server.host}`;
}

/**
 * One page of one group. When transactions have left the list since the page before (a reorganisation, a lapsed
 * payment), the rest has moved towards the start: the page before is read once more, so that nothing is skipped.
 */
async function readPage(
  server: FluxServer,
  group: readonly AddressText[],
  page: number,
  lastTotal: number | null,
): Promise<HistoryPage> {
  const current = await server.history(group, page);
  if (page === 0 || lastTotal === null || current.total >= lastTotal) return current;
  const previous = await server.history(group, page - 1);
  return { ...current, transactions: [...previous.transactions, ...current.transactions] };
}

/** Down to which height a group's pages have come: newest first, so the lowest block on the page may be cut in two. */
function lowestHeight(page: HistoryPage): number {
  const heights = page.transactions.map((transaction) => transaction.height ?? Number.MAX_SAFE_INTEGER);
  return Math.min(Number.MAX_SAFE_INTEGER, ...heights);
}

/**
 * The next page of every group of addresses, merged without repetitions. The first part holds the newest of all; with
 * more groups than one, later parts may repeat or interleave earlier ones: consumers merge by id.
 */
export async function readHistoryPart(
  server: FluxServer,
  addresses: readonly AddressText[],
  cursor: HistoryCursor | null,
): Promise<HistoryPart> {
  const groups = inGroupsOf(addresses, server.historyGroupSize);
  const page = cursor?.page ?? 0;
  const pages = await mapConcurrently(groups, PARALLEL_GROUPS, async (group, index) => {
    const lastTotal = cursor === null ? 0 : (cursor.totals[index] ?? null);
    return cursor !== null && lastTotal === null ? null : readPage(server, group, page, lastTotal);
  });
  const byId = new Map<string, ServerTransaction>();
  for (const entry of pages) {
    for (const transaction of entry?.transactions ?? []) byId.set(transaction.txid, transaction);
  }
  const totals = pages.map((entry) => (entry === null || entry.isLast ? null : entry.total));
  const isFinished = totals.every((total) => total === null);
  return {
    transactions: [...byId.values()],
    next: isFinished ? null : formatCursor({ server: serverKey(server), page: page + 1, totals }),
    total: pages.length === 1 ? (pages[0]?.total ?? null) : null,
    completeAbove: Math.max(-1, ...pages.map((entry) => (entry === null || entry.isLast ? -1 : lowestHeight(entry)))),
  };
}
