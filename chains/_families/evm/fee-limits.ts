/** Is a fee reasonable (T-07)? One rule for the form in the app window and for the signer's own look at the bytes. */
import type { GasPrice } from '../../../wallet-core/chain-contract/index.ts';
import type { EvmConfig } from './config.ts';

export type FeeVerdict = 'ok' | 'high' | 'absurd';

/**
 * `absurd` above the chain's ceiling per gas or in all; `high` above the chain's mark and, where coin is sent, above
 * 1 % of it. `coinAmount` is zero for tokens: their worth in coin is not known here.
 */
export function judgeFee(config: EvmConfig, fee: bigint, price: GasPrice, coinAmount: bigint): FeeVerdict {
  if (price.maxPerGas > config.absurdPerGas || fee > config.absurdFee) return 'absurd';
  if (fee <= config.highFee) return 'ok';
  return coinAmount > 0n && fee * 100n <= coinAmount ? 'ok' : 'high';
}
