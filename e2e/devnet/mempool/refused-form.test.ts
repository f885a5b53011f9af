import { describe, expect, it } from 'vitest';
import { multisig, opReturn, revalued, signSpend } from '../testing/flux-signer.ts';
import {
  alice,
  bent,
  bob,
  FLUX,
  multisigKeys,
  pay,
  rest,
  type Stage,
  stage,
  verdict,
} from '../testing/funded-world.ts';

interface Case {
  readonly name: string;
  readonly says: string | RegExp;
  readonly make: (at: Stage) => string;
}

const data = (text: string): { readonly to: Buffer; readonly sat: bigint } => ({
  to: opReturn(Buffer.from(text)),
  sat: 0n,
});
const script = multisig(2, multisigKeys.slice(0, 2)).address;
const soon =
  /^tx-expiring-soon: expiryheight is \d+ but should be at least \d+ to avoid transaction expiring soon\. Code:-26$/;

const unreadable: readonly Case[] = [
  { name: 'noise', says: 'TX decode failed. Code:-22', make: () => 'zz' },
  { name: 'nothing', says: 'TX decode failed. Code:-22', make: () => '' },
  { name: 'trailing bytes', says: 'TX decode failed. Code:-22', make: (at) => `${pay(at)}00` },
  { name: 'a truncated transaction', says: 'TX decode failed. Code:-22', make: (at) => pay(at).slice(0, -2) },
  { name: 'an unknown version group', says: 'TX decode failed. Code:-22', make: (at) => bent(pay(at), 8) },
  {
    name: 'a count written longer than needed',
    says: 'TX decode failed. Code:-22',
    make: (at) => pay(at).replace('0400008085202f8901', '0400008085202f89fd0100'),
  },
];

const malformed: readonly Case[] = [
  { name: 'version 1', says: '16: tx-sapling-active. Code:-26', make: (at) => `01000000${pay(at).slice(16, -30)}` },
  { name: 'no inputs', says: '16: bad-txns-vin-empty. Code:-26', make: () => signSpend([], [{ to: bob, sat: FLUX }]) },
  { name: 'no outputs', says: '16: bad-txns-vout-empty. Code:-26', make: (at) => pay(at, {}, []) },
  {
    name: 'the same input twice',
    says: '16: bad-txns-inputs-duplicate. Code:-26',
    make: ({ coin }) => signSpend([coin, coin], [{ to: bob, sat: coin.sat * 2n - 1_000n }]),
  },
  {
    name: 'a negative output',
    says: '16: bad-txns-vout-negative. Code:-26',
    make: (at) => revalued(pay(at), rest(at), -1n),
  },
  {
    name: 'an output above MAX_MONEY',
    says: '16: bad-txns-vout-toolarge. Code:-26',
    make: (at) => revalued(pay(at), rest(at), 440_000_000n * FLUX + 1n),
  },
  {
    name: 'outputs that sum above MAX_MONEY',
    says: '16: bad-txns-txouttotal-toolarge. Code:-26',
    make: (at) =>
      revalued(
        pay(at, {}, [
          { to: bob, sat: 54n },
          { to: bob, sat: 55n },
        ]),
        54n,
        440_000_000n * FLUX,
      ),
  },
  {
    name: 'a value balance',
    says: '16: bad-txns-valuebalance-nonzero. Code:-26',
    make: (at) => `${pay(at).slice(0, -22)}0100000000000000000000`,
  },
  {
    name: 'a shielded output',
    says: '16: bad-txns-fluxrebrand-vprivacy-not-empty. Code:-26',
    make: (at) => `${pay(at).slice(0, -6)}0001${'00'.repeat(948)}00${'00'.repeat(64)}`,
  },
  {
    name: 'a shielded spend',
    says: '16: bad-txns-sapling-spend-description-invalid. Code:-26',
    make: (at) => `${pay(at).slice(0, -6)}01${'00'.repeat(384)}0000${'00'.repeat(64)}`,
  },
  {
    name: 'an expiry height of 500,000,000',
    says: '16: bad-tx-expiry-height-too-high. Code:-26',
    make: (at) => pay(at, { expiryHeight: 500_000_000 }),
  },
  { name: 'an expiry one block too soon', says: soon, make: (at) => pay(at, { expiryHeight: at.next + 2 }) },
  { name: 'an expiry in the past', says: soon, make: (at) => pay(at, { expiryHeight: at.next - 10 }) },
  {
    name: 'a lock height that has not come',
    says: '64: non-final. Code:-26',
    make: (at) => pay({ ...at, coin: { ...at.coin, sequence: 0 } }, { lockTime: at.next }),
  },
  {
    name: 'a lock time of tomorrow',
    says: '64: non-final. Code:-26',
    make: (at) => pay({ ...at, coin: { ...at.coin, sequence: 0 } }, { lockTime: at.world.clock.now() + 86_400 }),
  },
];

