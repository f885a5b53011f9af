/** The door: what is asked, what a wrong answer costs, and that no lie of main's or the servers' opens it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import { inputOf, screenOf } from '../../testing/desk-fixture.ts';
import {
  codeOf,
  type FactorChain,
  type FactorWorld,
  openAccount,
  prove,
  restart,
  settle,
  step,
  switchOn,
} from '../../testing/factor-fixture.ts';
import type { Passed } from './factor-gate.ts';

const PHRASE = 'without factor';
let world: FactorWorld;

/** Asks at the door; `state.passed` is undefined while it is shut. */
async function knock(at: FactorWorld, purpose: 'send' | 'export' | 'change' = 'send') {
  const state: { passed: Passed | null | undefined } = { passed: undefined };
  const account = at.desks.session.require(at.accountId);
  void at.desks.factors.gate.pass(account, purpose, { holdsDecision: false }).then((passed) => {
    state.passed = passed;
  });
  await settle();
  return state;
}

const answer = async ({ desks }: FactorWorld, code: string | null, pin: string | null = null) => {
  await desks.factors.gate.answer(code === null ? null : inputOf(code), pin === null ? null : inputOf(pin));
  await settle();
};

beforeEach(async () => {
  world = await openAccount();
});

describe('nothing set', () => {
  it('draws nothing once the servers have said so', async () => {
    await world.desks.factors.watch.look(world.desks.session.require(world.accountId));
    expect(world.desks.main.reported).toMatchObject({ kind: 'none-found', sources: ['one.example', 'two.example'] });
    const shown = world.desks.seen.length;
    expect((await knock(world)).passed).toEqual({ by: 'nothing-set' });
    expect(world.desks.seen.length).toBe(shown);
  });

  it('nobody answers: said, not taken for off; the words have to be typed', async () => {
    world.chain.told = () => null;
    const knocking = await knock(world);
    expect(step(world.desks, 'undecided')).toMatchObject({ mayConsent: true, standing: { kind: 'unknown' } });
    await world.desks.factors.gate.consent(inputOf('yes'), PHRASE);
    expect(step(world.desks, 'undecided').issue).toEqual({ field: 'phrase', reason: 'wrong' });
    expect(knocking.passed).toBeUndefined();
    await world.desks.factors.gate.consent(inputOf(' Without Factor '), PHRASE);
    await settle();
    expect(knocking.passed).toEqual({ by: 'consent' });
    // For this once.
    expect((await knock(world)).passed).toBeUndefined();
    step(world.desks, 'undecided');
  });

  it('a change is never made on a guess', async () => {
    world.chain.told = () => null;
    const knocking = await knock(world, 'change');
    expect(step(world.desks, 'undecided').mayConsent).toBe(false);
    world.chain.told = null;
    await world.desks.factors.gate.lookAgain();
    await settle();
    expect(knocking.passed).toEqual({ by: 'nothing-set' });
  });
});

