import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type { AccountContext } from '../account-context.ts';
import { type StoredStart, storedStart } from './stored.ts';

export interface StartJournal {
  /** Newest of each node. */
  latest(key: string): StoredStart | undefined;
  all(): readonly StoredStart[];
  find(txid: string): StoredStart | undefined;
  /** All of them on disk, flushed, when it returns: a crash forgets none of a batch. */
  add(starts: readonly StoredStart[]): void;
  update(txid: string, change: Partial<StoredStart>): void;
}

/** Starts that are of no use any more go after this: the chain remembers them. */
const KEEP_MS = 30 * 86_400_000;

/** STARTs of one account with their signed bytes. Throws what reading damaged rows throws. */
export function createStartJournal(context: AccountContext, onChange: () => void): StartJournal {
  const rows = context.table('starts', storedStart);
  const byTxid = new Map(rows.list().map(({ key, value }) => [key, value]));
  const old = [...byTxid.values()].filter(({ updatedAtMs }) => context.clock.now() - updatedAtMs > KEEP_MS);
  if (old.length > 0) context.database.write(old.map(({ txid }) => rows.remove(txid)));
  for (const { txid } of old) byTxid.delete(txid);

  function keep(starts: readonly StoredStart[]): void {
    context.signal.throwIfAborted();
    context.database.write(starts.map((start) => rows.put(start.txid, start)));
    for (const start of starts) byTxid.set(start.txid, start);
    onChange();
  }

  return {
    latest: (key) => [...byTxid.values()].filter((start) => start.key === key).sort((a, b) => b.sigTime - a.sigTime)[0],
    all: () => [...byTxid.values()],
    find: (txid) => byTxid.get(txid),
    add: keep,
    update: (txid, change) => {
      const start = byTxid.get(txid);
      if (start === undefined) throw new WalletError('chain.unknown-transaction');
      keep([{ ...start, ...change, updatedAtMs: context.clock.now() }]);
    },
  };
}
