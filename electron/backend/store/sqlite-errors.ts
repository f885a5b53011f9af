import { type ErrorCode, WalletError } from '../../../wallet-core/errors/index.ts';

/** Primary result codes of SQLite (sqlite.org/rescode.html) by what they mean for the person. */
const meaning: Readonly<Record<number, ErrorCode>> = {
  5: 'store.locked-by-other', // SQLITE_BUSY
  6: 'store.locked-by-other', // SQLITE_LOCKED
  11: 'store.corrupt', // SQLITE_CORRUPT
  26: 'store.corrupt', // SQLITE_NOTADB
};

/** What SQLite threw as a coded error; everything that is neither a lock nor damage is a write that did not happen. */
export function toStoreError(thrown: unknown): WalletError {
  if (thrown instanceof WalletError) return thrown;
  const full =
    thrown instanceof Error && 'errcode' in thrown && typeof thrown.errcode === 'number' ? thrown.errcode : 0;
  return new WalletError(meaning[full & 0xff] ?? 'store.write-failed', { sqlite: full }, { cause: thrown });
}

/** Runs `action`; what SQLite throws comes out coded. */
export function coded<T>(action: () => T): T {
  try {
    return action();
  } catch (thrown) {
    throw toStoreError(thrown);
  }
}