describe('a code', () => {
  beforeEach(() => switchOn(world));

  it('is asked for, and the right one passes once', async () => {
    const knocking = await knock(world);
    expect(step(world.desks, 'ask')).toMatchObject({ needsCode: true, needsPin: false, waitUntilMs: 0 });
    await answer(world, '');
    expect(step(world.desks, 'ask').issue).toEqual({ field: 'code', reason: 'empty' });
    const right = codeOf(world);
    await answer(world, right);
    expect(knocking.passed).toMatchObject({ by: 'factors' });
    // Seen over the shoulder, it is worth nothing.
    const again = await knock(world);
    await answer(world, right);
    expect(step(world.desks, 'ask').issue).toEqual({ field: 'code', reason: 'used' });
    expect(again.passed).toBeUndefined();
    await world.desks.pass(60_000);
    await answer(world, codeOf(world));
    expect(again.passed).toMatchObject({ by: 'factors' });
  });

  it('E-21: wrong ones are counted before they are judged, throttled, and stay so after a restart', async () => {
    await knock(world);
    for (let attempt = 0; attempt < 5; attempt++) await answer(world, '000000');
    expect(step(world.desks, 'ask').waitUntilMs).toBe(world.desks.now() + 30_000);
    await answer(world, codeOf(world));
    expect(step(world.desks, 'ask').waitUntilMs).toBeGreaterThan(world.desks.now());
    const after = await restart(world);
    const knocking = await knock(after);
    expect(step(after.desks, 'ask').waitUntilMs).toBeGreaterThan(after.desks.now());
    await answer(after, codeOf(after));
    expect(knocking.passed).toBeUndefined();
    await after.desks.pass(61_000);
    await answer(after, codeOf(after));
    expect(knocking.passed).toMatchObject({ by: 'factors' });
  });

  it('E-21: what cannot be counted is not judged; a count that is gone or forged counts as spent', async () => {
    world.desks.main.failures.set('blob.write', new WalletError('internal'));
    const knocking = await knock(world);
    await answer(world, codeOf(world));
    expect(step(world.desks, 'ask').error?.code).toBe('internal');
    expect(knocking.passed).toBeUndefined();
    for (const forge of [(_: string) => null, (blob: string) => `${blob.slice(0, -2)}00`, () => 'c0ffee']) {
      world.desks.main.failures.clear();
      const key = `${world.accountId} d2fa-attempts`;
      const blob = forge(world.desks.main.blobs.get(key) ?? '');
      if (blob === null) world.desks.main.blobs.delete(key);
      else world.desks.main.blobs.set(key, blob);
      const after = await restart(world);
      await knock(after);
      expect(step(after.desks, 'ask').waitUntilMs).toBe(after.desks.now() + 30_000);
    }
  });

  it('turning back lets nothing through, nor does leaving', async () => {
    const knocking = await knock(world);
    world.desks.factors.gate.cancel();
    await settle();
    expect(knocking.passed).toBeNull();
    const second = await knock(world);
    world.desks.accounts.leave();
    await settle();
    expect(second.passed).toBeNull();
    await answer(world, codeOf(world));
    expect(second.passed).toBeNull();
  });

  it('E-25: no code, no secret is in what React draws', async () => {
    await knock(world);
    await answer(world, '314159');
    expect(JSON.stringify(world.desks.screens.read())).not.toContain('314159');
  });
});

describe('PIN and code together', () => {
  it('both are asked for, and which was wrong is not told', async () => {
    await switchOn(world, { pin: '739204' });
    const knocking = await knock(world, 'export');
    expect(step(world.desks, 'ask')).toMatchObject({ needsCode: true, needsPin: true });
    await answer(world, codeOf(world), '000001');
    const one = step(world.desks, 'ask').issue;
    await answer(world, '000000', '739204');
    expect(step(world.desks, 'ask').issue).toEqual(one);
    await answer(world, codeOf(world), '739204');
    expect(knocking.passed).toMatchObject({ by: 'factors', pin: '739204' });
  });

  it('only what was chosen is asked before; a change always', async () => {
    await switchOn(world, { pin: '739204', totp: false, asks: ['export'] as never });
    expect((await knock(world, 'send')).passed).toEqual({ by: 'nothing-set' });
    await knock(world, 'export');
    step(world.desks, 'ask');
    await knock(world, 'change');
    step(world.desks, 'ask');
  });
});

