/** Seals the private rows of one account. The real one is made from the storage key (`storage-key-cipher.ts`). */
export interface RowCipher {
  /** What a row is called in the file: a keyed hash, so that a txid or an address cannot be read or guessed from it. */
  nameOf(table: string, key: string): string;
  /** Bound to table and name: a row put in another's place does not open. */
  seal(table: string, name: string, plain: string): string;
  /** Throws `vault.tampered` or `vault.wrong-key`. */
  open(table: string, name: string, sealed: string): string;
  /** Overwrites the key; every later call throws `session.locked`. */
  erase(): void;
}

/** For watch-only profiles, which have no storage key: readable on disk, and the app says so. */
export const openCipher: RowCipher = {
  nameOf: (_table, key) => key,
  seal: (_table, _name, plain) => plain,
  open: (_table, _name, sealed) => sealed,
  erase: () => undefined,
};
