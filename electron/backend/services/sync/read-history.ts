import type { Activity, AddressRef, Tip } from '../../../../wallet-core/chain-contract/index.ts';
import type { AccountContext } from '../account-context.ts';
import type { ChainConnection, ChainPort } from '../chain-port.ts';
import type { HistoryCache } from './history-cache.ts';
import type { StoredHistory } from './stored.ts';

/** Pages read at once for what is new; more than that is left to the reading of the rest. */
const MAX_HEAD_PAGES = 10;
/** Activities that may have been undone, asked about one by one in a refresh. */
const MAX_DOUBTS = 50;

export interface HistoryReading {
  readonly context: AccountContext;
  readonly port: ChainPort;
  readonly cache: HistoryCache;
  readonly connection: () => ChainConnection;
  readonly onChange: (news: readonly Activity[]) => void;
}

function differs(known: Activity | undefined, fresh: Activity): boolean {
  return (
    known === undefined ||
    known.height !== fresh.height ||
    known.timeMs !== fresh.timeMs ||
    // Another of its addresses has turned out to be the account's own.
    known.net !== fresh.net
  );
}

/** Longest message that is shown; blocks may hold longer ones than nodes pass on. */
const MAX_MESSAGE = 320;

/** The time of an open transaction is when it was first seen; servers that do not know it would move it at each reading. */
function admit(cache: HistoryCache, read: Activity): Activity {
  const known = cache.get(read.txid);
  const { message } = read;
  const fresh =
    message === null || message.length <= MAX_MESSAGE
      ? read
      : { ...read, message: `${message.slice(0, MAX_MESSAGE - 1)}…` };
  return known !== undefined && known.height === null && fresh.height === null
    ? { ...fresh, timeMs: known.timeMs }
    : fresh;
}

function write(
  reading: HistoryReading,
  put: readonly Activity[],
  remove: readonly string[],
  marks: StoredHistory,
): void {
  reading.context.signal.throwIfAborted();
  const news = put.filter((activity) => reading.cache.get(activity.txid) === undefined);
  const changes = reading.cache.update(put, remove, marks);
  reading.context.database.write(changes);
  if (put.length > 0 || remove.length > 0 || changes.length > 0) reading.onChange(news);
}

/**
 * What could still be undone and was not in the fresh pages: asked about by id. A transaction that the network no
 * longer knows leaves the history; one that moved to another block gets its new height.
 */
async function resolveDoubts(
  reading: HistoryReading,
  tip: Tip,
  seen: ReadonlySet<string>,
): Promise<{ readonly put: Activity[]; readonly remove: string[] }> {
  const { cache, port } = reading;
  const firstUndoable = tip.height - port.finalAfter;
  const doubtful = cache
    .all()
    .filter(({ txid, height }) => !seen.has(txid) && (height === null || height > firstUndoable))
    .slice(0, MAX_DOUBTS);
  const put: Activity[] = [];
  const remove: string[] = [];
  for (const activity of doubtful) {
    const status = await reading.connection().statusOf(activity.txid, activity.expiryHeight);
    switch (status.kind) {
      case 'pending':
        if (activity.height !== null) put.push({ ...activity, height: null });
        break;
      case 'confirmed':
      case 'final':
        if (activity.height !== status.height) put.push({ ...activity, height: status.height, timeMs: status.timeMs });
        break;
      default:
        remove.push(activity.txid);
    }
  }
  return { put, remove };
}

/** Reads the newest activities and settles what became of those that may have been undone. Gives the fresh ones. */
export async function readHead(
  reading: HistoryReading,
  addresses: readonly AddressRef[],
  tip: Tip,
): Promise<readonly Activity[]> {
  const { cache, connection } = reading;
  const seen = new Set<string>();
  const changed: Activity[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MAX_HEAD_PAGES; page++) {
    const { value } = await connection().activity(addresses, cursor);
    const fresh = value.items.map((activity) => admit(cache, activity));
    const news = fresh.filter((activity) => differs(cache.get(activity.txid), activity));
    for (const { txid } of fresh) seen.add(txid);
    changed.push(...news);
    cursor = value.next;
    // Before the first complete reading, the rest is another's task; later, a page without news ends what is new.
    if (cursor === null || !cache.marks().complete || news.length === 0) break;
  }
  const { put, remove } = await resolveDoubts(reading, tip, seen);
  write(reading, [...changed, ...put], remove, cache.marks());
  return changed;
}

/** Older pages are written together: each writing waits for the disk, and what a crash loses is read again. */
const WRITTEN_TOGETHER = 250;

interface Batch {
  readonly put: readonly Activity[];
  readonly cursor: string | null;
  readonly complete: boolean;
  /** What ended it early; the pages before it count all the same. */
  readonly thrown: unknown;
}

async function readBatch(
  reading: HistoryReading,
  addresses: readonly AddressRef[],
  from: string | null,
): Promise<Batch> {
  const { cache, connection } = reading;
  const put: Activity[] = [];
  let cursor = from;
  try {
    do {
      const { value } = await connection().activity(addresses, cursor);
      const read = value.items.map((activity) => admit(cache, activity));
      put.push(...read.filter((activity) => differs(cache.get(activity.txid), activity)));
      cursor = value.next;
    } while (cursor !== null && put.length < WRITTEN_TOGETHER);
    return { put, cursor, complete: cursor === null, thrown: null };
  } catch (thrown) {
    return { put, cursor, complete: false, thrown };
  }
}

/** Reads on where the last reading stopped until the servers have no more. Throws what they throw; what came before is kept. */
export async function readRest(reading: HistoryReading, addresses: readonly AddressRef[]): Promise<void> {
  const { cache } = reading;
  while (!cache.marks().complete) {
    const from = cache.marks();
    const { put, cursor, complete, thrown } = await readBatch(reading, addresses, from.cursor);
    const covered = complete ? addresses.map(({ address }) => address) : from.covered;
    // Another address has turned up meanwhile and it all begins anew: what was read counts, where it stopped does not.
    write(reading, put, [], cache.marks() === from ? { complete, cursor, covered } : cache.marks());
    if (thrown !== null) throw thrown;
  }
}

/** Makes the next reading start over when an address turns up whose history was never read. */
export function noteAddresses(
  reading: HistoryReading,
  addresses: readonly AddressRef[],
  used: readonly AddressRef[],
): void {
  const marks = reading.cache.marks();
  if (!marks.complete) return;
  const covered = new Set<string>(marks.covered);
  if (used.some(({ address }) => !covered.has(address))) {
    write(reading, [], [], { ...marks, complete: false, cursor: null });
  } else if (addresses.some(({ address }) => !covered.has(address))) {
    const all = [...covered, ...addresses.map(({ address }) => address).filter((address) => !covered.has(address))];
    write(reading, [], [], { ...marks, covered: all });
  }
}
