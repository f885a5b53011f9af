/** Keys from elsewhere: imported and paid with, emptied from paper, and a shared wallet that is only watched. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../launch/project-root.ts';
import { chooseAccount, seeAccount } from './story/account-screens.ts';
import { Album } from './story/album.ts';
import type { AppScreens } from './story/app-screens.ts';
import { readPayments } from './story/on-chain.ts';
import { ada } from './story/people.ts';
import type { SignerScreens } from './story/signer-screens.ts';
import { Wallet } from './story/wallet.ts';
import { findInHeap } from './world/heap.ts';
import { inOrder } from './world/in-order.ts';
import { until } from './world/until.ts';
import { World } from './world/world.ts';

interface Vectors {
  readonly keys: readonly { readonly wif: string; readonly compressed: boolean; readonly address: string }[];
  readonly sspMultisig: readonly { readonly walletXpub: string; readonly keyXpub: string; readonly address: string }[];
}

const FLUX = 100_000_000n;
const STRANGER = 't1T8yaLVhNqxA5KJcmiqqFN88e8DNp2PBfF';
const EVM_KEY = '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318';
const EVM_ADDRESS = '0x2c7536E3605D9C16a7a3D7b1898e529396a65c23';
const SHARED = 'Shared savings';
const file = join(projectRoot, 'e2e/vectors/flux-addresses.json');
/** Made by other libraries than the wallet's. */
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
const single = vectors.keys.find(({ compressed }) => compressed);
const paper = vectors.keys.find(({ compressed }) => !compressed);
const [ssp] = vectors.sspMultisig;
if (single === undefined || paper === undefined || ssp === undefined)
  throw new Error('flux-addresses.json has other keys');

const album = new Album();
let world: World;
let wallet: Wallet;
let total = 6n * FLUX;

beforeAll(async () => {
  world = await World.start();
  wallet = new Wallet(world);
  world.plant(
    ...ada.secrets,
    { name: 'imported WIF', text: single.wif },
    { name: 'paper WIF', text: paper.wif },
    { name: 'imported EVM key', text: EVM_KEY },
  );
  world.devnet.fund(single.address, [4n * FLUX, 2n * FLUX]);
  world.devnet.fund(paper.address, [1n * FLUX, 3n * FLUX, 5n * FLUX]);
  world.devnet.fund(ssp.address, [8n * FLUX]);
});
afterAll(() => world.end());

async function openKeys(window: AppScreens): Promise<SignerScreens> {
  await window.goTo('Settings');
  await window.press(/^Manage$/);
  const signer = await wallet.signer();
  await signer.see('Private keys from elsewhere');
  return signer;
}

async function typeKey(signer: SignerScreens, text: string, use?: string): Promise<void> {
  if (use !== undefined) await signer.page.getByLabel('What is it for?').selectOption({ label: use });
  await signer.field('key').fill(text);
  await signer.press('Continue');
}

