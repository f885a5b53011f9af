/** T-06, T-07, E-28, E-29: whatever a backend hands over, nothing is signed but what the person agreed to. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Album } from './story/album.ts';
import { ada } from './story/people.ts';
import { Wallet } from './story/wallet.ts';
import { compromiseBackend } from './world/built-app.ts';
import { until } from './world/until.ts';
import { World } from './world/world.ts';

const FLUX = 100_000_000n;

let world: World;
let wallet: Wallet;
const album = new Album();

beforeAll(async () => {
  world = await World.start({
    prepare: (built) => compromiseBackend(built, new URL('./hostile/lying-backend.ts', import.meta.url)),
  });
  wallet = new Wallet(world);
  world.plant(...ada.secrets);
  world.devnet.fund(ada.addresses[0] ?? '', 50n * FLUX);
  await (await wallet.signIn(ada.credentials)).seeTotal(50n * FLUX);
});
afterAll(() => world.end());

function lie(what: string): void {
  writeFileSync(join(world.built.appRoot, 'out/main/lie.json'), JSON.stringify({ lie: what }));
}

// E-21: two reviews a second are allowed, and a person takes longer than that.
beforeEach(() => sleep(600));

const payment = () => ({ to: world.devnet.faucetAddress, amount: '5', message: 'For the roof' });

async function expectNothingHappened(): Promise<void> {
  expect(world.devnet.state().mempool).toEqual([]);
  expect(world.devnet.requests.count({ method: 'POST', path: '/api/tx/send' })).toBe(0);
  const { page } = await wallet.window();
  await page.getByText('What was to be signed is not what you asked for').waitFor();
}

describe('bytes that are not what was agreed to', () => {
  it.each([
    ['recipient', ['recipient']],
    ['amount', ['amount']],
    ['amount-lower', ['amount']],
    ['change-to-stranger', ['change-to-stranger']],
    ['change-to-stranger-as-own', ['change-to-stranger']],
    ['fee-higher', ['fee-higher']],
    ['input-value', ['fee-higher']],
    ['extra-output', ['extra-output']],
    ['recipient-twice', ['extra-output']],
    ['no-recipient', ['missing-output']],
    ['message', ['message']],
    ['message-gone', ['message']],
    ['locked-until', ['locked-until']],
    ['no-expiry', ['no-expiry']],
    ['late-expiry', ['no-expiry']],
    ['foreign-input', ['own-input']],
    ['path-outside', ['own-input']],
    ['unreadable', ['unreadable']],
    ['other-format', ['unreadable']],
  ] as const)('E-29: %s → “Not signed”, and what differs', async (what, reasons) => {
    lie(what);
    const window = await wallet.window();
    await window.askForReview(payment());
    const signer = await wallet.signer();
    expect(await signer.readRefusal()).toEqual(reasons);
    expect(await signer.page.getByRole('button', { name: 'Approve and sign' }).count()).toBe(0);
    for (const line of await signer.page.getByTestId('refusal-reasons').getByRole('listitem').allInnerTexts()) {
      expect(line).toMatch(/^[a-z ]{10,}$/);
    }
    if (what === 'recipient') await album.add(signer.page, 'signer-refused');
    await signer.press('Close');
    await expectNothingHappened();
    if (what === 'recipient') await album.add(window.page, 'app-refused');
  });

  it('E-29: for an account that is not open → nobody is asked', async () => {
    lie('other-account');
    await (await wallet.window()).askForReview(payment());
    await expectNothingHappened();
    expect((await world.app().windows()).find(({ kind }) => kind === 'signer')?.isVisible).toBe(false);
  });
});

it('T-06: change to an own address where no new device looks → a warning that is in the way', async () => {
  lie('change-far');
  await (await wallet.window()).askForReview(payment());
  const signer = await wallet.signer();
  await signer.readReview();
  await signer.openWarnings();
  await signer.page.getByText('your own change address number 4712', { exact: false }).waitFor();
  expect(await signer.button('Approve and sign').isDisabled()).toBe(true);
  await album.add(signer.page, 'signer-far-change');
  await signer.press('Reject');
  await until(async () => !(await world.app().windows()).find(({ kind }) => kind === 'signer')?.isVisible);
  expect(world.devnet.state().mempool).toEqual([]);
});

describe('a draft that is not what was typed', () => {
  it.each(['stated-recipient', 'stated-amount'])('T-06: %s → the app window itself refuses', async (what) => {
    lie(what);
    await (await wallet.window()).askForReview(payment());
    await expectNothingHappened();
  });

  it('T-07: a fee other than the one on screen → the numbers have to be looked at again', async () => {
    lie('stated-fee');
    const window = await wallet.window();
    await window.askForReview(payment());
    await window.page.getByText('The numbers have changed since you looked.', { exact: false }).waitFor();
    expect(world.devnet.state().mempool).toEqual([]);
  });
});

describe('time', () => {
  it('E-29: an approval that was not given in time is over', async () => {
    lie('short');
    const window = await wallet.window();
    await window.askForReview(payment());
    const signer = await wallet.signer();
    await signer.readReview();
    await window.page.getByText('The review took too long').waitFor({ timeout: 15_000 });
    await until(async () => !(await world.app().windows()).find(({ kind }) => kind === 'signer')?.isVisible);
    expect(world.devnet.state().mempool).toEqual([]);
  });
});

it('T-04: a large first payment asks for the password, in the signer, before anything is signed', async () => {
  lie('none');
  world.devnet.fund(ada.addresses[0] ?? '', 2_000n * FLUX);
  const window = await wallet.window();
  await window.seeTotal(2_050n * FLUX);
  const { signer } = await wallet.review({ ...payment(), amount: '1500' });
  await signer.openWarnings();
  await signer.press('Approve with password');
  await signer.see('Type the password to send');
  await album.add(signer.page, 'signer-password-to-send');
  await signer.press('Back to the review');
  await signer.see(/^Send /);
  await signer.openWarnings();
  await signer.press('Approve with password');
  await signer.see('Type the password to send');
  expect(world.devnet.state().mempool).toEqual([]);
  await signer.type(ada.credentials);
  await signer.press('Approve and sign');
  const txid = await window.readTxid();
  await until(() => world.devnet.state().mempool.includes(txid));
});

it('the truth passes, so that it was the lies that were refused', async () => {
  lie('none');
  const txid = await wallet.send(payment());
  await until(() => world.devnet.state().mempool.includes(txid));
  expect(album.barriers).toEqual([]);
});
