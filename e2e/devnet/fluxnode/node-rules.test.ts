import { describe, expect, it } from 'vitest';
import { decodeBroadcast } from '../consensus/decode.ts';
import { settingsFrom } from '../options.ts';
import {
  type KeyPair,
  keyNamed,
  type Lock,
  multisig,
  p2pkh,
  type SpendInput,
  signSpend,
} from '../testing/flux-signer.ts';
import { FLUX, fundLock, verdict } from '../testing/funded-world.ts';
import { type StartParts, startHex } from '../testing/node-signer.ts';
import { createWorld, type World } from '../world.ts';
import { payoutQueue } from './registry.ts';
import type { NodeRules } from './rules.ts';

const owner = keyNamed('owner');
const node = keyNamed('node', false);

interface Stage {
  readonly world: World;
  readonly coin: SpendInput;
  readonly parts: (changes?: Partial<StartParts>) => StartParts;
}

const stage = (lock: Lock = p2pkh(owner), sat = 1_000n * FLUX, rules: Partial<NodeRules> = {}): Stage => {
  const world = createWorld(settingsFrom({ seed: 'nodes', nodeRules: rules }));
  const [coin] = fundLock(world, lock, sat);
  if (coin === undefined) throw new Error('no coin');
  world.miner.mine(99);
  const parts = (changes: Partial<StartParts> = {}): StartParts => ({
    txid: coin.txid,
    vout: coin.vout,
    owner,
    node,
    sigTime: world.clock.now(),
    ...changes,
  });
  return { world, coin, parts };
};

const refusal = (reason: string, code = 16): string => `${code}: ${reason}. Code:-26`;
const badInput = (words: string): string => refusal(`bad-txns-fluxnode-inputs-invalid-spent-or-bad-value-${words}`);
const isStarted = ({ world, coin }: Stage): boolean =>
  world.nodes.registry.state.started.has(`${coin.txid}:${coin.vout}`);

/** Sends the START, mines it, and says what the network said. */
const start = (at: Stage, changes: Partial<StartParts> = {}): string => {
  const said = verdict(at.world, startHex(at.parts(changes)));
  at.world.miner.mine(1);
  return said;
};