describe('a single key', () => {
  inOrder();

  it('is shown with the address that other wallets give it, and its coins join the account', async () => {
    const window = await wallet.signIn(ada.credentials);
    const signer = await openKeys(window);
    await album.add(signer.page, 'signer-keys-empty');
    await signer.press('Import a key');
    await signer.see('Import a private key');
    await typeKey(signer, `${single.wif.slice(0, -1)}${single.wif.endsWith('x') ? 'y' : 'x'}`);
    await signer.page.getByText('the checksum is wrong', { exact: false }).waitFor();
    await album.add(signer.page, 'signer-key-add');
    await typeKey(signer, single.wif);
    await signer.see('Is this the key you mean?');
    await signer.page.getByText(single.address).waitFor();
    await album.add(signer.page, 'signer-key-preview');
    await signer.press('Keep this key');
    await (await wallet.window()).seeTotal(total);
  });

  it('pays, with change to the account', async () => {
    const txid = await wallet.send({ to: STRANGER, amount: '5' });
    // It is on disk before the network is told.
    const known = await until(() => world.devnet.transaction(txid) ?? undefined, {
      what: 'the payment on the network',
    });
    expect(readPayments(known, STRANGER)).toBe(5n * FLUX);
    expect(readPayments(known, single.address)).toBe(0n);
    world.devnet.mine(1);
    const window = await wallet.window();
    await window.seeState('Confirmed');
    await window.goTo('Portfolio');
    total = (await window.readTotal()) ?? 0n;
    expect(total).toBeGreaterThan(0n);
    expect(total).toBeLessThan(FLUX);
  });

  it('of a chain without single keys here is kept, and said to be only that', async () => {
    const signer = await openKeys(await wallet.window());
    await signer.press('Import a key');
    await typeKey(signer, EVM_KEY, 'Ethereum, BSC, Polygon, Avalanche, Base');
    await signer.see('Is this the key you mean?');
    await signer.page.getByText(EVM_ADDRESS).waitFor();
    await signer.page.getByText('This version keeps the key', { exact: false }).waitFor();
    await signer.press('Keep this key');
    await signer.see('Private keys from elsewhere');
    expect(await signer.page.getByText(single.address).count()).toBe(1);
    expect(await signer.page.getByText(EVM_ADDRESS).count()).toBe(1);
    await album.add(signer.page, 'signer-keys');
  });

  it('E-25: a paper key is emptied after a review, in the old form too, and is nowhere afterwards', async () => {
    const signer = await wallet.signer();
    await signer.press('Empty a paper key');
    await signer.see('Empty a paper key');
    await album.add(signer.page, 'signer-sweep');
    await signer.field('key').fill(paper.wif);
    await signer.press('See what is on it');
    await signer.see(/^Move .* to this account$/);
    expect(await signer.page.getByText(paper.address).count()).toBe(1);
    const fee = BigInt((await signer.fact('Network fee').locator('data').getAttribute('value')) ?? '');
    const arrives = BigInt((await signer.fact('Arrives').locator('data').getAttribute('value')) ?? '');
    expect(arrives + fee).toBe(9n * FLUX);
    await album.add(signer.page, 'signer-sweep-review');
    await signer.press('Approve and sign');
    await signer.see('On its way to this account');
    await album.add(signer.page, 'signer-sweep-done');
    expect(await findInHeap(signer.page, [paper.wif])).toEqual([]);
    await signer.press(/^Back to /);
    world.devnet.mine(1);
    const window = await wallet.window();
    await window.seeTotal(total + arrives);
    total += arrives;
    await window.goTo('Activity');
    const [newest = ''] = await window.readActivity();
    expect(newest).toMatch(/Received/);
    expect(newest.replaceAll(',', '')).toContain('8.999');
    expect(await findInHeap(window.page, [paper.wif, single.wif, EVM_KEY])).toEqual([]);
  });

  it('is there again after a lock', async () => {
    await wallet.lock();
    const window = await wallet.unlock(ada.credentials);
    await window.seeTotal(total);
    const signer = await openKeys(window);
    expect(await signer.page.getByText(single.address).count()).toBe(1);
    await signer.press(/^Back to /);
  });
});

describe('an SSP 2-of-2 wallet', () => {
  inOrder();

  it('is watched by its two account keys: shown as such, nothing to send with', async () => {
    await chooseAccount(await wallet.window(), 'Add an account');
    const signer = await wallet.signer();
    await signer.see('Add an account');
    await signer.press('Watch an address');
    await signer.field('address').fill(ssp.walletXpub);
    await signer.field('label').fill(SHARED);
    await signer.press('Continue');
    await signer.page.getByText('This is one account key of an SSP wallet', { exact: false }).waitFor();
    await signer.field('address').fill(`${ssp.keyXpub}\n ${ssp.walletXpub}`);
    await signer.press('Continue');
    await signer.see('Is this your account?');
    await signer.page.getByText(ssp.address).first().waitFor();
    await signer.page.getByText('It only watches and cannot pay', { exact: false }).waitFor();
    await signer.press(/^Add (this account|it although it is empty)$/);
    const window = await wallet.window();
    await seeAccount(window, SHARED);
    await window.seeTotal(8n * FLUX);
    expect(
      await window.page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Send' }).count(),
    ).toBe(0);
    await window.page.getByText('cannot send or sign', { exact: false }).first().waitFor();
    await album.add(window.page, 'app-watch-only');
    expect(await findInHeap(window.page, [single.address, ada.addresses[0] ?? ''])).toEqual([]);
  });

  it('axe finds no barrier on any of these screens', () => {
    expect(album.barriers).toEqual([]);
  });
});
