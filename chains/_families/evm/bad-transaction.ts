import { WalletError } from '../../../wallet-core/errors/index.ts';

/** The one way this codec refuses bytes: `chain.bad-transaction` with a fixed word, never a piece of the input. */
export function badTransaction(reason: string): WalletError {
  return new WalletError('chain.bad-transaction', { reason });
}
