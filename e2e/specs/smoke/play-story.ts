/**
 * The user story, unattended: what `npm run demo -- --smoke --out DIR` plays. Amounts and ids are read from the local
 * network, never believed from the app; whatever differs ends the story.
 */
import type { Page } from 'playwright';
import type { Devnet, KnownTx } from '../../devnet/index.ts';
import type { StoryRecorder } from '../../launch/demo/recorder.ts';
import type { World as DemoWorld } from '../../launch/demo/world.ts';
import { isRunning } from '../../launch/process-tree.ts';
import { readMessage, readPayments } from '../story/on-chain.ts';
import { readQrCode } from '../story/qr.ts';
import type { Credentials } from '../story/signer-screens.ts';
import { Wallet } from '../story/wallet.ts';
import { until } from '../world/until.ts';

const AMOUNT = '3.5';
const AMOUNT_UNITS = 350_000_000n;
const MESSAGE = 'Coffee for two';

function expectSame<T>(what: string, found: T, expected: T): void {
  if (found !== expected) throw new Error(`${what}: ${String(found)} instead of ${String(expected)}`);
}

function transaction(devnet: Devnet, txid: string): KnownTx {
  const known = devnet.transaction(txid);
  if (known === null) throw new Error(`the network does not know ${txid}`);
  return known;
}

/** Ends without a word when every step happened; the recorder keeps each. Throws at the first that did not. */
export async function playStory(world: DemoWorld, recorder: StoryRecorder): Promise<void> {
  const { devnet } = world;
  const pageErrors: string[] = [];
  const watched = new WeakSet<Page>();
  const watch = (page: Page): Page => {
    if (!watched.has(page)) page.on('pageerror', (error) => pageErrors.push(String(error)));
    watched.add(page);
    return page;
  };
  const wallet = new Wallet({ app: () => world.app(), watch });
  let credentials: Credentials = { username: '', password: '', passphrase: '' };
  let fingerprint = '';
  let address = '';
  let balance = 0n;
  let fee = 0n;
  let txid = '';

  await recorder.step('create', async () => {
    const signer = await wallet.signer();
    await signer.openCreate();
    credentials = await signer.readGenerated();
    await signer.submitCreate();
    await signer.see('Making the keys of your account');
    await signer.page.getByRole('progressbar').waitFor();
    return { page: signer.page };
  });

  await recorder.step('sheet', async () => {
    const signer = await wallet.signer();
    const sheet = await signer.readSheet();
    expectSame('user name on the sheet', sheet.username, credentials.username);
    expectSame('words of the fingerprint', sheet.fingerprint.split(' ').length, 3);
    ({ fingerprint, firstAddress: address } = sheet);
    return { page: signer.page };
  });

  await recorder.step('unlock', async () => {
    const signer = await wallet.signer();
    await signer.openRetype();
    await signer.type(credentials);
    await signer.press('Compare');
    const window = await wallet.window();
    await window.title('Portfolio').waitFor();
    await window.page.getByText(fingerprint).first().waitFor();
    return { page: window.page };
  });

  await recorder.step('receive', async () => {
    const window = await wallet.window();
    await window.goTo('Receive');
    expectSame('first receive address', await window.readAddress(), address);
    expectSame('QR code', await readQrCode(window.page), address);
    // The demo pays the first account that stays open.
    balance = await until(() => devnet.totals(address).balance || undefined, { what: 'the payment of the faucet' });
    await window.seeTotal(balance);
    const [funding] = devnet.totals(address).confirmedTxids;
    return { page: window.page, ...(funding === undefined ? {} : { txid: funding }) };
  });

  await recorder.step('send-review', async () => {
    const payment = { to: devnet.faucetAddress, amount: AMOUNT, message: MESSAGE };
    const { signer, review } = await wallet.review(payment);
    expectSame('recipient in the review', review.recipient, devnet.faucetAddress);
    expectSame('amount in the review', review.amount, AMOUNT_UNITS);
    expectSame('message in the review', review.message, MESSAGE);
    expectSame('total in the review', review.total, review.amount + review.fee);
    expectSame('payments before the approval', devnet.state().mempool.length, 0);
    fee = review.fee;
    return { page: signer.page };
  });

  await recorder.step('send-approve', async () => {
    await (await wallet.signer()).approve();
    const window = await wallet.window();
    const shown = await window.readTxid();
    txid = await until(() => devnet.state().mempool[0], { what: 'the payment on the network' });
    expectSame('id in the app', shown, txid);
    const known = transaction(devnet, txid);
    expectSame('amount on the network', readPayments(known, devnet.faucetAddress), AMOUNT_UNITS);
    expectSame('fee on the network', known.fee, fee);
    expectSame('message on the network', readMessage(known), MESSAGE);
    await window.seeState('On its way');
    return { page: window.page, txid };
  });

  await recorder.step('confirmed', async () => {
    devnet.mine(1);
    const window = await wallet.window();
    await window.seeState('Confirmed');
    expectSame('block of the payment', transaction(devnet, txid).block?.hash, devnet.tip().hash);
    await window.seeTotal(balance - AMOUNT_UNITS - fee);
    return { page: window.page, txid };
  });

  await recorder.step('lock', async () => {
    const pid = await wallet.lock();
    if (isRunning(pid)) throw new Error('the signer outlived the lock');
    const shown = (await world.app().windows()).filter(({ isVisible }) => isVisible).map(({ kind }) => kind);
    expectSame('windows shown while locked', shown.join(), 'signer');
    return { page: (await wallet.signer()).page };
  });

  await recorder.step('relock-wrong-password', async () => {
    const signer = await wallet.tryUnlock({ ...credentials, password: `${credentials.password}.` });
    await signer.see('Not the password you used here');
    await signer.page.getByText(fingerprint).first().waitFor();
    return { page: signer.page };
  });

  const seeEverything = async (): Promise<Page> => {
    const window = await wallet.window();
    await window.seeTotal(balance - AMOUNT_UNITS - fee);
    await window.goTo('Activity');
    const [newest = ''] = await window.readActivity();
    if (!newest.startsWith('Sent') || !newest.includes(MESSAGE)) throw new Error(`newest in Activity: ${newest}`);
    return window.page;
  };

  await recorder.step('unlock-again', async () => {
    await (await wallet.signer()).press('Try again');
    await wallet.unlock(credentials);
    return { page: await seeEverything() };
  });

  await recorder.step('restart', async () => {
    await world.app().kill9('app');
    await world.restart();
    await wallet.unlock(credentials);
    const page = await seeEverything();
    expectSame('payments on the network', devnet.totals(address).confirmedTxids.includes(txid), true);
    if (pageErrors.length > 0) throw new Error(`uncaught in a page: ${pageErrors.join('; ')}`);
    return { page, txid };
  });
}
