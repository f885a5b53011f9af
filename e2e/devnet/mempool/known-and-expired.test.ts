import { describe, expect, it } from 'vitest';
import { decodeBroadcast } from '../consensus/decode.ts';
import { keyNamed, p2pkh, txidOf } from '../testing/flux-signer.ts';
import { alice, FLUX, fundLock, pay, seededWorld, selfSpend, stage, verdict } from '../testing/funded-world.ts';
import type { World } from '../world.ts';

const matured = (confirmations: number): { readonly world: World; readonly hex: string } => {
  const world = seededWorld();
  world.miner.mine(1, { payees: { STRATUS: alice.address } });
  const [coin] = world.ledger.coinsOf(alice.address);
  if (coin === undefined) throw new Error('no coin');
  world.miner.mine(confirmations - 1);
  return { world, hex: selfSpend({ txid: coin.txid, vout: coin.vout, sat: coin.value, lock: alice }) };
};

describe('immature, spent and known', () => {
  it('a coinbase with 99 confirmations is immature, with 100 it is not', () => {
    const early = matured(99);
    expect(verdict(early.world, early.hex)).toBe('16: bad-txns-premature-spend-of-coinbase. Code:-26');
    const ripe = matured(100);
    expect(verdict(ripe.world, ripe.hex)).toBe('accepted');
    expect(ripe.world.miner.mineOne().txids).toContain(txidOf(ripe.hex));
  });

  it('a block may not hold an immature spend either', () => {
    const early = matured(99);
    const { tip } = early.world.ledger;
    expect(() => early.world.miner.mineOne({ raw: [decodeBroadcast(early.hex)] })).toThrow('premature-spend');
    expect(early.world.ledger.tip).toBe(tip);
  });

  it('a second spend of the same coin is refused without a word, as the daemon does', () => {
    const at = stage();
    expect(verdict(at.world, pay(at))).toBe('accepted');
    expect(verdict(at.world, selfSpend(at.coin, 2_000n))).toBe('. Code:-25');
    expect(at.world.mempool.entries().map((known) => known.tx.txid)).toEqual([txidOf(pay(at))]);
  });

  it('a coin spent in a block, of a transaction that has others', () => {
    const world = seededWorld();
    const [coin] = fundLock(world, alice, FLUX, FLUX);
    if (coin === undefined) throw new Error('no coin');
    expect(verdict(world, selfSpend(coin))).toBe('accepted');
    world.miner.mine(1);
    expect(verdict(world, selfSpend(coin, 2_000n))).toBe('18: bad-txns-inputs-spent. Code:-26');
  });

  it('a replay of a mined payment, before and after its outputs are spent', () => {
    const at = stage();
    const hex = pay(at);
    verdict(at.world, hex);
    at.world.miner.mine(1);
    expect(verdict(at.world, hex)).toBe('transaction already in block chain. Code:-27');
    const paid = { txid: txidOf(hex), vout: 0, sat: at.coin.sat - 1_000n, lock: p2pkh(keyNamed('bob')) };
    expect(verdict(at.world, selfSpend(paid))).toBe('accepted');
    at.world.miner.mine(1);
    expect(verdict(at.world, hex)).toBe('. Code:-25');
  });

  it('a rival mined past the mempool pushes out the payment and its children', () => {
    const at = stage();
    const parent = selfSpend(at.coin);
    const child = selfSpend({ ...at.coin, txid: txidOf(parent), vout: 0, sat: at.coin.sat - 1_000n });
    verdict(at.world, parent);
    verdict(at.world, child);
    at.world.miner.mineOne({ include: 'none', raw: [decodeBroadcast(selfSpend(at.coin, 5_000n))] });
    expect(at.world.mempool.entries()).toEqual([]);
    expect(at.world.mempool.entriesOf(alice.address)).toEqual([]);
  });

  it('named refusals on request', () => {
    const world = seededWorld({ refusals: 'named' });
    const [coin] = fundLock(world, alice, FLUX);
    if (coin === undefined) throw new Error('no coin');
    expect(verdict(world, selfSpend(coin))).toBe('accepted');
    expect(verdict(world, selfSpend(coin))).toBe('18: txn-already-in-mempool. Code:-26');
    expect(verdict(world, selfSpend(coin, 2_000n))).toBe('18: txn-mempool-conflict. Code:-26');
    world.miner.mine(1);
    expect(verdict(world, selfSpend(coin))).toBe('18: txn-already-known. Code:-26');
  });

  it('a free transaction when the relay fee is not enforced, as the daemon takes it by RPC', () => {
    const world = seededWorld({ enforceMinRelayFee: false });
    const [coin] = fundLock(world, alice, FLUX);
    if (coin === undefined) throw new Error('no coin');
    expect(verdict(world, selfSpend(coin, 0n))).toBe('accepted');
  });
});

describe('expiry', () => {
  it('an unmined payment waits until its height has passed, then leaves the pool and frees its coin', () => {
    const at = stage();
    const expiryHeight = at.next + 5;
    const hex = pay(at, { expiryHeight });
    expect(verdict(at.world, hex)).toBe('accepted');
    at.world.miner.mine(6, { include: 'none' });
    expect(at.world.ledger.tip.height).toBe(expiryHeight);
    expect(at.world.mempool.entries().length).toBe(1);
    expect(at.world.miner.mineOne().txids.length).toBe(1);
    expect(at.world.mempool.entries()).toEqual([]);
    expect(at.world.mempool.spentBy(`${at.coin.txid}:0`)).toBeNull();
    expect(verdict(at.world, pay(at))).toBe('accepted');
  });

  it('a block above the expiry height may not hold it', () => {
    const at = stage();
    const hex = pay(at, { expiryHeight: at.next + 3 });
    at.world.miner.mine(4);
    expect(() => at.world.miner.mineOne({ raw: [decodeBroadcast(hex)] })).toThrow('16: tx-sapling-expired');
  });

  it('the block of the expiry height may', () => {
    const at = stage();
    const hex = pay(at, { expiryHeight: at.next + 3 });
    verdict(at.world, hex);
    at.world.miner.mine(3, { include: 'none' });
    expect(at.world.miner.mineOne().txids).toContain(txidOf(hex));
  });
});
