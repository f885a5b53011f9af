/** Setting up, changing, switching off and giving up the second factor, over a chain in memory. */
import { beforeEach, describe, expect, it } from 'vitest';
import { disableDelayBlocks } from '../../../../wallet-core/d2fa/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import { credentialsOf, inputOf, screenOf } from '../../testing/desk-fixture.ts';
import {
  approveAndMine,
  codeOf,
  drawnSecret,
  type FactorWorld,
  openAccount,
  prove,
  restart,
  settle,
  step,
  switchOn,
} from '../../testing/factor-fixture.ts';

let world: FactorWorld;

beforeEach(async () => {
  world = await openAccount();
});

const desk = () => world.desks.factors.desk;
const commits = () => world.desks.main.requests('d2fa.commit');

async function open(): Promise<void> {
  await desk().open(world.accountId);
}

async function begin(): Promise<void> {
  await open();
  void desk().begin();
  await settle();
}

/** The present factor, at the door. */
async function give(pin: string | null = null): Promise<void> {
  const { needsCode, needsPin } = step(world.desks, 'ask');
  await world.desks.pass(60_000);
  await world.desks.factors.gate.answer(
    needsCode ? inputOf(codeOf(world)) : null,
    needsPin ? inputOf(pin ?? '') : null,
  );
  await settle();
}

async function askLost(): Promise<void> {
  await open();
  await desk().showLost();
  step(world.desks, 'lost');
  desk().requestDisable();
  await prove(world);
}

describe('switching on', () => {
  it('takes the password: a wrong one leads nowhere', async () => {
    await begin();
    expect(screenOf(world.desks.screens, 'prove').purpose).toBe('factor-on');
    await world.desks.proofs.proveCredentials(credentialsOf('ada-4821', 'another horse battery').credentials);
    await settle();
    expect(screenOf(world.desks.screens, 'prove').error?.code).toBe('account.wrong-credentials');
    desk().choose({ totp: true, pin: false, asks: ['send'] });
    expect(world.desks.screens.read().kind).toBe('prove');
  });

  it('wants a factor and something to ask it before; a code that fits; a PIN that is none of the first guesses', async () => {
    await begin();
    await prove(world);
    desk().choose({ totp: false, pin: false, asks: ['send'] });
    expect(step(world.desks, 'choose').issue?.reason).toBe('none');
    desk().choose({ totp: true, pin: true, asks: [] });
    expect(step(world.desks, 'choose').issue?.reason).toBe('empty');
    desk().choose({ totp: true, pin: true, asks: ['send'] });
    drawnSecret(world);
    desk().confirmCode(inputOf(''));
    expect(step(world.desks, 'totp').issue?.reason).toBe('empty');
    desk().confirmCode(inputOf('12345'));
    expect(step(world.desks, 'totp').issue?.reason).toBe('form');
    desk().confirmCode(inputOf('000000'));
    expect(step(world.desks, 'totp').issue).toEqual({ field: 'code', reason: 'wrong' });
  });

  it('says by how much the clocks differ when the code is right for another time', async () => {
    await switchOn(world);
    await begin();
    await give();
    desk().choose({ totp: true, pin: false, asks: ['send'] });
    const shown = drawnSecret(world);
    expect(shown).toMatch(/^([A-Z2-7]{4} ?)+$/);
    world.secret = fromBase32(shown);
    desk().confirmCode(inputOf(codeOf(world, 10)));
    expect(step(world.desks, 'totp').issue).toEqual({ field: 'code', reason: 'wrong', minutesOff: 5 });
    desk().confirmCode(inputOf(codeOf(world, -6)));
    expect(step(world.desks, 'totp').issue?.minutesOff).toBe(-3);
    desk().confirmCode(inputOf(codeOf(world, 1)));
    await settle();
    expect(step(world.desks, 'review').review.kind).toBe('change');
  });

  it('T-06: what is shown is what the bytes say, signed after a click that comes neither too early nor too late', async () => {
    await switchOn(world);
    expect(commits()).toHaveLength(1);
    expect(world.desks.main.reported).toMatchObject({ kind: 'on', lastChange: { kind: 'on' }, pending: null });
    await begin();
    await give();
    desk().choose({ totp: false, pin: true, asks: ['send'] });
    desk().setPin(inputOf('111111'), inputOf('111111'));
    expect(step(world.desks, 'new-pin').issue?.reason).toBe('guessable');
    desk().setPin(inputOf('739204'), inputOf('739205'));
    expect(step(world.desks, 'new-pin').issue?.reason).toBe('mismatch');
    desk().setPin(inputOf('739204'), inputOf('739204'));
    await settle();
    const { review } = step(world.desks, 'review');
    expect(review).toMatchObject({ kind: 'change', amount: 546n, total: 546n + review.fee });
    await desk().approve();
    expect(commits()).toHaveLength(1);
    await world.desks.pass(6 * 60_000);
    await desk().approve();
    expect(commits()).toHaveLength(1);
  });

  it('T-06: a backend that pays more than it was told is refused, and nothing is signed', async () => {
    world.chain.twist = (draft) => {
      draft.amount = 1_000_000n;
    };
    await begin();
    await prove(world);
    desk().choose({ totp: false, pin: true, asks: ['send'] });
    desk().setPin(inputOf('739204'), inputOf('739204'));
    await settle();
    expect(step(world.desks, 'overview').error?.code).toBe('approval.mismatch');
    await desk().approve();
    expect(commits()).toEqual([]);
  });

  it('says why when there is no money for it', async () => {
    world.desks.main.failures.set('d2fa.plan', new WalletError('chain.insufficient-funds'));
    await begin();
    await prove(world);
    desk().choose({ totp: false, pin: true, asks: ['send'] });
    desk().setPin(inputOf('739204'), inputOf('739204'));
    await settle();
    expect(step(world.desks, 'overview').error?.code).toBe('chain.insufficient-funds');
  });

  it('E-25: left halfway, nothing of it stays', async () => {
    await begin();
    await prove(world);
    desk().choose({ totp: true, pin: false, asks: ['send'] });
    const drawn = drawnSecret(world);
    expect(drawn).not.toBe('');
    expect(JSON.stringify(world.desks.screens.read())).not.toContain(drawn.slice(0, 4));
    world.desks.accounts.leave();
    expect(drawnSecret(world)).toBe('');
  });
});

