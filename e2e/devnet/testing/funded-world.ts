/** A world with coins in known hands, for tests of the rules without any server. */
import { decodeBroadcast } from '../consensus/decode.ts';
import { Refused } from '../consensus/refused.ts';
import type { MempoolPolicy } from '../mempool/mempool.ts';
import { settingsFrom } from '../options.ts';
import { createWorld, type World } from '../world.ts';
import {
  keyNamed,
  type Lock,
  p2pkh,
  type SpendInput,
  type SpendOptions,
  type SpendOutput,
  signSpend,
} from './flux-signer.ts';

export const FLUX = 100_000_000n;

export const seededWorld = (policy: Partial<MempoolPolicy> = {}): World =>
  createWorld(settingsFrom({ seed: 'rules', policy }));

/** Pays the lock each amount in a block of its own and returns the coins, ready to be spent. */
export const fundLock = (world: World, lock: Lock, ...amounts: readonly bigint[]): readonly SpendInput[] => {
  const [txid = ''] = world.faucet.pay(amounts.map((amount) => ({ address: lock.address, amount })));
  world.miner.mine(1, { include: [txid] });
  return amounts.map((sat, vout) => ({ txid, vout, sat, lock }));
};

/** What the network says to this transaction, in Insight's form; "accepted" when it takes it. */
export const verdict = (world: World, hex: string, allowHighFees = false): string => {
  try {
    world.mempool.accept(decodeBroadcast(hex), { allowHighFees });
    return 'accepted';
  } catch (error) {
    if (error instanceof Refused) return `${error.message}. Code:${error.rpcCode}`;
    throw error;
  }
};

/** A plain payment of one coin back to its owner less a fee. */
export const selfSpend = (coin: SpendInput, fee = 1_000n): string =>
  signSpend([coin], [{ to: coin.lock.address, sat: coin.sat - fee }]);

/** One coin in one hand, on a fresh chain. */
export interface Stage {
  readonly world: World;
  readonly coin: SpendInput;
  /** Height of the next block. */
  readonly next: number;
}

export const alice = p2pkh(keyNamed('alice'));
export const bob = p2pkh(keyNamed('bob')).address;
export const multisigKeys = ['one', 'two', 'three', 'four'].map((name) => keyNamed(name));

export const stage = (lock: Lock = alice, sat = 10n * FLUX): Stage => {
  const world = seededWorld();
  const [coin] = fundLock(world, lock, sat);
  if (coin === undefined) throw new Error('no coin');
  return { world, coin, next: world.ledger.tip.height + 1 };
};

/** What is left of the coin after a fee of 1,000 sat and the given outputs. */
export const rest = ({ coin }: Stage, ...taken: readonly bigint[]): bigint =>
  coin.sat - 1_000n - taken.reduce((sum, sat) => sum + sat, 0n);

/** Pays the staged coin to bob, or to the given outputs. */
export const pay = (at: Stage, options: SpendOptions = {}, outputs?: readonly SpendOutput[]): string =>
  signSpend([at.coin], outputs ?? [{ to: bob, sat: rest(at) }], options);

/** Flips one hex digit. */
export const bent = (hex: string, at: number): string =>
  `${hex.slice(0, at)}${hex[at] === '0' ? '1' : '0'}${hex.slice(at + 1)}`;
