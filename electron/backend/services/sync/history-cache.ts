import type { Activity, ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import type { Change } from '../../store/database.ts';
import { unreadableRow } from '../../store/unreadable-row.ts';
import type { AccountContext } from '../account-context.ts';
import { fromStoredActivity, type StoredHistory, storedActivities, storedHistory, toStoredActivity } from './stored.ts';

/**
 * Activities are kept by stretches of this many blocks, so that a new one rewrites a small row, old rows never change,
 * and reading all of a long history is some hundred rows.
 */
const BLOCKS_PER_ROW = 2_000;

/** A transaction's id, and on chains with accounts which of its movements: of what, and where in it. */
export function historyKey({ txid, asset, position }: Activity): string {
  return asset === undefined ? txid : `${txid} ${asset} ${position ?? -1}`;
}

export interface HistoryCache {
  /** By `historyKey`. */
  get(key: string): Activity | undefined;
  all(): readonly Activity[];
  marks(): StoredHistory;
  /** Changes memory now; gives what has to be written. */
  update(put: readonly Activity[], remove: readonly string[], marks: StoredHistory): readonly Change[];
}

function rowOf(activity: Activity): string {
  return activity.height === null ? 'open' : String(Math.floor(activity.height / BLOCKS_PER_ROW));
}

const nothingYet: StoredHistory = { complete: false, cursor: null, covered: [] };

/** History of one chain in memory, backed by private rows. A row that cannot be read is dropped: it is a cache. */
export function createHistoryCache(context: AccountContext, chain: ChainId): HistoryCache {
  const rows = context.table('activity', storedActivities);
  const markRows = context.table('snapshots', storedHistory);
  const markKey = `${chain}.history`;
  const byId = new Map<string, Activity>();
  const rowsOf = new Map<string, Map<string, Activity>>();
  let isLoaded = false;
  let marks = loadMarks();

  function insert(activity: Activity): void {
    const name = rowOf(activity);
    const key = historyKey(activity);
    byId.set(key, activity);
    const row = rowsOf.get(name) ?? new Map<string, Activity>();
    row.set(key, activity);
    rowsOf.set(name, row);
  }

  function take(key: string): string | undefined {
    const known = byId.get(key);
    if (known === undefined) return undefined;
    const name = rowOf(known);
    byId.delete(key);
    rowsOf.get(name)?.delete(key);
    return name;
  }

  function startOver(thrown: unknown): StoredHistory {
    context.logger.log('warn', 'history.dropped', { chain, code: unreadableRow(thrown).code });
    byId.clear();
    rowsOf.clear();
    context.database.write([rows.removeAll(), markRows.remove(markKey)]);
    return nothingYet;
  }

  function loadMarks(): StoredHistory {
    try {
      return markRows.get(markKey) ?? nothingYet;
    } catch (thrown) {
      return startOver(thrown);
    }
  }

  /** Not before somebody asks: a long history takes a second to read, and the balance must not wait for it. */
  function load(): void {
    if (isLoaded) return;
    isLoaded = true;
    try {
      for (const { key, value } of rows.list()) {
        if (key.startsWith(`${chain}.`)) for (const stored of value) insert(fromStoredActivity(stored));
      }
    } catch (thrown) {
      marks = startOver(thrown);
    }
  }

  return {
    get: (key) => {
      load();
      return byId.get(key);
    },
    all: () => {
      load();
      return [...byId.values()];
    },
    marks: () => marks,
    update: (put, remove, next) => {
      load();
      const touched = new Set<string>();
      for (const entry of [...remove, ...put.map(historyKey)]) {
        const name = take(entry);
        if (name !== undefined) touched.add(name);
      }
      for (const activity of put) {
        insert(activity);
        touched.add(rowOf(activity));
      }
      const changes: Change[] = [...touched].map((name) => {
        const row = [...(rowsOf.get(name)?.values() ?? [])];
        const key = `${chain}.${name}`;
        return row.length === 0 ? rows.remove(key) : rows.put(key, row.map(toStoredActivity));
      });
      if (next !== marks) {
        marks = next;
        changes.push(markRows.put(markKey, marks));
      }
      return changes;
    },
  };
}
