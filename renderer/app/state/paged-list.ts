import { toWireError, type WireError } from '../../../wallet-core/errors/index.ts';

export const PAGE_SIZE = 100;
/** Pages kept on either side of the view: a walk through 100,000 rows holds some thousands of them. */
export const KEEP_PAGES = 20;

/** Rows known so far, with whatever else a page says of the whole (`Notes`). */
export type PagedRows<Item, Notes> = Notes & {
  /** What is here, by position; positions that are missing are on their way. */
  readonly items: ReadonlyMap<number, Item>;
  /** `null` until the first page has come. */
  readonly total: number | null;
  readonly error: WireError | null;
};

export interface PagedReader<Item, Notes> {
  read(): PagedRows<Item, Notes>;
  subscribe(listener: () => void): () => void;
  /** Loads the pages of these rows that are not here or outdated. */
  need(first: number, last: number): void;
  /** What is here may be outdated: it stays visible and is replaced page by page. */
  refresh(): void;
  /** Late answers are dropped from now on. */
  close(): void;
}

export interface Page<Item, Notes> {
  readonly items: readonly Item[];
  readonly total: number;
  readonly notes: Notes;
}

interface PagedSource<Reply, Item, Notes> {
  /** Asked for a page once per refresh. */
  readonly load: (offset: number, limit: number) => Promise<Reply>;
  readonly open: (reply: Reply) => Page<Item, Notes>;
  /** What is said of the whole before a page has come. */
  readonly notes: Notes;
}

/** Reads a list of any length page by page, for one filter. */
export function createPagedReader<Reply, Item, Notes extends object>({
  load,
  open,
  notes,
}: PagedSource<Reply, Item, Notes>): PagedReader<Item, Notes> {
  let list: PagedRows<Item, Notes> = { ...notes, items: new Map(), total: null, error: null };
  let round = 0;
  let wanted: readonly [number, number] = [0, 0];
  let closed = false;
  const asked = new Map<number, number>();
  const listeners = new Set<() => void>();

  function publish(next: PagedRows<Item, Notes>): void {
    list = next;
    for (const listener of listeners) listener();
  }

  function isNear(page: number): boolean {
    const [first, last] = wanted;
    return page >= Math.floor(first / PAGE_SIZE) - KEEP_PAGES && page <= Math.floor(last / PAGE_SIZE) + KEEP_PAGES;
  }

  async function loadPage(page: number): Promise<void> {
    const mine = round;
    asked.set(page, mine);
    try {
      const reply = open(await load(page * PAGE_SIZE, PAGE_SIZE));
      if (closed || asked.get(page) !== mine) return;
      const items = new Map([...list.items].filter(([at]) => isNear(Math.floor(at / PAGE_SIZE))));
      for (const known of asked.keys()) if (!isNear(known)) asked.delete(known);
      for (let at = 0; at < PAGE_SIZE; at++) {
        const item = reply.items[at];
        if (item === undefined) items.delete(page * PAGE_SIZE + at);
        else items.set(page * PAGE_SIZE + at, item);
      }
      publish({ ...reply.notes, items, total: reply.total, error: null });
    } catch (thrown) {
      if (closed || asked.get(page) !== mine) return;
      asked.delete(page);
      publish({ ...list, error: toWireError(thrown) });
    }
  }

  function loadWanted(): void {
    const [first, last] = wanted;
    for (let page = Math.floor(first / PAGE_SIZE); page <= Math.floor(last / PAGE_SIZE); page++) {
      if (asked.get(page) !== round) void loadPage(page);
    }
  }

  return {
    read: () => list,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    need(first, last) {
      wanted = [first, last];
      loadWanted();
    },
    refresh() {
      round += 1;
      loadWanted();
    },
    close() {
      closed = true;
    },
  };
}
