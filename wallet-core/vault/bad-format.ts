import { WalletError } from '../errors/index.ts';

/** The one error for bytes that are no vault format; `what` names the part, never its content. */
export function badFormat(what: string): WalletError {
  return new WalletError('vault.bad-format', { what });
}