const againstPolicy: readonly Case[] = [
  {
    name: 'dust of 53 sat',
    says: '64: dust. Code:-26',
    make: (at) =>
      pay(at, {}, [
        { to: bob, sat: 53n },
        { to: alice.address, sat: rest(at, 53n) },
      ]),
  },
  {
    name: 'dust of 53 sat to a script hash',
    says: '64: dust. Code:-26',
    make: (at) =>
      pay(at, {}, [
        { to: script, sat: 53n },
        { to: bob, sat: rest(at, 53n) },
      ]),
  },
  {
    name: 'two OP_RETURNs',
    says: '64: multi-op-return. Code:-26',
    make: (at) => pay(at, {}, [{ to: bob, sat: rest(at) }, data('one'), data('two')]),
  },
  {
    name: 'an OP_RETURN of 81 bytes',
    says: '64: scriptpubkey. Code:-26',
    make: (at) => pay(at, {}, [{ to: bob, sat: rest(at) }, data('x'.repeat(81))]),
  },
  {
    name: 'an output script of no known form',
    says: '64: scriptpubkey. Code:-26',
    make: (at) => pay(at, {}, [{ to: Buffer.of(0x51), sat: rest(at) }]),
  },
  {
    name: 'a fee below the relay fee',
    says: '66: min relay fee not met, 20 < 21. Code:-26',
    make: (at) => pay(at, {}, [{ to: bob, sat: at.coin.sat - 20n }]),
  },
  {
    name: 'an absurd fee',
    says: /^AcceptToMemoryPool: absurdly high fees [0-9a-f]{64}, 210001 > 210000\. Code:-25$/,
    make: (at) => pay(at, {}, [{ to: bob, sat: at.coin.sat - 210_001n }]),
  },
];

const unfunded: readonly Case[] = [
  {
    name: 'an input that does not exist',
    says: 'Missing inputs. Code:-25',
    make: (at) => pay({ ...at, coin: { ...at.coin, txid: 'ab'.repeat(32) } }),
  },
  {
    name: 'an output number that does not exist',
    says: '18: bad-txns-inputs-spent. Code:-26',
    make: (at) => pay({ ...at, coin: { ...at.coin, vout: 99 } }),
  },
  {
    name: 'more out than in',
    says: '16: bad-txns-in-belowout. Code:-26',
    make: (at) => pay(at, {}, [{ to: bob, sat: at.coin.sat + 1n }]),
  },
];

describe('what the network refuses by form and policy, in its words', () => {
  it.each([...unreadable, ...malformed, ...againstPolicy, ...unfunded])('$name', ({ says, make }) => {
    const at = stage();
    const said = verdict(at.world, make(at));
    if (typeof says === 'string') expect(said).toBe(says);
    else expect(said).toMatch(says);
    expect(at.world.mempool.entries()).toEqual([]);
  });

  it('more than two million bytes', () => {
    const at = stage(alice, 1_000n * FLUX);
    const many = Array.from({ length: 58_900 }, () => ({ to: bob, sat: 54n }));
    expect(verdict(at.world, pay(at, {}, many))).toBe('16: bad-txns-oversize. Code:-26');
  });

  it('a coinbase sent loose', () => {
    const { world } = stage();
    const coinbase = world.ledger.transaction(world.ledger.tip.txids[0] ?? '');
    const hex = Buffer.from(coinbase?.tx.bytes ?? []).toString('hex');
    expect(verdict(world, hex)).toBe('transaction already in block chain. Code:-27');
    expect(verdict(world, bent(hex, hex.length - 60))).toBe('16: coinbase. Code:-26');
  });
});
