import { isWalletError, type WalletError } from '../../../wallet-core/errors/index.ts';

const codes: ReadonlySet<string> = new Set(['store.corrupt', 'vault.tampered', 'vault.bad-format']);

/** For caches, which can be read from the network again: the error of a damaged row. Anything else is thrown on. */
export function unreadableRow(thrown: unknown): WalletError {
  if (isWalletError(thrown) && codes.has(thrown.code)) return thrown;
  throw thrown;
}
