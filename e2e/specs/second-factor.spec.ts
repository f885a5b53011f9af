import { mkdirSync, renameSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Album } from './story/album.ts';
import { ada } from './story/people.ts';
import { readQrCode } from './story/qr.ts';
import {
  authenticatorCode,
  factorQuestion,
  freshCode,
  isSeen,
  openFactor,
  type Published,
  payFromStranger,
  publishChange,
  readPublished,
  seeFactor,
  wrongCode,
} from './story/second-factor.ts';
import { Wallet } from './story/wallet.ts';
import { inOrder } from './world/in-order.ts';
import { until } from './world/until.ts';
import { World } from './world/world.ts';

const FLUX = 100_000_000n;
const DAY_IN_BLOCKS = 2_880;
const PIN = '739204';

let world: World;
let wallet: Wallet;
const album = new Album();
const used = new Set<number>();
let secret: string;
let published: Published;
let firstDevice: string;

const payment = (amount: string) => ({ to: world.devnet.faucetAddress, amount });
const signer = () => wallet.signer();

/** Approves the payment on screen up to the question for the factor. */
async function askForPayment(amount: string) {
  const { signer: screens } = await wallet.review(payment(amount));
  await screens.approve();
  await screens.see(factorQuestion);
  return screens;
}

beforeAll(async () => {
  world = await World.start();
  wallet = new Wallet(world);
  world.plant(...ada.secrets);
  firstDevice = `${world.profileDir}-first`;
});
afterAll(() => world.end());

