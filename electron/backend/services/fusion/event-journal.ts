import { WalletError } from '../../../../wallet-core/errors/index.ts';
import { toStoredEvent } from '../../../../wallet-core/fusion/index.ts';
import { type Result, toHex } from '../../../../wallet-core/primitives/index.ts';
import { z } from '../../../../wallet-core/primitives/zod.ts';
import type { AccountContext } from '../account-context.ts';

const MAX_EVENTS = 5_000;
const storedRow = z.strictObject({ events: z.array(z.record(z.string(), z.unknown())).min(1).max(MAX_EVENTS) });

export interface Journalled<E, S> {
  readonly id: string;
  readonly events: readonly E[];
  readonly state: S;
}

/** Things that happen in events: each on disk, flushed, before anything follows from it. */
export interface EventJournal<E, S> {
  /** Oldest first. */
  all(): readonly Journalled<E, S>[];
  /** Throws `fusion.unknown`. */
  get(id: string): Journalled<E, S>;
  begin(event: E): Journalled<E, S>;
  /** Throws `fusion.not-now` for an event that has no place after the others; nothing is written then. */
  append(id: string, event: E): S;
}

export interface EventJournalOptions<E, S> {
  readonly context: AccountContext;
  readonly table: 'fusion-swaps' | 'fusion-claims';
  readonly schema: z.ZodType<E>;
  readonly apply: (state: S | null, event: E) => Result<S, 'not-now'>;
  readonly onChange: () => void;
}

/** Throws `store.corrupt` for a journal that cannot be read: it is never passed over. */
export function createEventJournal<E extends { readonly kind: string; readonly atMs: number }, S>(
  options: EventJournalOptions<E, S>,
): EventJournal<E, S> {
  const { context, schema, apply, onChange } = options;
  const rows = context.table(options.table, storedRow);
  const byId = new Map<string, Journalled<E, S>>();

  function replay(id: string, stored: readonly unknown[]): Journalled<E, S> {
    const corrupt = () => new WalletError('store.corrupt', { why: 'journal', table: options.table });
    let state: S | null = null;
    const events = stored.map((row) => {
      const parsed = schema.safeParse(row);
      if (!parsed.success) throw corrupt();
      const after = apply(state, parsed.data);
      if (!after.ok) throw corrupt();
      state = after.value;
      return parsed.data;
    });
    if (state === null) throw corrupt();
    return { id, events, state };
  }

  function keep(entry: Journalled<E, S>): Journalled<E, S> {
    context.signal.throwIfAborted();
    const events = z.array(z.record(z.string(), z.unknown())).parse(entry.events.map(toStoredEvent));
    context.database.write([rows.put(entry.id, { events })]);
    byId.set(entry.id, entry);
    onChange();
    return entry;
  }

  function get(id: string): Journalled<E, S> {
    const entry = byId.get(id);
    if (entry === undefined) throw new WalletError('fusion.unknown');
    return entry;
  }

  function after(state: S | null, event: E): S {
    const next = apply(state, event);
    if (!next.ok) throw new WalletError('fusion.not-now', { event: event.kind });
    return next.value;
  }

  const loaded = rows.list().map(({ key, value }) => replay(key, value.events));
  loaded.sort((a, b) => (a.events[0]?.atMs ?? 0) - (b.events[0]?.atMs ?? 0));
  for (const entry of loaded) byId.set(entry.id, entry);

  return {
    all: () => [...byId.values()],
    get,
    begin: (event) => keep({ id: toHex(context.random.bytes(16)), events: [event], state: after(null, event) }),
    append: (id, event) => {
      const entry = get(id);
      if (entry.events.length >= MAX_EVENTS) throw new WalletError('fusion.not-now', { event: 'full' });
      return keep({ id, events: [...entry.events, event], state: after(entry.state, event) }).state;
    },
  };
}
