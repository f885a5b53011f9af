import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRunning } from '../launch/process-tree.ts';
import { Album } from './story/album.ts';
import { readMessage, readPayments } from './story/on-chain.ts';
import { ada } from './story/people.ts';
import { readQrCode } from './story/qr.ts';
import type { Credentials, Sheet } from './story/signer-screens.ts';
import { Wallet } from './story/wallet.ts';
import { findInHeap } from './world/heap.ts';
import { inOrder } from './world/in-order.ts';
import { searchFiles, searchText } from './world/search.ts';
import { until } from './world/until.ts';
import { World } from './world/world.ts';

const FLUX = 100_000_000n;
const MESSAGE = 'Rent for May — ☕ included';

let world: World;
let wallet: Wallet;
const album = new Album();

let credentials: Credentials;
let sheet: Sheet;
let txid: string;
let balance: bigint;

beforeAll(async () => {
  world = await World.start();
  wallet = new Wallet(world);
  world.plant(...ada.secrets, { name: 'message', text: MESSAGE });
});
afterAll(() => world.end());

describe('the story of an account with a passphrase, by mouse', () => {
  inOrder();

  it('is created: generated secrets, progress, a sheet without secrets', async () => {
    const signer = await wallet.signer();
    await signer.see('One account, every FLUX chain');
    await album.add(signer.page, 'signer-welcome');
    await signer.openCreate();
    await album.add(signer.page, 'signer-create');
    credentials = await signer.readGenerated(true);
    world.plant(
      { name: 'new password', text: credentials.password },
      { name: 'passphrase', text: credentials.passphrase },
    );
    expect(credentials.password.split(' ')).toHaveLength(6);
    expect(credentials.passphrase.split(' ')).toHaveLength(5);
    await album.add(signer.page, 'signer-create-passphrase');
    await signer.submitCreate();
    await signer.see('Making the keys of your account');
    expect(await signer.page.getByRole('progressbar').isVisible()).toBe(true);
    await signer.page.getByText(/^\d+ seconds?\. Usually/).waitFor();
    await album.add(signer.page, 'signer-deriving');

    sheet = await signer.readSheet();
    expect(sheet.username).toBe(credentials.username);
    expect(sheet.fingerprint).toMatch(/^[a-z]+ [a-z]+ [a-z]+$/);
    expect(sheet.firstAddress).toMatch(/^t1[1-9A-HJ-NP-Za-km-z]{33}$/);
    expect(await signer.page.getByText(credentials.password).count()).toBe(0);
    await album.add(signer.page, 'signer-sheet');
  });

  it('is opened only when the same secrets are typed again', async () => {
    const signer = await wallet.signer();
    await signer.openRetype();
    await album.add(signer.page, 'signer-retype');
    await signer.type({ ...credentials, password: credentials.password.replace(' ', '') });
    await signer.press('Compare');
    await signer.page.getByText('These are not the same secrets').waitFor();
    await album.add(signer.page, 'signer-retype-wrong');
    expect((await world.app().windows()).map(({ kind }) => kind)).not.toContain('app');
    await signer.type(credentials);
    await signer.press('Compare');
    const window = await wallet.window();
    await window.page.getByText(sheet.fingerprint).first().waitFor();
    expect((await world.app().windows()).filter(({ isVisible }) => isVisible).map(({ kind }) => kind)).toEqual(['app']);
  });

  it('starts empty, says so with source and age, and shows what was received', async () => {
    const window = await wallet.window();
    await window.seeTotal(0n);
    await window.page.getByText('Receive your first FLUX').waitFor();
    await album.add(window.page, 'app-portfolio-empty');

    world.devnet.fund(sheet.firstAddress, [20n * FLUX, 5n * FLUX + 1n]);
    balance = 25n * FLUX + 1n;
    await window.seeTotal(balance);
    const place = window.main.getByRole('table', { name: 'Places' }).getByRole('row').filter({ hasText: 'Flux' });
    const text = await place.innerText();
    expect(world.devnet.urls.insight).toContain(/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? 'no source');
    expect(text).toMatch(/just now|\d+ s ago/);
    await album.add(window.page, 'app-portfolio');
  });

  it('has a receive address, as text and as a QR code a camera can read', async () => {
    const window = await wallet.window();
    await window.goTo('Receive');
    expect(await window.readAddress()).toBe(sheet.firstAddress);
    expect(await readQrCode(window.page)).toBe(sheet.firstAddress);
    await window.press('New address');
    const address = await until(async () => {
      const shown = await window.readAddress();
      return shown === sheet.firstAddress ? undefined : shown;
    });
    expect(await readQrCode(window.page)).toBe(address);
    await window.page.getByText('Earlier addresses (1)').click();
    await window.main.getByText(sheet.firstAddress).waitFor();
    await album.add(window.page, 'app-receive');

    await window.main.locator('input[name=request-amount]').fill('12.5');
    await window.main.locator('input[name=request-message]').fill('Table 4');
    await window.page.getByRole('img', { name: /payment request for 12\.5 FLUX/ }).waitFor();
    const link = new URL((await readQrCode(window.page)) ?? '');
    expect(link.protocol).toBe('flux:');
    expect(link.pathname).toBe(address);
    expect(link.searchParams.get('amount')).toBe('12.5');
    expect(link.searchParams.get('message')).toBe('Table 4');
    await album.add(window.page, 'app-receive-request');
  });

  it('T-06: is asked to review a payment: whole address, amount, fee, total, message', async () => {
    const window = await wallet.window();
    await window.goTo('Send');
    await album.add(window.page, 'app-send-empty');
    const payment = { to: world.devnet.faucetAddress, amount: '7.25', message: MESSAGE };
    await window.fillPayment(payment);
    await window.page.getByRole('complementary', { name: 'What happens' }).locator('data').first().waitFor();
    await album.add(window.page, 'app-send-filled');
    await window.pressReview();

    const signer = await wallet.signer();
    const review = await signer.readReview();
    expect(review).toMatchObject({ recipient: payment.to, amount: 725_000_000n, message: MESSAGE });
    expect(review.fee > 0n && review.fee < 1_000n).toBe(true);
    expect(review.total).toBe(review.amount + review.fee);
    await album.add(window.page, 'app-in-signer');
    await album.add(signer.page, 'signer-review');
    await signer.openWarnings();
    await album.add(signer.page, 'signer-review-opened');
    expect(world.devnet.state().mempool).toEqual([]);

    await signer.approve();
    txid = await window.readTxid();
    await until(() => world.devnet.state().mempool.includes(txid), { what: 'the payment on the network' });
    const known = world.devnet.transaction(txid);
    expect(known && readPayments(known, payment.to)).toBe(725_000_000n);
    expect(known && readMessage(known)).toBe(MESSAGE);
    expect(known?.fee).toBe(review.fee);
    balance -= review.total;
  });

  it('sees the payment pending, then confirmed as blocks come', async () => {
    const window = await wallet.window();
    await window.seeState('On its way');
    await album.add(window.page, 'app-sent-pending');
    world.devnet.mine(1);
    await window.seeState('Confirmed');
    await album.add(window.page, 'app-sent-confirmed');
    world.devnet.mine(2);
    await window.refresh();
    await window.main.getByText('3 confirmations').waitFor();
    await window.seeTotal(balance);
  });

  it('finds it in Activity, with its message and id', async () => {
    const window = await wallet.window();
    await window.goTo('Activity');
    const [newest, ...others] = await window.readActivity();
    expect(newest).toMatch(/^Sent/);
    expect(newest).toContain(MESSAGE);
    expect(newest).toContain('7.25');
    expect(others).toHaveLength(1);
    await album.add(window.page, 'app-activity');
    await window.main.locator('[data-row-focus]').first().click();
    await window.page.getByText(txid).waitFor();
    await album.add(window.page, 'app-activity-detail');
  });

  it('has every other screen', async () => {
    const window = await wallet.window();
    await window.goTo('Coins');
    await window.main.getByRole('table').waitFor();
    await album.add(window.page, 'app-coins');
    await window.goTo('Settings');
    await album.add(window.page, 'app-settings');
    await window.page.keyboard.press('ControlOrMeta+K');
    await window.page.getByRole('dialog').waitFor();
    await album.add(window.page, 'app-commands');
    await window.page.keyboard.press('Escape');
    await window.page.getByRole('button', { name: /^Chains: / }).click();
    await window.page.getByRole('button', { name: 'Refresh now' }).waitFor();
    await album.add(window.page, 'app-sync');
    await window.page.keyboard.press('Escape');
  });

  it('E-27: locks: the signer’s process is gone, the app window is hidden and empty', async () => {
    const { page } = await wallet.window();
    const known = [txid, sheet.firstAddress, world.devnet.faucetAddress, MESSAGE.slice(0, 12)];
    expect(await findInHeap(page, known)).toEqual(known);
    const pid = await wallet.lock();
    expect(isRunning(pid)).toBe(false);
    expect((await world.app().windows()).filter(({ isVisible }) => isVisible).map(({ kind }) => kind)).toEqual([
      'signer',
    ]);
    expect(await page.locator('body').innerText()).not.toMatch(/FLUX|t1[1-9A-HJ-NP-Za-km-z]{33}/);
    expect(await findInHeap(page, known)).toEqual([]);
    await album.add((await wallet.signer()).page, 'signer-unlock');
  });

  it('says that a wrong password is another account, and changes nothing', async () => {
    const signer = await wallet.tryUnlock({ ...credentials, password: `${credentials.password}s` });
    await signer.see('Not the password you used here');
    await signer.page.getByText(sheet.fingerprint).first().waitFor();
    await album.add(signer.page, 'signer-wrong-password');
    expect((await world.app().windows()).filter(({ isVisible }) => isVisible).map(({ kind }) => kind)).toEqual([
      'signer',
    ]);
    await signer.press('Try again');
    await signer.see(/^Unlock /);
  });

  it('shows what unknown credentials lead to before it stores anything', async () => {
    const signer = await wallet.signer();
    await signer.press('Use another account');
    await signer.press('Sign in');
    await signer.see('Sign in');
    await album.add(signer.page, 'signer-sign-in');
    await signer.type(ada.credentials);
    await signer.press('Continue');
    await signer.see('Is this your account?');
    await signer.page.getByText(ada.fingerprint).waitFor();
    await signer.page.getByText('No address of this account was ever used.', { exact: false }).waitFor();
    expect(await signer.page.getByText(ada.addresses[0] ?? '').count()).toBe(1);
    await album.add(signer.page, 'signer-preview-empty');
    await signer.press('Not mine');
    await signer.see(/^Unlock /);
    await signer.press('Use another account');
    for (const [button, question, name] of [
      ['Import recovery words', 'Import recovery words', 'signer-import'],
      ['Watch an address', 'Watch an address', 'signer-watch'],
    ] as const) {
      await signer.press(button);
      await signer.see(question);
      await album.add(signer.page, name);
      await signer.press('Back');
    }
  });

  const seeEverything = async (): Promise<void> => {
    const window = await wallet.window();
    await window.page.getByText(sheet.fingerprint).first().waitFor();
    await window.seeTotal(balance);
    await window.goTo('Activity');
    const rows = await window.readActivity();
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain(MESSAGE);
  };

  it('is unlocked again after it was quit, with everything there', async () => {
    await world.close();
    await world.launch();
    await wallet.unlock(credentials);
    await seeEverything();
  });

  it('is unlocked again after it was killed, with everything there', async () => {
    await world.killAndLaunch();
    await wallet.unlock(credentials);
    await seeEverything();
    expect(world.devnet.totals(world.devnet.faucetAddress).mempoolTxids).toEqual([]);
  });

  it('E-35: leaves no secret, address, id or message readable on disk', () => {
    // The name is there, so whatever else is there in the clear would be found.
    const name = { name: 'user name', text: credentials.username };
    expect(searchFiles(world.profileDir, [name])).not.toEqual([]);
    const known = [
      { name: 'address', text: sheet.firstAddress },
      { name: 'recipient', text: world.devnet.faucetAddress },
      { name: 'id', text: txid },
    ];
    expect(searchFiles(world.profileDir, known)).toEqual([]);
    expect(searchText(world.output(), known)).toEqual([]);
  });

  it('has no barrier on any screen, in light and dark', () => {
    expect(album.names.length).toBeGreaterThan(25);
    expect(album.barriers).toEqual([]);
  });
});
