import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type { Change } from '../../store/database.ts';
import type { AccountContext } from '../account-context.ts';
import { holdsInputs, type StoredSend, storedSend } from './entry.ts';

export interface Journal {
  /** Oldest first: what spends the change of another comes after it. */
  entries(): readonly StoredSend[];
  /** Throws `chain.unknown-transaction`. */
  get(sendId: string): StoredSend;
  find(sendId: string): StoredSend | undefined;
  findByTxid(txid: string): StoredSend | undefined;
  /** On disk, flushed, when it returns; then in memory. */
  add(entry: StoredSend): void;
  update(sendId: string, change: Partial<StoredSend>): StoredSend;
  /** Outpoints that payments under way spend. */
  reserved(): ReadonlySet<string>;
  /** What has to be written for these entries to stand here; `reload` afterwards. */
  changesFor(entries: readonly StoredSend[]): readonly Change[];
  reload(): void;
}

/** The payments of one account. Damage here is never passed over: throws what reading the rows throws. */
export function createJournal(context: AccountContext, onChange: () => void): Journal {
  const rows = context.table('sends', storedSend);
  const byId = new Map<string, StoredSend>();

  function reload(): void {
    const loaded = rows.list().map(({ value }) => value);
    loaded.sort((a, b) => a.createdAtMs - b.createdAtMs);
    byId.clear();
    for (const entry of loaded) byId.set(entry.sendId, entry);
  }

  function keep(entry: StoredSend): StoredSend {
    context.signal.throwIfAborted();
    context.database.write([rows.put(entry.sendId, entry)]);
    byId.set(entry.sendId, entry);
    onChange();
    return entry;
  }

  function get(sendId: string): StoredSend {
    const entry = byId.get(sendId);
    if (entry === undefined) throw new WalletError('chain.unknown-transaction');
    return entry;
  }

  reload();
  return {
    entries: () => [...byId.values()],
    get,
    find: (sendId) => byId.get(sendId),
    findByTxid: (txid) => [...byId.values()].find((entry) => entry.txid === txid),
    add: (entry) => {
      if (byId.has(entry.sendId)) throw new WalletError('approval.replayed');
      keep(entry);
    },
    update: (sendId, change) => keep({ ...get(sendId), ...change, updatedAtMs: context.clock.now() }),
    reserved: () =>
      new Set([...byId.values()].filter(({ state }) => holdsInputs(state)).flatMap(({ inputs }) => inputs)),
    changesFor: (entries) => entries.map((entry) => rows.put(entry.sendId, entry)),
    reload,
  };
}
