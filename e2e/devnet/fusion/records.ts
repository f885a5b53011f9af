/** Who has earned what: parallel mining from the coinbase payouts of the simulated chain, snapshots from its coins. */
import { rewardAt, tiers } from '../consensus/emission.ts';
import { ponActivationHeight } from '../consensus/limits.ts';
import type { Devnet } from '../devnet-interface.ts';
import type { FusionChainName } from './types.ts';

export interface Earned {
  readonly sat: bigint;
  readonly payouts: number;
}

/** Coinbase outputs of node rewards that the address ever got. */
export const minedBy = (devnet: Devnet, address: string): Earned => {
  const rewards = devnet.coins(address).filter(({ coinbase, height, value }) => {
    if (!coinbase || height === null || height < ponActivationHeight) return false;
    const { tier } = rewardAt(height);
    return tiers.some((name) => tier[name] === value);
  });
  return { sat: rewards.reduce((sum, { value }) => sum + value, 0n), payouts: rewards.length };
};

/** What stood on an address when the block at `height` was mined. */
export const balanceAt = (devnet: Devnet, address: string, height: number): bigint =>
  devnet
    .coins(address)
    .filter((coin) => (coin.height ?? 0) <= height && !(coin.spent !== null && coin.spent.height <= height))
    .reduce((sum, { value }) => sum + value, 0n);

export interface PaidClaim {
  readonly address: string;
  readonly chain: FusionChainName;
  readonly claimingAddress: string;
  readonly amount: bigint;
  readonly fee: bigint;
  readonly txid: string;
  readonly timeMs: number;
  readonly isNative: boolean;
}

export interface SnapshotTaken {
  readonly snapshot: FusionChainName;
  readonly height: number;
}
