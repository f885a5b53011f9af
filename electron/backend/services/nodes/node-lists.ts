/** The lists of nodes as last read: when they are read again, who else was asked, and what the two say differently. */
import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import { compareSources, type Ranking, rankNodes, type SourceDifference } from '../../../../wallet-core/nodes/index.ts';
import type { Clock } from '../../../../wallet-core/ports/index.ts';
import type { Lists, NodeSources, Opinion } from './sources.ts';

export interface ListsState {
  readonly lists: Lists | null;
  readonly ranking: Ranking | null;
  readonly second: Opinion | null;
  readonly differences: readonly SourceDifference[];
  readonly error: WireError | null;
  readonly refreshing: boolean;
}

export interface ListsReader {
  state(): ListsState;
  /** Reads unless they are younger than `maxAgeMs`. Never throws: the error stays beside what was known. */
  refresh(maxAgeMs: number): Promise<void>;
  /** Are they small enough to be read at every turn? */
  isSmall(): boolean;
}

export interface ListsReaderOptions {
  readonly sources: NodeSources;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Nodes whose rows are compared. */
  readonly keys: () => readonly string[];
  readonly onChange: () => void;
}

const SMALL = 500;
/** The second source is asked at every so manieth reading: it is for honesty, not for freshness. */
const SECOND_EVERY_MS = 10 * 60_000;

export function createListsReader({ sources, clock, signal, keys, onChange }: ListsReaderOptions): ListsReader {
  let state: ListsState = {
    lists: null,
    ranking: null,
    second: null,
    differences: [],
    error: null,
    refreshing: false,
  };
  let running: Promise<void> | undefined;
  let comparedAtMs = Number.NEGATIVE_INFINITY;

  function change(part: Partial<ListsState>): void {
    if (signal.aborted) return;
    state = { ...state, ...part };
    onChange();
  }

  function differencesTo(lists: Lists, second: Lists): readonly SourceDifference[] {
    return compareSources(
      { height: lists.height, rows: lists.rowOf },
      { height: second.height, rows: second.rowOf },
      keys(),
    );
  }

  async function read(): Promise<void> {
    change({ refreshing: true });
    try {
      const lists = await sources.read(signal);
      const { second } = state;
      change({
        lists,
        ranking: rankNodes(lists.rows),
        error: null,
        refreshing: false,
        differences: second?.lists == null || second.host === lists.source ? [] : state.differences,
      });
      if (clock.now() - comparedAtMs < SECOND_EVERY_MS) return;
      comparedAtMs = clock.now();
      const other = await sources.second(lists.source, signal);
      if (other?.lists != null) change({ second: other, differences: differencesTo(lists, other.lists).slice(0, 500) });
      else change({ second: other, differences: [] });
    } catch (thrown) {
      change({ error: toWireError(thrown), refreshing: false });
    }
  }

  return {
    state: () => state,
    isSmall: () => state.lists !== null && state.lists.rows.length < SMALL,
    refresh: (maxAgeMs) => {
      const age = state.lists === null ? Number.POSITIVE_INFINITY : clock.now() - state.lists.atMs;
      if (running !== undefined) return running;
      if (age < maxAgeMs) return Promise.resolve();
      running = read().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}
