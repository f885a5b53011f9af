/** The whole story without a mouse: every control reached with Tab, every stop with a visible focus. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyboard } from './story/hand.ts';
import { readMessage, readPayments } from './story/on-chain.ts';
import type { Credentials } from './story/signer-screens.ts';
import { Wallet } from './story/wallet.ts';
import { inOrder } from './world/in-order.ts';
import { until } from './world/until.ts';
import { World } from './world/world.ts';

const FLUX = 100_000_000n;

let world: World;
let wallet: Wallet;
let credentials: Credentials;

beforeAll(async () => {
  world = await World.start();
  wallet = new Wallet(world, keyboard);
});
afterAll(() => world.end());

/** Counts what only a pointer does, from now on, in the page as it is. */
async function watchPointer(page: Awaited<ReturnType<Wallet['window']>>['page']): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const state = globalThis as unknown as { pointed: number };
    state.pointed = 0;
    addEventListener('pointerdown', () => (state.pointed += 1), { capture: true });
  });
  return () => page.evaluate(() => (globalThis as unknown as { pointed: number }).pointed);
}

describe('the story, by keyboard alone', () => {
  inOrder();

  it('creates an account', async () => {
    const signer = await wallet.signer();
    await signer.see('One account, every FLUX chain');
    const pointed = await watchPointer(signer.page);
    credentials = await wallet.createAccount();
    expect(await pointed()).toBe(0);
  });

  it('receives, sends and sees it confirmed', async () => {
    const window = await wallet.window();
    const pointed = await watchPointer(window.page);
    await window.goTo('Receive');
    const address = await window.readAddress();
    world.devnet.fund(address, 10n * FLUX);
    await window.seeTotal(10n * FLUX);

    const payment = { to: world.devnet.faucetAddress, amount: '2.5', message: 'No hands' };
    const { signer, review } = await wallet.review(payment);
    expect(review).toMatchObject({ recipient: payment.to, amount: 250_000_000n, message: 'No hands' });
    const signerPointed = await watchPointer(signer.page);
    await signer.approve();
    const txid = await window.readTxid();
    const known = await until(() => world.devnet.transaction(txid) ?? undefined, { what: 'the payment' });
    expect(readPayments(known, payment.to)).toBe(250_000_000n);
    expect(readMessage(known)).toBe('No hands');
    world.devnet.mine(1);
    await window.seeState('Confirmed');
    expect(await signerPointed()).toBe(0);
    expect(await pointed()).toBe(0);
  });

  it('rejects with Escape', async () => {
    const window = await wallet.window();
    const { signer } = await wallet.review({ to: world.devnet.faucetAddress, amount: '1' });
    await signer.page.keyboard.press('Escape');
    await window.page.getByText('You rejected the payment').waitFor();
    expect(world.devnet.state().mempool).toEqual([]);
  });

  it('goes to every screen by its shortcut, and finds them in the list', async () => {
    const window = await wallet.window();
    const { keyboard: keys } = window.page;
    for (const [index, name] of (['Portfolio', 'Send', 'Receive', 'Activity', 'Coins'] as const).entries()) {
      await keys.press(`ControlOrMeta+${index + 1}`);
      await window.title(name).waitFor();
    }
    await keys.press('ControlOrMeta+K');
    await window.page.getByRole('dialog').waitFor();
    await keys.type('portfolio');
    await keys.press('Enter');
    await window.title('Portfolio').waitFor();
    await keys.press('?');
    await window.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await keys.press('Escape');
    await window.page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('locks with Ctrl-L and unlocks', async () => {
    const window = await wallet.window();
    const { signer: pid } = await world.app().processes();
    await window.page.keyboard.press('ControlOrMeta+L');
    await until(async () => (await world.app().processes()).signer !== pid, { what: 'a fresh signer' });
    await wallet.unlock(credentials);
    await (await wallet.window()).goTo('Activity');
    expect(await (await wallet.window()).readActivity()).toHaveLength(2);
  });
});
