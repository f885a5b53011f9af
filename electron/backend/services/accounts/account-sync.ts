import type {
  AccountActivity,
  Activity,
  AddressRef,
  Balance,
  Snapshot,
} from '../../../../wallet-core/chain-contract/index.ts';
import { isWalletError, WalletError } from '../../../../wallet-core/errors/index.ts';
import { shapes } from '../../../../wallet-core/ipc/index.ts';
import { z } from '../../../../wallet-core/primitives/zod.ts';
import { unreadableRow } from '../../store/unreadable-row.ts';
import { logError } from '../../system/log-error.ts';
import type { AccountContext } from '../account-context.ts';
import { createHistoryCache, type HistoryCache, historyKey } from '../sync/history-cache.ts';
import { createRefreshLoop, type RefreshState } from '../sync/refresh-loop.ts';
import type { AccountConnection } from './account-connection.ts';
import type { AccountPort } from './account-ports.ts';

/** Movements that change no balance (a failed call, an allowance) are looked for this often. */
const HISTORY_EVERY_MS = 2 * 60_000;
/** Older pages per refresh: a long history comes in over several. */
const MAX_PAGES = 4;

type Uncovered = 'coin' | 'other-tokens';

export interface AccountSyncState extends RefreshState {
  readonly balances: Snapshot<readonly Balance[]> | null;
  /** What the source of the history cannot tell; `null` before any was read in this session. */
  readonly notCovered: readonly Uncovered[] | null;
}

export interface AccountSync {
  state(): AccountSyncState;
  readonly history: Pick<HistoryCache, 'all' | 'marks'>;
  /** One batch for all balances, then the history if it may have changed. Never throws: see `state().error`. */
  refresh(everything: boolean): Promise<void>;
  run(): Promise<void>;
}

export interface AccountSyncOptions {
  readonly context: AccountContext;
  readonly port: AccountPort;
  readonly connection: () => AccountConnection;
  readonly owners: readonly AddressRef[];
  /** Contracts whose movements are asked for where no history service answers. */
  readonly followed: () => ReadonlySet<string>;
  readonly followPayments: (height: number) => Promise<void>;
  readonly onState: () => void;
  readonly onHistory: (news: readonly Activity[]) => void;
}

const storedBalances = z.strictObject({
  source: shapes.hostText,
  height: shapes.height,
  atMs: shapes.timeMs,
  balances: z.array(z.strictObject({ asset: z.string().max(128), spendable: shapes.positiveUnitsText })).max(200),
});

const nothingElse = { incoming: 0n, immature: 0n, collateral: 0n, frozen: 0n };

/** In the form of the unified history. Fields that chains of outputs alone have are empty. */
function toActivity({ nonce: _nonce, ...movement }: AccountActivity): Activity {
  return { ...movement, message: null, expiryHeight: null };
}

function differs(known: Activity | undefined, fresh: Activity): boolean {
  return known === undefined || known.height !== fresh.height || known.net !== fresh.net || known.kind !== fresh.kind;
}

const markOf = (balances: readonly Balance[]) => balances.map(({ asset, spendable }) => `${asset} ${spendable}`).join();

