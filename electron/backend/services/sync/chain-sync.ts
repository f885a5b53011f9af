import type {
  Activity,
  AddressRef,
  DiscoveredAddresses,
  Snapshot,
  Spendable,
  Tip,
} from '../../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import { logError } from '../../system/log-error.ts';
import type { AccountContext } from '../account-context.ts';
import type { ChainConnection, ChainPort } from '../chain-port.ts';
import { fitsHistory } from './cross-check.ts';
import { createHistoryCache, type HistoryCache } from './history-cache.ts';
import { noteAddresses, readHead, readRest } from './read-history.ts';
import { createRefreshLoop, type RefreshState } from './refresh-loop.ts';
import type { TipMark } from './stored.ts';
import { loadSyncCache, outputsMark, putAddresses, putOutputs, uniqueAddresses } from './sync-cache.ts';

/** Addresses that another device of the same account may have used since. */
const DISCOVER_EVERY_MS = 10 * 60_000;
/** Readings of outputs that do not fit the history before it is said: the first may just have met a new payment. */
const MAX_READINGS = 4;

export interface ChainSyncState extends RefreshState {
  readonly addresses: Snapshot<DiscoveredAddresses> | null;
  readonly outputs: Snapshot<readonly Spendable[]> | null;
  /** Last tip heard of in this session. */
  readonly tip: Tip | null;
  /** Of the block the outputs were read at. */
  readonly tipMark: TipMark | null;
}

/** Outputs with the tip they were read at. */
interface Reading {
  readonly outputs: Snapshot<readonly Spendable[]>;
  readonly tip: Tip;
}

export interface ChainSyncOptions {
  readonly context: AccountContext;
  readonly port: ChainPort;
  readonly connection: () => ChainConnection;
  /** Addresses to watch besides the discovered ones: handed out ones, change of open payments. */
  readonly moreAddresses: () => readonly AddressRef[];
  /** Payments of the journal that no block holds as far as it knows, as the history would show them. */
  readonly ownOpen: () => readonly Activity[];
  /** Lets the journal ask about its open payments. Never throws. */
  readonly followPayments: (tip: Tip) => Promise<void>;
  readonly onState: () => void;
  readonly onOutputs: () => void;
  /** `news`: activities never seen before; empty before the first complete reading of the history. */
  readonly onHistory: (news: readonly Activity[]) => void;
}

export interface ChainSync {
  state(): ChainSyncState;
  readonly history: Pick<HistoryCache, 'all' | 'get' | 'marks'>;
  /** Reads what has changed; `everything` also looks for addresses used elsewhere. Never throws: see `state().error`. */
  refresh(everything: boolean): Promise<void>;
  /** Refreshes at intervals until the account is closed. */
  run(): Promise<void>;
}

