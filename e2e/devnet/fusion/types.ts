/** What the local Fusion service speaks of; written down apart from the wallet's own tables. sat. */

export const fusionChainNames = [
  'main',
  'kda',
  'eth',
  'bsc',
  'trx',
  'sol',
  'avax',
  'erg',
  'algo',
  'matic',
  'base',
] as const;
export type FusionChainName = (typeof fusionChainNames)[number];

export const isFusionChainName = (text: unknown): text is FusionChainName =>
  fusionChainNames.some((name) => name === text);

export interface Deposit {
  /** Everybody whose money is in it. */
  readonly from: readonly string[];
  readonly amount: bigint;
  readonly confirmations: number;
}

/** One chain as the service sees it: a hot wallet that takes deposits and pays out. */
export interface ChainLedger {
  readonly chain: FusionChainName;
  /** Where deposits go; payouts come from here too. */
  readonly hotAddress: string;
  isAddress(text: string): boolean;
  /** What a transaction pays to `to`; null when the chain does not have it. */
  deposit(txid: string, to: string): Promise<Deposit | null>;
  /** Throws when the hot wallet cannot. */
  pay(to: string, amount: bigint): Promise<string>;
  balance(address: string): Promise<bigint>;
}

export interface FeeTable {
  readonly percentage: number;
  readonly flat: Readonly<Partial<Record<FusionChainName, number>>>;
}

export interface FeeTables {
  readonly snapshot: FeeTable;
  readonly mining: FeeTable;
  readonly swap: FeeTable;
}

export const oneFlux = 100_000_000n;

/** Coins as a JSON number, by the division the service makes. */
export const asCoins = (sat: bigint): number => Number(sat) / 1e8;
export const fromCoins = (coins: number): bigint => BigInt(Math.round(coins * 1e8));

/** As the service computes it: in floats, rounded up to whole FLUX. */
export const feeOf = (table: FeeTable, chain: FusionChainName, sat: bigint): bigint | null => {
  const flat = table.flat[chain];
  return flat === undefined ? null : fromCoins(flat) + BigInt(Math.ceil(table.percentage * asCoins(sat))) * oneFlux;
};