/** One chain with accounts, kept fresh by itself: no other chain waits for it, and what was read last stays. */
export function createAccountSync(options: AccountSyncOptions): AccountSync {
  const { context, port, connection, owners, onState } = options;
  const { clock, signal, database, logger } = context;
  const { chain } = port;
  const rows = context.table('snapshots', storedBalances);
  const rowKey = `${chain}.balances`;
  const history = createHistoryCache(context, chain);

  function load(): Snapshot<readonly Balance[]> | null {
    try {
      const stored = rows.get(rowKey);
      if (stored === undefined) return null;
      const { balances, ...provenance } = stored;
      const value = balances.map(({ asset, spendable }) => ({ asset, spendable: BigInt(spendable), ...nothingElse }));
      return { ...provenance, value };
    } catch (thrown) {
      logger.log('warn', 'cache.dropped', { chain, code: unreadableRow(thrown).code });
      return null;
    }
  }

  let state: AccountSyncState = {
    balances: load(),
    error: null,
    refreshing: false,
    lastAttemptMs: null,
    notCovered: null,
  };
  let historyReadMs: number | undefined;

  const loop = createRefreshLoop({ context, read, change });

  function change(part: Partial<AccountSyncState>): void {
    signal.throwIfAborted();
    state = { ...state, ...part };
    onState();
  }

  async function readBalances(): Promise<boolean> {
    const balances = await connection().reader.balances(owners);
    signal.throwIfAborted();
    const known = state.balances;
    // A server behind would take back what has happened: the last values are better.
    if (balances.behind === true && known !== null && balances.height < known.height) {
      throw new WalletError('server.behind', { height: balances.height, known: known.height });
    }
    const { source, height, atMs, value } = balances;
    database.write([
      rows.put(rowKey, {
        source,
        height,
        atMs,
        balances: value.map(({ asset, spendable }) => ({ asset, spendable: spendable.toString() })),
      }),
    ]);
    change({ balances });
    return known === null || markOf(known.value) !== markOf(value);
  }

  /** From a history service, or from tokens' events where none answers. */
  async function readPage(cursor: string | null) {
    const { reader, withoutIndexes } = connection();
    try {
      return await reader.activity(owners, cursor);
    } catch (thrown) {
      // Events of an old chain take thousands of requests: only what is new is worth them.
      if (withoutIndexes === null || cursor !== null || !isWalletError(thrown) || signal.aborted) throw thrown;
      logError(logger, 'history.no-index', thrown);
      return await withoutIndexes.activity(owners, null);
    }
  }

  /** Does a page of this coverage speak of the entry at all? Only then does its absence mean that it is gone. */
  function isCovered(entry: Activity, above: number, notCovered: readonly Uncovered[]): boolean {
    if (entry.height !== null && entry.height <= above) return false;
    const asset = entry.asset ?? 'native';
    if (asset === 'native') return !notCovered.includes('coin');
    return !notCovered.includes('other-tokens') || options.followed().has(asset);
  }

  async function readHistory(): Promise<void> {
    let cursor: string | null = null;
    let upper = Number.MAX_SAFE_INTEGER;
    for (let count = 0; count < MAX_PAGES; count++) {
      const { value: page } = await readPage(cursor);
      signal.throwIfAborted();
      const above = page.completeAbove ?? Number.MAX_SAFE_INTEGER;
      const notCovered = page.notCovered ?? [];
      const items = page.items.map(toActivity);
      const byKey = new Map(history.all().map((entry) => [historyKey(entry), entry]));
      const fresh = new Set(items.map(historyKey));
      const put = items.filter((item) => differs(byKey.get(historyKey(item)), item));
      const news = put.filter((item) => !byKey.has(historyKey(item)));
      const gone = [...byKey.values()].filter(
        (entry) => isCovered(entry, above, notCovered) && (entry.height ?? 0) <= upper && !fresh.has(historyKey(entry)),
      );
      const marks = history.marks();
      const complete = marks.complete || page.next === null;
      const next = { complete, cursor: complete ? null : page.next, covered: marks.covered };
      const isSame = marks.complete === complete && marks.cursor === next.cursor;
      const changes = history.update(put, gone.map(historyKey), isSame ? marks : next);
      database.write(changes);
      change({ notCovered });
      if (changes.length > 0) options.onHistory(marks.complete ? news : []);
      cursor = page.next;
      if (cursor === null || notCovered.length > 0 || (marks.complete && news.length === 0)) return;
      upper = above;
    }
  }

  async function read(everything: boolean): Promise<void> {
    const hasChanged = await readBalances();
    await options.followPayments(state.balances?.height ?? 0);
    const age = historyReadMs === undefined ? Number.POSITIVE_INFINITY : clock.now() - historyReadMs;
    if (!everything && !hasChanged && age < HISTORY_EVERY_MS && history.marks().complete) return;
    try {
      await readHistory();
      historyReadMs = clock.now();
    } catch (thrown) {
      // The balance is known all the same; the history says by itself how far it goes.
      if (signal.aborted) throw thrown;
      logError(logger, 'history.interrupted', thrown);
    }
  }

  return { state: () => state, history, ...loop };
}