describe('a START', () => {
  it('of a single key is taken and mined', () => {
    const at = stage();
    const hex = startHex(at.parts());
    expect(verdict(at.world, hex)).toBe('accepted');
    expect(verdict(at.world, hex)).toBe('accepted');
    at.world.miner.mine(1);
    expect(isStarted(at)).toBe(true);
    expect(verdict(at.world, hex)).toBe('. Code:-25');
  });

  it('of one key of a 2-of-2 is taken; the address paid is the script’s', () => {
    const keys = [keyNamed('one'), owner];
    const lock = multisig(2, keys);
    const at = stage(lock, 40_000n * FLUX);
    if (lock.redeem === null) throw new Error('no script');
    expect(start(at, { redeem: lock.redeem })).toBe('accepted');
    expect([...at.world.nodes.registry.state.started.values()][0]).toMatchObject({
      tier: 'STRATUS',
      address: lock.address,
    });
  });

  it.each<[string, Partial<StartParts>, string]>([
    ['another key', { owner: keyNamed('eve') }, refusal("fluxnode-tx-destinations-didn't-match")],
    ['a signature of another key', { signer: keyNamed('eve') }, refusal('bad-txns-fluxnode-tx-invalid-signature')],
    [
      'a signature with the magic of Bitcoin',
      { magic: 'Bitcoin Signed Message:\n' },
      refusal('bad-txns-fluxnode-tx-invalid-signature'),
    ],
    ['no such output', { vout: 7 }, refusal('fluxnode-tx-coins-not-found')],
    [
      'a script for a single key',
      { redeem: multisig(1, [owner]).redeem ?? Buffer.alloc(0) },
      refusal('fluxnode-tx-p2sh-version-not-p2sh-script'),
    ],
    [
      'a script that is no multisig',
      { redeem: Buffer.from('51', 'hex') },
      refusal('bad-txns-fluxnode-tx-redeemscript-not-multisig'),
    ],
    [
      'an unregistered delegate',
      { signer: keyNamed('eve'), tail: '010102' },
      refusal('bad-txns-fluxnode-tx-invalid-signature'),
    ],
    [
      'delegates of an unknown version',
      { tail: '010201' + '00' },
      refusal('bad-txns-fluxnode-tx-delegate-data-invalid'),
    ],
  ])('with %s is refused', (_, changes, words) => {
    expect(start(stage(), changes)).toBe(words);
  });

  it('a key’s other form is another address', () => {
    const long = keyNamed('owner', false);
    expect(start(stage(), { owner: long })).toBe(refusal("fluxnode-tx-destinations-didn't-match"));
    expect(start(stage(p2pkh(long)), { owner: long })).toBe('accepted');
  });

  it('must be young, its collateral old and exact', () => {
    const at = stage();
    const { now } = { now: at.world.clock.now() };
    expect(verdict(at.world, startHex(at.parts({ sigTime: now - 3_601 })))).toBe(refusal('fluxnode-tx-sig-to-old', 18));
    expect(verdict(at.world, startHex(at.parts({ sigTime: now - 3_600 })))).toBe('accepted');
    expect(verdict(at.world, startHex(at.parts({ sigTime: now - 3_600, node: keyNamed('x') })))).toBe(
      refusal('fluxnode-tx-outpoint-sigTime-older-cant-replace', 18),
    );
    expect(verdict(at.world, startHex(at.parts({ sigTime: now - 3_599 })))).toBe('accepted');
    expect(at.world.mempool.entries()).toHaveLength(1);
    expect(start(stage(p2pkh(owner), 1_000n * FLUX + 1n))).toBe(badInput("Couldn't get coin tier from amount"));
    const young = createWorld(settingsFrom({ seed: 'young' }));
    const [coin] = fundLock(young, p2pkh(owner), 1_000n * FLUX);
    young.miner.mine(98);
    const hex = startHex({ txid: coin?.txid ?? '', vout: 0, owner, node, sigTime: young.clock.now() });
    expect(verdict(young, hex)).toBe(badInput('Minimum height requirement not met'));
    young.miner.mine(1);
    expect(verdict(young, hex)).toBe('accepted');
  });

  it('of spent collateral is refused, also while the spend waits for a block', () => {
    const at = stage();
    verdict(at.world, signSpend([at.coin], [{ to: at.coin.lock.address, sat: at.coin.sat - 1_000n }]));
    expect(verdict(at.world, startHex(at.parts()))).toBe(badInput('Coins not available'));
    at.world.miner.mine(1);
    expect(verdict(at.world, startHex(at.parts()))).toBe(refusal('fluxnode-tx-coins-not-available'));
  });

  it('of a registered delegate is taken, the owner’s key in its field', () => {
    const at = stage(p2pkh(owner), 1_000n * FLUX, { startToConfirm: 2, dosFromStart: 4 });
    const delegate: KeyPair = keyNamed('delegate');
    const tail = `01010101${'21'}${delegate.getPublicKeyBuffer().toString('hex')}`;
    expect(start(at, { tail })).toBe('accepted');
    at.world.miner.mine(5);
    expect(start(at, { signer: delegate, tail: '010102' })).toBe('accepted');
    at.world.miner.mine(5);
    expect(start(at, { tail: '01010100' })).toBe('accepted');
    at.world.miner.mine(5);
    expect(start(at, { signer: delegate, tail: '010102' })).toBe(refusal('bad-txns-fluxnode-tx-invalid-signature'));
  });
});

describe('a node’s windows', () => {
  it('started, banned after 240 blocks, free again after 720', () => {
    const at = stage();
    expect(start(at)).toBe('accepted');
    const waiting = refusal('fluxnode-tx-already-in-chain-or-waiting-for-dos-unban');
    const again = (): string => verdict(at.world, startHex(at.parts({ sigTime: at.world.clock.now() })));
    at.world.miner.mine(239);
    expect(isStarted(at)).toBe(true);
    expect(again()).toBe(waiting);
    at.world.miner.mine(1);
    expect(isStarted(at)).toBe(false);
    expect(at.world.nodes.registry.state.banned.size).toBe(1);
    at.world.miner.mine(479);
    expect(again()).toBe(waiting);
    at.world.miner.mine(1);
    expect(again()).toBe('accepted');
  });

  it('a block may not hold two STARTs of one outpoint, nor one that breaks a rule', () => {
    const at = stage();
    const now = at.world.clock.now();
    const twice = [now, now + 1].map((sigTime) => decodeBroadcast(startHex(at.parts({ sigTime }))));
    expect(() => at.world.miner.mineOne({ raw: twice })).toThrow('duplicate-outpoint');
    const wrong = decodeBroadcast(startHex(at.parts({ signer: keyNamed('eve') })));
    expect(() => at.world.miner.mineOne({ raw: [wrong] })).toThrow('invalid-signature');
    expect(at.world.nodes.registry.state.started.size).toBe(0);
  });

  it('a reorganisation takes the START back and forth', () => {
    const at = stage();
    start(at);
    at.world.miner.reorg(1, { keepTransactions: true });
    expect(isStarted(at)).toBe(false);
    expect(at.world.mempool.entries()).toHaveLength(1);
    at.world.miner.mine(1);
    expect(isStarted(at)).toBe(true);
    at.world.miner.reorg(2, { keepTransactions: false });
    expect(isStarted(at)).toBe(false);
    expect(payoutQueue(at.world.nodes.registry.state, 'CUMULUS')).toEqual([]);
  });
});
