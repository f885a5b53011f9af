import { describe, expect, it } from 'vitest';
import { keyNamed, type Lock, multisig, opReturn, p2pkh, signSpend, txidOf } from '../testing/flux-signer.ts';
import {
  alice,
  bob,
  FLUX,
  multisigKeys,
  pay,
  rest,
  type Stage,
  selfSpend,
  stage,
  verdict,
} from '../testing/funded-world.ts';

interface Case {
  readonly name: string;
  readonly lock?: Lock;
  readonly make: (at: Stage) => string;
}

const cases: readonly Case[] = [
  { name: 'a P2PKH payment', make: (at) => pay(at) },
  { name: 'an uncompressed key', lock: p2pkh(keyNamed('wide', false)), make: (at) => pay(at) },
  { name: 'a 1-of-1 script hash', lock: multisig(1, multisigKeys.slice(0, 1)), make: (at) => pay(at) },
  { name: 'a 2-of-2 script hash', lock: multisig(2, multisigKeys.slice(0, 2)), make: (at) => pay(at) },
  { name: 'a 2-of-3 script hash', lock: multisig(2, multisigKeys.slice(0, 3)), make: (at) => pay(at) },
  { name: 'a 3-of-4 script hash', lock: multisig(3, multisigKeys), make: (at) => pay(at) },
  { name: 'SIGHASH_SINGLE|ANYONECANPAY', make: (at) => pay(at, { hashType: 0x83 }) },
  { name: 'SIGHASH_NONE', make: (at) => pay(at, { hashType: 2 }) },
  { name: 'an expiry three blocks after the next', make: (at) => pay(at, { expiryHeight: at.next + 3 }) },
  {
    name: 'a lock time that has just passed',
    make: (at) => pay({ ...at, coin: { ...at.coin, sequence: 0 } }, { lockTime: at.next - 1 }),
  },
  { name: 'a future lock time on final inputs', make: (at) => pay(at, { lockTime: at.next + 50 }) },
  {
    name: 'an output of exactly 54 sat',
    make: (at) =>
      pay(at, {}, [
        { to: bob, sat: 54n },
        { to: alice.address, sat: rest(at, 54n) },
      ]),
  },
  {
    name: 'an OP_RETURN of 80 bytes',
    make: (at) =>
      pay(at, {}, [
        { to: bob, sat: rest(at) },
        { to: opReturn(Buffer.alloc(80, 7)), sat: 0n },
      ]),
  },
  { name: 'the lowest fee', make: (at) => pay(at, {}, [{ to: bob, sat: at.coin.sat - 21n }]) },
  { name: 'the highest fee that is not absurd', make: (at) => pay(at, {}, [{ to: bob, sat: at.coin.sat - 210_000n }]) },
];

describe('what the network takes and mines', () => {
  it.each(cases)('$name', ({ lock, make }) => {
    const at = stage(lock);
    const hex = make(at);
    expect(verdict(at.world, hex)).toBe('accepted');
    expect(at.world.mempool.entry(txidOf(hex))?.fee).toBeGreaterThan(0n);
    at.world.miner.mine(1);
    expect(at.world.ledger.transaction(txidOf(hex))?.block?.height).toBe(at.next);
  });

  it('a spend of an unconfirmed output, and both in one block', () => {
    const at = stage();
    const parent = selfSpend(at.coin);
    const child = selfSpend({ ...at.coin, txid: txidOf(parent), vout: 0, sat: at.coin.sat - 1_000n });
    expect([verdict(at.world, parent), verdict(at.world, child)]).toEqual(['accepted', 'accepted']);
    expect(at.world.miner.mineOne().txids.slice(1)).toEqual([txidOf(parent), txidOf(child)]);
    expect(at.world.mempool.entries()).toEqual([]);
  });

  it('two hundred inputs in one transaction', () => {
    const { world } = stage();
    const sat = FLUX / 100n;
    const [txid = ''] = world.faucet.pay(Array.from({ length: 200 }, () => ({ address: alice.address, amount: sat })));
    world.miner.mine(1);
    const coins = Array.from({ length: 200 }, (_, vout) => ({ txid, vout, sat, lock: alice }));
    const hex = signSpend(coins, [{ to: bob, sat: 2n * FLUX - 40_000n }]);
    expect(verdict(world, hex)).toBe('accepted');
    expect(world.miner.mineOne().txids).toContain(txidOf(hex));
  });

  it('an absurd fee when it is allowed', () => {
    const at = stage();
    const hex = pay(at, {}, [{ to: bob, sat: FLUX }]);
    expect(verdict(at.world, hex)).toMatch(
      /^AcceptToMemoryPool: absurdly high fees [0-9a-f]{64}, 900000000 > 210000\. Code:-25$/,
    );
    expect(verdict(at.world, hex, true)).toBe('accepted');
  });

  it('the same bytes twice, once', () => {
    const at = stage();
    const hex = pay(at);
    expect([verdict(at.world, hex), verdict(at.world, hex)]).toEqual(['accepted', 'accepted']);
    expect(at.world.mempool.entries().length).toBe(1);
  });
});