/** One chain of one account, kept fresh. What was read last stays, with its age, whatever fails later. */
export function createChainSync(options: ChainSyncOptions): ChainSync {
  const { context, port, connection, onState, onOutputs } = options;
  const { clock, signal, database, logger } = context;
  const { chain } = port;
  const cached = loadSyncCache(context, chain);
  const history = createHistoryCache(context, chain);
  const reading = {
    context,
    port,
    cache: history,
    connection,
    onChange: (news: readonly Activity[]) => options.onHistory(history.marks().complete ? news : []),
  };

  let state: ChainSyncState = {
    addresses: cached.addresses,
    outputs: cached.outputs,
    tip: null,
    tipMark: cached.tip,
    error: null,
    refreshing: false,
    lastAttemptMs: null,
  };
  let discoveredAtMs: number | undefined;
  let historyReadAt: string | undefined;
  let older: Promise<void> | undefined;
  /** The last outputs that were read did not fit the history. */
  let inDoubt = false;

  const loop = createRefreshLoop({ context, read, change });

  function change(part: Partial<ChainSyncState>): void {
    signal.throwIfAborted();
    state = { ...state, ...part };
    onState();
  }

  function watched(): readonly AddressRef[] {
    const known = state.addresses?.value;
    const next = [known?.nextReceive, known?.nextChange].filter((ref) => ref !== null && ref !== undefined);
    return uniqueAddresses([...(known?.used ?? []), ...next, ...options.moreAddresses()]);
  }

  /**
   * When every server left is behind and below what was read before, its answer would take payments back that have
   * happened: the last values are better. A chain that stands still, or was rewound and goes on, is read as it is.
   */
  function refuseOlder({ behind, height }: Snapshot<unknown>): void {
    const known = state.outputs?.height ?? 0;
    if (behind === true && height < known) throw new WalletError('server.behind', { height, known });
  }

  async function discover(): Promise<void> {
    const addresses = await connection().discover(context.keys);
    signal.throwIfAborted();
    refuseOlder(addresses);
    discoveredAtMs = clock.now();
    database.write([putAddresses(context, chain, addresses)]);
    change({ addresses });
    noteAddresses(reading, watched(), addresses.value.used);
  }

  async function readOutputs(tip: Tip): Promise<Reading> {
    const outputs = await connection().spendables(watched());
    signal.throwIfAborted();
    refuseOlder(outputs);
    return { outputs, tip };
  }

  function isNew({ outputs }: Reading): boolean {
    return state.outputs === null || outputsMark(state.outputs.value) !== outputsMark(outputs.value);
  }

  function accept(read: Reading): void {
    const { outputs, tip } = read;
    const tipMark = { hash: tip.hash, timeMs: tip.timeMs };
    if (isNew(read) || state.tipMark?.hash !== tip.hash) {
      database.write([putOutputs(context, chain, outputs, tipMark)]);
    }
    change({ outputs, tip, tipMark });
    onOutputs();
  }

  /** Nothing at all where there were payments: zero is said only when the history says so too. */
  function isSurprising({ outputs }: Reading): boolean {
    return outputs.value.length === 0 && (state.addresses?.value.used.length ?? 0) > 0;
  }

  const fits = (outputs: Snapshot<readonly Spendable[]>) =>
    fitsHistory(outputs.value, history.all(), options.ownOpen());

  /**
   * The outputs as they were read, or as another server gives them, once they add up to what the history has left.
   * Throws `server.coins-disagree` when those of no server do. While a long history is still being read for the first
   * time there is nothing to compare with, and the outputs stand as they are.
   */
  async function crossCheck(first: Reading): Promise<Reading> {
    let read = first;
    for (let attempt = 1; ; attempt++) {
      if (!history.marks().complete) {
        if (!inDoubt && (state.outputs !== null || !isSurprising(read))) return read;
        await readOlder();
      }
      signal.throwIfAborted();
      inDoubt = !fits(read.outputs);
      if (!inDoubt) return read;
      if (attempt > 1) connection().doubt?.(read.outputs.source);
      if (attempt >= MAX_READINGS) throw new WalletError('server.coins-disagree');
      const tip = await connection().tip();
      read = await readOutputs(tip);
      await readHead(reading, watched(), tip);
    }
  }

  /** Did one of these use an address that we took for unused? */
  function usesNewAddress(activities: readonly Activity[]): boolean {
    const used = new Set<string>(state.addresses?.value.used.map((ref) => ref.address));
    return activities.some((activity) => activity.own.some((address) => !used.has(address)));
  }

  async function read(everything: boolean): Promise<void> {
    const tip = await connection().tip();
    signal.throwIfAborted();
    const age = discoveredAtMs === undefined ? Number.POSITIVE_INFINITY : clock.now() - discoveredAtMs;
    if (everything || state.addresses === null || age >= DISCOVER_EVERY_MS) await discover();
    let outputs = await readOutputs(tip);
    // The first number need not wait for the history.
    if (state.outputs === null && !isSurprising(outputs)) accept(outputs);
    await options.followPayments(tip);
    // A block more or other outputs: only then can the history be another.
    if (everything || inDoubt || isNew(outputs) || historyReadAt !== tip.hash) {
      const fresh = await readHead(reading, watched(), tip);
      if (usesNewAddress(fresh)) {
        await discover();
        outputs = await readOutputs(tip);
      }
      outputs = await crossCheck(outputs);
      historyReadAt = tip.hash;
    }
    accept(outputs);
    if (!history.marks().complete) void readOlderBeside();
  }

  function readOlder(): Promise<void> {
    older ??= readRest(reading, watched()).finally(() => {
      older = undefined;
    });
    return older;
  }

  /** What was shown before the history was known is compared with it as soon as it is. */
  async function readOlderBeside(): Promise<void> {
    try {
      await readOlder();
      if (state.outputs !== null && !fits(state.outputs)) await loop.refresh(true);
    } catch (thrown) {
      if (!signal.aborted) logError(logger, 'history.interrupted', thrown);
    }
  }

  return { state: () => state, history, ...loop };
}
