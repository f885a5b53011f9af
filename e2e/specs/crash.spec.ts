/**
 * T-10: whatever is killed at whatever step of a payment, afterwards it was either not sent, or it is there once, under
 * its id, and on the network once. Nothing is signed twice.
 */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../devnet/index.ts';
import { keyNamed, p2pkh } from '../devnet/testing/flux-signer.ts';
import type { KillTarget } from '../launch/launcher.ts';
import { isRunning } from '../launch/process-tree.ts';
import { ada } from './story/people.ts';
import { Wallet } from './story/wallet.ts';
import { compromiseBackend } from './world/built-app.ts';
import { until } from './world/until.ts';
import { World } from './world/world.ts';

const FLUX = 100_000_000n;
const COINS = 16;

let world: World;
let wallet: Wallet;
/** What the account holds in truth. */
let balance = BigInt(COINS) * 4n * FLUX;
let payments = 0;

beforeAll(async () => {
  world = await World.start({
    prepare: (built) => compromiseBackend(built, new URL('./hostile/holding-backend.ts', import.meta.url)),
  });
  wallet = new Wallet(world);
  world.plant(...ada.secrets);
  world.devnet.fund(
    ada.addresses[0] ?? '',
    Array.from({ length: COINS }, () => 4n * FLUX),
  );
  await (await wallet.signIn(ada.credentials)).seeTotal(balance);
});
afterEach(() => world.devnet.clearFaults());
afterAll(() => world.end());

interface Attempt {
  readonly to: string;
  readonly message: string;
  readonly startSeq: number;
}

/** A payment to an address and with a message that no other has, up to the open review. */
async function openReview(): Promise<Attempt> {
  payments += 1;
  const { address: to } = p2pkh(keyNamed(`recipient ${payments}`));
  const message = `Payment number ${payments}`;
  const startSeq = world.devnet.requests.list().at(-1)?.seq ?? 0;
  await wallet.review({ to, amount: '1', message });
  return { to, message, startSeq };
}

async function approve(): Promise<void> {
  await (await wallet.signer()).approve();
}

const hold = () => ({
  file: join(world.built.appRoot, 'out/main/hold.json'),
  held: join(world.built.appRoot, 'out/main/held'),
});

/** Signs, and stops the signed bytes before the journal has them. */
async function approveAndHold(): Promise<void> {
  const { file, held } = hold();
  writeFileSync(file, JSON.stringify({ channel: 'draft.commit' }));
  await approve();
  await until(() => existsSync(held), { what: 'the signed bytes' });
  rmSync(file);
  rmSync(held);
}

/** Signs under a fault of every server's broadcast, and gives the id that the app shows. */
async function approveUnder(fault: Fault, until_: () => boolean): Promise<string> {
  for (const path of ['/api/tx/send', '/api/v2/sendtx']) await world.devnet.setFault({ path, fault });
  await approve();
  const txid = await (await wallet.window()).readTxid();
  await until(until_, { what: 'the broadcast' });
  return txid;
}

const broadcasts = ({ startSeq }: Attempt): readonly string[] =>
  [
    ...world.devnet.requests.list({ after: startSeq, path: '/api/tx/send' }),
    ...world.devnet.requests.list({ after: startSeq, path: '/api/v2/sendtx' }),
  ].map(({ body }) => body.replace(/^rawtx=/, ''));

/** Kills, brings the app back if it is gone, unlocks. */
async function killAndReturn(target: KillTarget): Promise<void> {
  const { signer: pid = 0 } = await world.app().processes();
  await world.app().kill9(target);
  // E-27: whatever died, the lock that follows ends the signer.
  await until(() => !isRunning(pid), { what: 'the lock' });
  await world.devnet.clearFaults();
  if (target === 'app') await world.launch();
  const window = await wallet.unlock(ada.credentials);
  await window.refresh();
}

async function rowsOf({ message }: Attempt): Promise<number> {
  const window = await wallet.window();
  await window.goTo('Activity');
  return (await window.readActivity()).filter((row) => row.includes(message)).length;
}

async function expectNotSent(attempt: Attempt): Promise<void> {
  await (await wallet.window()).seeTotal(balance);
  expect(await rowsOf(attempt)).toBe(0);
  expect(world.devnet.utxos(attempt.to)).toEqual([]);
  expect(broadcasts(attempt)).toEqual([]);
  world.devnet.mine(1);
  expect(world.devnet.utxos(attempt.to)).toEqual([]);
}

async function expectSentOnce(attempt: Attempt, txid: string): Promise<void> {
  await until(() => world.devnet.utxos(attempt.to).length > 0, {
    what: 'the payment on the network',
    timeoutMs: 60_000,
  });
  world.devnet.mine(1);
  const known = world.devnet.transaction(txid);
  balance -= FLUX + (known?.fee ?? 0n);
  await (await wallet.window()).seeTotal(balance);
  expect(await rowsOf(attempt)).toBe(1);
  const window = await wallet.window();
  await window.main.locator('[data-row-focus]').filter({ hasText: attempt.message }).click();
  await window.page.getByText(txid).waitFor();
  expect(world.devnet.utxos(attempt.to).map((coin) => [coin.txid, coin.value])).toEqual([[txid, FLUX]]);
  expect(known?.block).not.toBeNull();
  // However often it was told, it was one and the same.
  expect(new Set(broadcasts(attempt)).size).toBe(1);
}

describe('before anything was signed', () => {
  it.each(['backend', 'app', 'app-window', 'signer'] as const)(
    'kill -9 of the %s: nothing was sent',
    async (target) => {
      const attempt = await openReview();
      await killAndReturn(target);
      await expectNotSent(attempt);
    },
  );
});

describe('after signing, before the journal has it', () => {
  it.each(['backend', 'app'] as const)('kill -9 of the %s: nothing was sent', async (target) => {
    const attempt = await openReview();
    await approveAndHold();
    await killAndReturn(target);
    await expectNotSent(attempt);
  });
});

describe('while the network is being told', () => {
  it.each(['backend', 'app'] as const)('kill -9 of the %s, not heard yet: sent once', async (target) => {
    const attempt = await openReview();
    const txid = await approveUnder({ kind: 'hang' }, () => broadcasts(attempt).length > 0);
    expect(world.devnet.state().mempool).toEqual([]);
    await killAndReturn(target);
    await expectSentOnce(attempt, txid);
  });

  it.each(['backend', 'app'] as const)('kill -9 of the %s, heard but not answered: sent once', async (target) => {
    const attempt = await openReview();
    const txid = await approveUnder({ kind: 'lose-reply' }, () => world.devnet.state().mempool.length > 0);
    await killAndReturn(target);
    await expectSentOnce(attempt, txid);
  });
});

describe('after the network has answered', () => {
  it.each(['backend', 'app'] as const)('kill -9 of the %s: sent once', async (target) => {
    const attempt = await openReview();
    await approve();
    const window = await wallet.window();
    const txid = await window.readTxid();
    await window.seeState('On its way');
    await killAndReturn(target);
    await expectSentOnce(attempt, txid);
  });
});
