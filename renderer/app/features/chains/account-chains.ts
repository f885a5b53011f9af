/** Chains whose money is balances of one address, and what the account holds there, as the screens choose from it. */
import { chainNames, evmChainIds, findAsset } from '../../../../wallet-core/assets/index.ts';
import { type ChainId, chainIds } from '../../../../wallet-core/chain-contract/index.ts';
import type { PortfolioPlace, PortfolioView } from '../../../../wallet-core/ipc/index.ts';
import { useSnapshots } from '../../state/index.ts';

export const NATIVE = 'native';

/** What an amount is of. */
export interface Money {
  readonly symbol: string;
  readonly decimals: number;
}

/** Does this chain have one address whose balance is read, instead of coins that are chosen? */
export function isAccountChain(chain: ChainId): boolean {
  return evmChainIds[chain] !== undefined;
}

/** The chains of this kind that the open account has, in the order of the table of chains. */
export function accountChainsOf(portfolio: PortfolioView | null): readonly ChainId[] {
  const present = new Set(portfolio?.places.map((place) => place.chain));
  return chainIds.filter((chain) => isAccountChain(chain) && present.has(chain));
}

/** Stable as long as the chains are: a text of them, taken apart again. */
export function useAccountChains(): readonly ChainId[] {
  const joined = useSnapshots((state) => accountChainsOf(state.portfolio).join(' '));
  return chainIds.filter((chain) => joined.split(' ').includes(chain));
}

/** The coin that pays for everything on a chain of our table. */
export function coinOf(chain: ChainId): Money {
  const coin = findAsset(chain, NATIVE);
  return { symbol: coin?.symbol ?? '', decimals: coin?.decimals ?? 0 };
}

export function sameAsset(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

export function placeOf(portfolio: PortfolioView | null, chain: ChainId, asset: string): PortfolioPlace | null {
  return portfolio?.places.find((place) => place.chain === chain && sameAsset(place.asset, asset)) ?? null;
}

/** Symbol and decimals: of our own table, else of what the person has accepted. `null`: nobody has said what it is. */
export function moneyOf(portfolio: PortfolioView | null, chain: ChainId, asset: string): Money | null {
  const known = findAsset(chain, asset);
  if (known !== undefined) return { symbol: known.symbol, decimals: known.decimals };
  const place = placeOf(portfolio, chain, asset);
  return place === null ? null : { symbol: place.symbol, decimals: place.decimals };
}

/** FLUX first, then the chain's own coin, then tokens by their symbol. */
export function rankOf(place: Pick<PortfolioPlace, 'chain' | 'asset'>): number {
  const known = findAsset(place.chain, place.asset);
  return known?.isFlux === true ? 0 : known !== undefined ? 1 : 2;
}

/** `FLUX on Ethereum`, as plain text. */
export function chainList(chains: readonly ChainId[]): string {
  return chains.map((chain) => chainNames[chain]).join(', ');
}
