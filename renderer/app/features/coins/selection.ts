import type { CoinView } from '../../../../wallet-core/ipc/index.ts';

export type SortKey = 'amount' | 'age';

/** May the person put this coin into a payment? Collateral only after unlocking it. */
export function isSelectable(coin: CoinView): boolean {
  return coin.state === 'spendable' || coin.state === 'own-change' || coin.state === 'collateral';
}

/** Can it be frozen or thawed? What is not ours to spend yet has nothing to freeze. */
export function isFreezable(coin: CoinView): boolean {
  return isSelectable(coin) || coin.state === 'frozen';
}

const sizeOrder = (a: CoinView, b: CoinView): number => {
  const difference = BigInt(b.value) - BigInt(a.value);
  return difference > 0n ? 1 : difference < 0n ? -1 : a.outpoint < b.outpoint ? -1 : 1;
};

/** Largest or oldest first, or the other way round; ties in a fixed order. A new list. */
export function sortCoins(coins: readonly CoinView[], key: SortKey, descending: boolean): readonly CoinView[] {
  const sorted =
    key === 'amount'
      ? coins.toSorted(sizeOrder)
      : coins.toSorted((a, b) => b.confirmations - a.confirmations || sizeOrder(a, b));
  return descending ? sorted : sorted.toReversed();
}

/** Sum of the chosen coins that are still here, exact. */
export function selectedTotal(coins: readonly CoinView[], selected: ReadonlySet<string>): bigint {
  return coins.reduce((sum, coin) => (selected.has(coin.outpoint) ? sum + BigInt(coin.value) : sum), 0n);
}

/** Where a coin's age stands on a bar, 0…1: logarithmic, one year of 30-second blocks fills it. */
export function ageShare(confirmations: number): number {
  const year = 1_051_200;
  return Math.min(1, Math.log1p(Math.max(0, confirmations)) / Math.log1p(year));
}
