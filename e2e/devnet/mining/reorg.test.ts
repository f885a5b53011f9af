import { describe, expect, it } from 'vitest';
import { ChainView } from '../ledger/view.ts';
import { keyNamed, p2pkh, txidOf } from '../testing/flux-signer.ts';
import { alice, FLUX, fundLock, seededWorld, selfSpend, verdict } from '../testing/funded-world.ts';
import type { World } from '../world.ts';
import { devFundAddress } from './miner.ts';

const viewOf = (world: World): ChainView => new ChainView(world.ledger, world.mempool);

/** Everything a view says about some addresses, for comparing before and after. */
const picture = (world: World, ...addresses: readonly string[]): unknown =>
  addresses.map((address) => ({
    totals: viewOf(world).totals(address),
    coins: world.ledger.coinsOf(address).map((coin) => ({ ...coin, script: coin.script.length })),
  }));

const paidWorld = (): { readonly world: World; readonly hex: string; readonly txid: string } => {
  const world = seededWorld();
  const [coin] = fundLock(world, alice, 10n * FLUX);
  if (coin === undefined) throw new Error('no coin');
  const hex = selfSpend(coin);
  verdict(world, hex);
  return { world, hex, txid: txidOf(hex) };
};

describe('blocks', () => {
  it('follow each other by hash, thirty seconds apart, from a chosen height', () => {
    const world = seededWorld();
    const before = world.ledger.tip;
    expect(before.height).toBe(2_950_000);
    const block = world.miner.mine(2);
    expect(block.previous).toBe(world.ledger.blockAt(before.height + 1)?.hash);
    expect(block.time - before.time).toBe(60);
    expect(world.clock.now()).toBe(block.time);
  });

  it('pay three tiers and the development fund, fees included', () => {
    const { world, txid } = paidWorld();
    const fee = world.mempool.entry(txid)?.fee ?? 0n;
    const coinbase = world.ledger.transaction(world.miner.mineOne().txids[0] ?? '');
    expect(coinbase?.tx.outputs.map((output) => output.value)).toEqual([
      FLUX / 2n + fee,
      FLUX,
      (FLUX * 35n) / 10n,
      9n * FLUX,
    ]);
    expect(world.ledger.coinsOf(devFundAddress).at(-1)?.value).toBe(FLUX / 2n + fee);
  });

  it('jump ahead when the clock is moved, and never back', () => {
    const world = seededWorld();
    const { time } = world.ledger.tip;
    world.clock.advance(3_600);
    expect(world.miner.mineOne().time).toBe(time + 3_600);
    world.clock.set(time);
    expect(world.miner.mineOne().time).toBe(time + 3_630);
  });
});

