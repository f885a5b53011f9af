import { findAsset } from '../assets/index.ts';
import type { ChainId } from '../chain-contract/index.ts';

/** Coins that the wallet asks a price for. */
export const pricedCoins = ['FLUX', 'BTC', 'ETH', 'BNB', 'POL', 'AVAX'] as const;
export type PricedCoin = (typeof pricedCoins)[number];

/**
 * Whose price an asset has: FLUX on every chain that of FLUX, a chain's own coin its own. By the identifier in our table,
 * never by a ticker that a token gives itself (T-05): every other token has no known price.
 */
export function pricedCoinOf(chain: ChainId, identifier: string): PricedCoin | undefined {
  const asset = findAsset(chain, identifier);
  if (asset === undefined) return undefined;
  if (asset.isFlux) return 'FLUX';
  return identifier === 'native' ? pricedCoins.find((coin) => coin === asset.symbol) : undefined;
}