describe('T-06: a backend that lies cannot switch off what this device knows', () => {
  beforeEach(() => switchOn(world));

  const lies: readonly (readonly [string, (chain: FactorChain) => void])[] = [
    ['no records', (chain) => (chain.told = () => ({ outputs: [], tipHeight: chain.tipHeight }))],
    ['no records, much later', (chain) => (chain.told = () => ({ outputs: [], tipHeight: chain.tipHeight + 5_000 }))],
    ['nobody answers', (chain) => (chain.told = () => null)],
    [
      'a record said to be unconfirmed again',
      (chain) =>
        (chain.told = () => ({ ...chain, outputs: chain.outputs.map((output) => ({ ...output, height: null })) })),
    ],
    [
      'garbage in the place of records',
      (chain) =>
        (chain.told = () => ({
          tipHeight: chain.tipHeight,
          outputs: chain.outputs.map((output) => ({ ...output, data: new Uint8Array(80).fill(7) })),
        })),
    ],
  ];

  it.each(lies)('%s: asked all the same, in this session and after a restart', async (_what, lie) => {
    lie(world.chain);
    await world.desks.factors.watch.look(world.desks.session.require(world.accountId));
    let knocking = await knock(world);
    step(world.desks, 'ask');
    expect(knocking.passed).toBeUndefined();
    const after = await restart(world);
    knocking = await knock(after);
    expect(step(after.desks, 'ask').notice).not.toBeNull();
    expect(knocking.passed).toBeUndefined();
    await after.desks.pass(60_000);
    await answer(after, codeOf(after));
    expect(knocking.passed).toMatchObject({ by: 'factors' });
  });

  it('a reply that breaks the contract is no answer', async () => {
    world.desks.main.answers.set('d2fa.records', () => ({ readings: 'none', agreement: 'agree', anchorsWanted: 8 }));
    await world.desks.factors.watch.look(world.desks.session.require(world.accountId));
    await knock(world);
    step(world.desks, 'ask');
  });

  it('an older record replayed in the place of the newest: the newest holds', async () => {
    const older = [...world.chain.outputs];
    const first = world.secret;
    await world.desks.pass(60_000);
    await world.desks.factors.desk.open(world.accountId);
    void world.desks.factors.desk.begin();
    await settle();
    await answer(world, codeOf(world));
    step(world.desks, 'choose');
    world.desks.factors.desk.choose({ totp: false, pin: true, asks: ['send'] });
    world.desks.factors.desk.setPin(inputOf('739204'), inputOf('739204'));
    await settle();
    await world.desks.pass(1_000);
    await world.desks.factors.desk.approve();
    await settle();
    world.chain.mine();
    await world.desks.factors.watch.look(world.desks.session.require(world.accountId));
    world.chain.told = () => ({ outputs: older, tipHeight: world.chain.tipHeight + 100 });
    for (const at of [world, await restart(world)]) {
      await at.desks.factors.watch.look(at.desks.session.require(at.accountId));
      await knock(at);
      expect(step(at.desks, 'ask')).toMatchObject({ needsCode: false, needsPin: true });
    }
    expect(first.length).toBe(20);
  });

  it('its note lost or forged, and the records hidden: not off, but said; words have to be typed', async () => {
    const key = `${world.accountId} d2fa`;
    for (const forge of [() => null, (blob: string) => `${blob.slice(0, -2)}00`, () => '00']) {
      const blob = forge(world.desks.main.blobs.get(key) ?? '');
      const before = world.desks.main.blobs.get(key) ?? '';
      if (blob === null) world.desks.main.blobs.delete(key);
      else world.desks.main.blobs.set(key, blob);
      world.chain.told = () => ({ outputs: [], tipHeight: world.chain.tipHeight });
      const after = await restart(world);
      const knocking = await knock(after);
      expect(step(after.desks, 'undecided').standing).toMatchObject({ kind: 'unknown', why: 'memory-lost' });
      expect(knocking.passed).toBeUndefined();
      // Nothing was written over it: the next start says the same.
      await knock(await restart(after));
      // With the records in sight again, it is asked for as ever.
      world.chain.told = null;
      const seeing = await restart(after);
      await knock(seeing);
      step(seeing.desks, 'ask');
      world.desks.main.blobs.set(key, before);
    }
  });

  it('a note of a later release: nothing passes', async () => {
    world.desks.main.failures.set('blob.read', new WalletError('vault.newer-version'));
    const after = await restart(world);
    after.desks.main.failures.set('blob.read', new WalletError('vault.newer-version'));
    const knocking = await knock(after);
    expect(step(after.desks, 'stuck').error.code).toBe('vault.newer-version');
    expect(knocking.passed).toBeUndefined();
  });
});

describe('another device', () => {
  it('finds it after sign-in, with no note of its own', async () => {
    await switchOn(world);
    const other = await openAccount(world.chain);
    other.secret = world.secret;
    const knocking = await knock(other);
    step(other.desks, 'ask');
    await other.desks.pass(60_000);
    await answer(other, codeOf(other));
    expect(knocking.passed).toMatchObject({ by: 'factors' });
    expect(other.desks.main.reported).toMatchObject({
      kind: 'on',
      factors: ['totp'],
      asks: ['send', 'sign', 'export'],
    });
  });

  it('shown nothing by the servers it says so, and what it says is not "off"', async () => {
    await switchOn(world);
    world.chain.told = () => ({ outputs: [], tipHeight: world.chain.tipHeight });
    const other = await openAccount(world.chain);
    await other.desks.factors.watch.look(other.desks.session.require(other.accountId));
    expect(other.desks.main.reported?.kind).toBe('none-found');
  });
});

describe('export', () => {
  it('E-25: after the password the factor; turned back, nothing is shown', async () => {
    await switchOn(world);
    const { desks, accountId } = world;
    desks.exports.ask(desks.session.require(accountId).known);
    await prove(world);
    step(desks, 'ask');
    desks.exports.choose({ kind: 'words' });
    const element = { textContent: '' } as HTMLElement;
    desks.exports.show('export', element, true);
    expect(element.textContent).toBe('');
    desks.factors.gate.cancel();
    await settle();
    expect(desks.screens.read().kind).toBe('idle');
    desks.exports.ask(desks.session.require(accountId).known);
    await prove(world);
    await desks.pass(60_000);
    await answer(world, codeOf(world));
    screenOf(desks.screens, 'export');
  });
});