describe('a second factor on the chain', () => {
  inOrder();

  it('is not there, which is said as such and not as "off"', async () => {
    world.devnet.fund(ada.addresses[0] ?? '', [20n * FLUX, 5n * FLUX]);
    const window = await wallet.signIn(ada.credentials);
    await window.seeTotal(25n * FLUX);
    await seeFactor(window, /^No record found$/);
    await window.main.getByText('no record is not the same as off', { exact: false }).waitFor();
    await album.add(window.page, 'settings-second-factor-none');
  });

  it('is explained, costs a small payment, and its secret is in the picture as in the text', async () => {
    const screens = await openFactor(await wallet.window(), signer);
    await screens.page.getByText('makes the keys with other software', { exact: false }).waitFor();
    await album.add(screens.page, 'signer-factor-overview');
    await screens.press('Switch on');
    await screens.see('Switch on a second factor');
    await screens.field('password').fill(ada.credentials.password);
    await screens.press('Continue');
    await screens.see('What is to be asked for?');
    await album.add(screens.page, 'signer-factor-choose');
    await screens.press('Continue');
    await screens.see('Add it to your authenticator app');
    secret = ((await screens.page.locator('[data-secret=totp]').textContent()) ?? '').replaceAll(' ', '');
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(await readQrCode(screens.page)).toBe(
      `otpauth://totp/Parallax:${encodeURIComponent(ada.credentials.username)}?secret=${secret}&issuer=Parallax`,
    );
    await album.add(screens.page, 'signer-factor-secret');
    world.plant({ name: 'shared secret', text: secret });
  });

  it('wants a code that fits, and says when only the clocks differ', async () => {
    const screens = await signer();
    await screens.field('code').fill(authenticatorCode(secret, Date.now() + 5 * 60_000));
    await screens.press('Continue');
    await screens.page.getByText('Right secret, wrong time', { exact: false }).waitFor();
    await screens.field('code').fill(authenticatorCode(secret));
    await screens.press('Continue');
    await screens.see('Switch on the second factor');
    await album.add(screens.page, 'signer-factor-review');
    const txid = await publishChange(screens, 'Switch on the second factor');
    await album.add(screens.page, 'signer-factor-published');
    await screens.press('Close');
    await until(() => world.devnet.transaction(txid) !== null, { what: 'the record in the mempool' });
    published = readPublished(world.devnet, txid);
    expect(published.record).toHaveLength(80);
    const window = await wallet.window();
    await window.goTo('Settings');
    await window.main.getByText('A change waits for its block').waitFor();
    world.devnet.mine();
    await seeFactor(window, /^On$/);
    await album.add(window.page, 'settings-second-factor-on');
  });

  it('is asked before a payment is signed; turned back, nothing is', async () => {
    const screens = await askForPayment('1');
    await album.add(screens.page, 'signer-factor-ask');
    await screens.press('Back');
    await screens.see(/^Send /);
    await screens.approve();
    await screens.see(factorQuestion);
    await screens.field('code').fill(await freshCode(secret, used));
    await screens.press('Continue');
    const txid = await (await wallet.window()).readTxid();
    await until(() => world.devnet.transaction(txid) !== null, { what: 'the payment on the network' });
    world.devnet.mine();
  });

  it('spam at its address, and its own bytes copied by a stranger, change nothing', async () => {
    payFromStranger(world.devnet, published.anchor, published.record);
    payFromStranger(world.devnet, published.anchor, Buffer.alloc(80, 7));
    await seeFactor(await wallet.window(), /^On$/, world.devnet.tip().height);
  });

  it('a reorganisation that takes the record out of its block does not open the door', async () => {
    const { height } = world.devnet.tip();
    world.devnet.reorg(6, { keepTransactions: true, include: 'none' });
    expect(world.devnet.tip().height).toBeGreaterThan(height);
    const window = await wallet.window();
    await seeFactor(window, /^Record missing$/, world.devnet.tip().height);
    await album.add(window.page, 'settings-second-factor-disagree');
    world.devnet.mine();
    await seeFactor(window, /^On$/);
  });

  it('E-21: wrong codes are throttled', async () => {
    const screens = await askForPayment('2');
    const waiting = screens.page.getByText(/Too many wrong answers. Next one in \d+ seconds/);
    while (!(await isSeen(waiting))) {
      await screens.field('code').fill(wrongCode(secret));
      await screens.press('Continue');
    }
    expect(await screens.button('Continue').isDisabled()).toBe(true);
    await album.add(screens.page, 'signer-factor-throttled');
    await screens.press('Back');
    await screens.press('Reject');
    await (await wallet.window()).title('Send').waitFor();
  });

  it('another device to which no server answers does not know, does not say "off", and exports nothing by itself', async () => {
    await world.close();
    renameSync(world.profileDir, firstDevice);
    mkdirSync(world.profileDir);
    for (const server of ['insight', 'insight2', 'blockbook'] as const) {
      await world.devnet.setFault({ server, fault: { kind: 'refuse-connections' } });
    }
    await world.launch();
    const window = await wallet.signIn(ada.credentials);
    await seeFactor(window, /^Not known$/);
    await window.press(/^Export$/);
    const screens = await signer();
    await screens.field('password').fill(ada.credentials.password);
    await screens.press('Continue');
    await screens.see('Is a second factor set? Nobody can tell');
    await album.add(screens.page, 'signer-factor-undecided');
    await screens.field('phrase').fill('please');
    await screens.press('Go on without');
    await screens.page.getByText('Not these words.').waitFor();
    await world.devnet.clearFaults();
    await screens.press('Ask again');
    await screens.see('Second factor, before a secret is shown');
    await screens.press('Back');
    await seeFactor(await wallet.window(), /^On$/);
  });

  it('has it changed there with the present code: another secret and a PIN', async () => {
    const screens = await openFactor(await wallet.window(), signer);
    await screens.press('Change');
    await screens.see('Your present second factor');
    await screens.field('code').fill(await freshCode(secret, used));
    await screens.press('Continue');
    await screens.see('What is to be asked for from now on?');
    await screens.page.getByRole('checkbox', { name: 'PIN' }).check();
    await screens.press('Continue');
    await screens.see('Add it to your authenticator app');
    const before = secret;
    secret = ((await screens.page.locator('[data-secret=totp]').textContent()) ?? '').replaceAll(' ', '');
    expect(secret).not.toBe(before);
    world.plant({ name: 'second shared secret', text: secret });
    await screens.field('code').fill(authenticatorCode(secret));
    await screens.press('Continue');
    await screens.see('Choose a PIN');
    await screens.field('pin').fill(PIN);
    await screens.field('pinAgain').fill(PIN);
    await album.add(screens.page, 'signer-factor-pin');
    await screens.press('Continue');
    const txid = await publishChange(screens, 'Change the second factor');
    await screens.press('Close');
    await until(() => world.devnet.transaction(txid) !== null, { what: 'the change in the mempool' });
    world.devnet.mine();
    const window = await wallet.window();
    await seeFactor(window, /^Code of an authenticator app and PIN$/);
    payFromStranger(world.devnet, published.anchor, published.record);
    await seeFactor(window, /^Code of an authenticator app and PIN$/, world.devnet.tip().height);
  });

  it('asks for both before a payment', async () => {
    const screens = await askForPayment('3');
    await screens.field('code').fill(await freshCode(secret, used));
    await screens.field('pin').fill(PIN);
    await album.add(screens.page, 'signer-factor-both');
    await screens.press('Continue');
    await (await wallet.window()).readTxid();
    world.devnet.mine();
  });

  it('is given up with the password alone: a request that takes a day', async () => {
    const screens = await openFactor(await wallet.window(), signer);
    await screens.press('I have lost it');
    await screens.see('Give up the second factor');
    await album.add(screens.page, 'signer-factor-lost');
    await screens.press('Ask for it to be switched off');
    await screens.field('password').fill(ada.credentials.password);
    await screens.press('Continue');
    const txid = await publishChange(screens, 'Ask for the second factor to be switched off');
    await screens.press('Close');
    await until(() => world.devnet.transaction(txid) !== null, { what: 'the request in the mempool' });
    world.devnet.mine();
    await seeFactor(await wallet.window(), /^Your second factor is being switched off$/);
  });

  it('which the first device shows loudly, after a restart that forgot no wrong code', async () => {
    await world.close();
    renameSync(world.profileDir, `${world.profileDir}-second`);
    renameSync(firstDevice, world.profileDir);
    await world.launch();
    const window = await wallet.unlock(ada.credentials);
    const banner = window.page
      .getByRole('region', { name: 'Notices' })
      .getByText('Your second factor is being switched off');
    await banner.waitFor();
    await album.add(window.page, 'portfolio-second-factor-request');
    const screens = await askForPayment('2');
    await screens.field('code').fill(wrongCode(secret));
    await screens.field('pin').fill(PIN);
    await screens.press('Continue');
    // The sixth in a row, though only the first of this session.
    await screens.page.getByText(/Too many wrong answers. Next one in (5\d|60) seconds/).waitFor();
    await screens.press('Back');
    await screens.press('Reject');
    const factor = await openFactor(await wallet.window(), signer);
    await factor.page.getByText('Your second factor is being switched off').waitFor();
    await album.add(factor.page, 'signer-factor-request');
    await factor.press('Close');
  });

  it('and 2,880 blocks later it is off, whatever old record is put on the chain again', async () => {
    world.devnet.mine(DAY_IN_BLOCKS);
    const window = await wallet.window();
    await seeFactor(window, /^Off$/);
    payFromStranger(world.devnet, published.anchor, published.record);
    await seeFactor(window, /^Off$/, world.devnet.tip().height);
    await window.main.getByText('disable request, whose day has passed', { exact: false }).waitFor();
    const { signer: screens } = await wallet.review(payment('2'));
    await screens.approve();
    await (await wallet.window()).readTxid();
  });

  it('every screen of it is accessible in light and dark', () => {
    expect(album.names).toHaveLength(16);
    expect(album.barriers).toEqual([]);
  });
});