describe('with the factor', () => {
  it('it is switched off at once', async () => {
    await switchOn(world, { pin: '739204' });
    await open();
    void desk().turnOff();
    await settle();
    await give('739204');
    await approveAndMine(world);
    expect(world.desks.main.reported).toMatchObject({ kind: 'off', why: 'by-record' });
  });

  it('without it, it is not', async () => {
    await switchOn(world);
    await open();
    void desk().turnOff();
    await settle();
    world.desks.factors.gate.cancel();
    await settle();
    step(world.desks, 'overview');
    expect(commits()).toHaveLength(1);
  });
});

describe('the factor is lost', () => {
  it('the password publishes a request, shown until it takes effect after 2,880 blocks, and asked for until then', async () => {
    await switchOn(world);
    await askLost();
    expect(step(world.desks, 'review').review.kind).toBe('disable-request');
    await approveAndMine(world);
    expect(world.desks.main.reported).toMatchObject({ kind: 'on', request: { blocksLeft: disableDelayBlocks } });
    world.chain.mine(disableDelayBlocks - 1);
    const other = await openAccount(world.chain);
    const account = other.desks.session.require(other.accountId);
    await other.desks.factors.watch.look(account);
    expect(other.desks.main.reported).toMatchObject({ kind: 'on', request: { blocksLeft: 1 } });
    world.chain.mine(1);
    await other.desks.factors.watch.look(account);
    expect(other.desks.main.reported).toMatchObject({ kind: 'off', why: 'by-request' });
    const after = await restart(world);
    await after.desks.factors.watch.look(after.desks.session.require(after.accountId));
    expect(after.desks.main.reported?.kind).toBe('off');
  });

  it('whoever has the factor cancels it, and the same code and PIN hold on', async () => {
    await switchOn(world, { pin: '739204' });
    await askLost();
    await approveAndMine(world);
    await open();
    void desk().cancelRequest();
    await settle();
    expect(step(world.desks, 'ask').requestBlocksLeft).toBe(disableDelayBlocks);
    await settle();
    await give('739204');
    expect(step(world.desks, 'review').review.kind).toBe('cancel-request');
    await approveAndMine(world);
    expect(world.desks.main.reported).toMatchObject({ kind: 'on', request: null, factors: ['totp', 'pin'] });
    await begin();
    await give('739204');
    step(world.desks, 'choose');
  });

  it('with nothing on there is nothing to give up', async () => {
    await open();
    desk().requestDisable();
    await prove(world);
    expect(step(world.desks, 'overview').refusal).toBe('nothing-to-disable');
  });
});

function fromBase32(text: string): Uint8Array {
  const bits = [...text.replaceAll(' ', '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Uint8Array.from({ length: 20 }, (_, at) => Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2));
}