describe('reorganisation', () => {
  it('returns the payment to the mempool and lets it be mined again', () => {
    const { world, txid } = paidWorld();
    world.miner.mine(3);
    const old = world.ledger.tip.hash;
    const tip = world.miner.reorg(3, { keepTransactions: true });
    expect(tip.height).toBe(2_950_000 + 5);
    expect(world.ledger.blockByHash(old)).toBeNull();
    expect(world.ledger.transaction(txid)).toBeNull();
    expect(world.mempool.entry(txid)).not.toBeNull();
    expect(world.miner.mineOne().txids).toContain(txid);
  });

  it('lets the payment vanish, with whatever spends from it', () => {
    const { world, txid } = paidWorld();
    world.miner.mine(1);
    const child = selfSpend({ txid, vout: 0, sat: 10n * FLUX - 1_000n, lock: alice });
    expect(verdict(world, child)).toBe('accepted');
    world.miner.reorg(1, { keepTransactions: false });
    expect(world.mempool.entries()).toEqual([]);
    expect(viewOf(world).totals(alice.address).balance).toBe(10n * FLUX);
  });

  it('removes coins of lost coinbases and the payments made of them', () => {
    const world = seededWorld();
    world.miner.mine(1, { payees: { CUMULUS: alice.address } });
    world.miner.mine(30);
    const [coin] = world.ledger.coinsOf(alice.address);
    expect(coin?.coinbase).toBe(true);
    world.miner.reorg(31, { keepTransactions: true });
    expect(world.ledger.coinsOf(alice.address)).toEqual([]);
    expect(viewOf(world).history([alice.address])).toEqual({ pending: [], confirmed: [] });
  });

  it('undoes and redoes exactly what the blocks did', () => {
    const { world, txid } = paidWorld();
    const faucet = world.faucet.address;
    const before = picture(world, alice.address, faucet);
    world.miner.mine(1);
    expect(picture(world, alice.address, faucet)).not.toEqual(before);
    world.miner.reorg(1, { keepTransactions: true, newBlocks: 0 });
    expect(picture(world, alice.address, faucet)).toEqual(before);
    expect(world.mempool.entries().map((known) => known.tx.txid)).toEqual([txid]);
  });

  it('can put the payments straight into the new blocks', () => {
    const { world, txid } = paidWorld();
    world.miner.mine(2);
    world.miner.reorg(2, { keepTransactions: true, include: 'all' });
    expect(world.ledger.transaction(txid)?.block?.height).toBe(2_950_002);
    expect(world.mempool.entries()).toEqual([]);
  });

  it('goes no deeper than forty blocks, nor below the base of the chain', () => {
    const world = seededWorld();
    expect(() => world.miner.reorg(41, { keepTransactions: true })).toThrow('bad-fork-too-deep');
    expect(() => world.miner.reorg(0, { keepTransactions: true })).toThrow(RangeError);
    expect(world.miner.reorg(40, { keepTransactions: true }).height).toBe(2_950_001);
  });
});

describe('a view of an older height', () => {
  it('shows what was there then and nothing else', () => {
    const { world, txid } = paidWorld();
    const height = world.ledger.tip.height;
    const then = picture(world, alice.address);
    const { hash } = world.miner.mine(5);
    const old = new ChainView(world.ledger, world.mempool, height);
    expect(old.tip.height).toBe(height);
    expect(old.transaction(txid)).toBeNull();
    expect(old.blockAt(height + 1)).toBeNull();
    expect(old.blockByHash(hash)).toBeNull();
    expect(old.totals(alice.address)).toMatchObject({ balance: 10n * FLUX, sent: 0n, mempoolTxids: [] });
    expect(old.unspent(alice.address, true).map((coin) => coin.height)).toEqual([height]);
    expect(then).not.toEqual([]);
  });
});

describe('the faucet', () => {
  it('pays five thousand outputs in a handful of transactions', () => {
    const world = seededWorld();
    const many = Array.from({ length: 5_000 }, () => ({ address: alice.address, amount: 1_000_000n }));
    const txids = world.faucet.pay(many);
    expect(txids.length).toBe(3);
    world.miner.mine(1);
    expect(viewOf(world).unspent(alice.address, true).length).toBe(5_000);
    expect(viewOf(world).totals(alice.address)).toMatchObject({ balance: 50n * FLUX, confirmedTxids: { length: 3 } });
  });

  it('pays exact collateral, and chains its own unconfirmed change', () => {
    const world = seededWorld();
    const amounts = [1_000n, 12_500n, 40_000n].map((coins) => coins * FLUX);
    for (const amount of amounts) world.faucet.pay([{ address: alice.address, amount }]);
    world.miner.mine(1);
    expect(world.ledger.coinsOf(alice.address).map((coin) => coin.value)).toEqual(amounts);
  });

  it('keeps to the rules: dust is refused', () => {
    const world = seededWorld();
    expect(() => world.faucet.pay([{ address: alice.address, amount: 53n }])).toThrow('64: dust');
    expect(() => world.faucet.pay([{ address: alice.address, amount: 300_000_000n * FLUX }])).toThrow('empty');
  });

  it('has the same keys, ids and times for the same seed', () => {
    const [one, two] = [seededWorld(), seededWorld()];
    expect(one.ledger.tip).toEqual(two.ledger.tip);
    expect(fundLock(one, alice, FLUX)[0]?.txid).toBe(fundLock(two, alice, FLUX)[0]?.txid);
    expect(p2pkh(keyNamed('alice')).address).toBe(alice.address);
  });
});
