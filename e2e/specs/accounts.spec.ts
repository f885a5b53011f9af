import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRunning } from '../launch/process-tree.ts';
import { projectRoot } from '../launch/project-root.ts';
import { chooseAccount, exportWords, importWords, seeAccount } from './story/account-screens.ts';
import { Album } from './story/album.ts';
import { abandonAbout } from './story/people.ts';
import { type Recovered, recover } from './story/recovery-script.ts';
import type { Credentials } from './story/signer-screens.ts';
import { Wallet } from './story/wallet.ts';
import { findInHeap } from './world/heap.ts';
import { inOrder } from './world/in-order.ts';
import { until } from './world/until.ts';
import { World } from './world/world.ts';

const FLUX = 100_000_000n;
const DEVICE_PASSWORD = 'sealed by seven lazy otters';
const OTHER = 'Words from elsewhere';
const LABEL = 'rent-for-the-lighthouse';
const DEPOSIT = 5n * FLUX + 7n;

const album = new Album();
let world: World;
let wallet: Wallet;
let credentials: Credentials;
let recovered: Recovered;
let address: string;
let backup: string;
let sheetFile: string;

beforeAll(async () => {
  world = await World.start();
  wallet = new Wallet(world);
  backup = join(world.folder, 'account.plxb');
  sheetFile = join(projectRoot, 'test-results/screens/sheet.pdf');
  world.plant(
    ...abandonAbout.secrets,
    { name: 'device password', text: DEVICE_PASSWORD },
    { name: 'label', text: LABEL },
  );
});
afterAll(() => world.end());

async function receiveAddress(): Promise<string> {
  const window = await wallet.window();
  await window.goTo('Receive');
  return window.readAddress();
}

async function hasLabelledCoin(): Promise<void> {
  const window = await wallet.window();
  await window.goTo('Coins');
  await window.main.getByText(LABEL).waitFor();
}

describe('several accounts on one device', () => {
  inOrder();

  it('a created account is found again without the wallet: the recovery script comes to the same address', async () => {
    credentials = await wallet.createAccount();
    world.plant({ name: 'password', text: credentials.password });
    address = await receiveAddress();
    await wallet.lock();
    recovered = await recover(credentials);
    expect(recovered.firstAddress).toBe(address);
    expect(recovered.words.split(' ')).toHaveLength(24);
    world.plant({ name: 'recovery words', text: recovered.words });
  });

  it('E-25: the words come out after the password alone, and are gone after a lock', async () => {
    const window = await wallet.unlock(credentials);
    await window.page.getByText(recovered.fingerprint).first().waitFor();
    const words = await exportWords(window, () => wallet.signer(), credentials.password);
    expect(words).toBe(recovered.words);
    const { signer: pid = 0 } = await world.app().processes();
    expect(isRunning(pid)).toBe(true);
    await world.app().powerMonitor.fire('lock-screen');
    await until(() => !isRunning(pid), { what: 'the end of the signer that showed them' });
    const signer = await wallet.signer();
    await signer.see(/^Unlock /);
    const few = recovered.words.split(' ').slice(0, 3).join(' ');
    expect(await findInHeap(signer.page, [recovered.words, few, credentials.password])).toEqual([]);
  });

  it('a wrong password shows nothing', async () => {
    const window = await wallet.unlock(credentials);
    await window.goTo('Settings');
    await window.press(/^Export$/);
    const signer = await wallet.signer();
    await signer.see('Export secrets');
    await signer.field('password').fill(`${credentials.password}x`);
    await signer.press('Continue');
    await signer.page.getByText('Not the password of this account').waitFor();
    expect(await signer.page.locator('[data-secret]').count()).toBe(0);
    await signer.press('Cancel');
    await window.title('Settings').waitFor();
  });

  it('has a sheet that is saved as a PDF: a page of it, in print dress, without a secret', async () => {
    const window = await wallet.window();
    await window.press(/^Show$/);
    const signer = await wallet.signer();
    await signer.see('Your recovery sheet');
    await album.add(signer.page, 'signer-account-sheet');
    await world.app().dialogs.answerSave(sheetFile);
    await signer.press('Save as PDF without the secrets');
    await signer.page.getByText('The sheet is saved').waitFor();
    const pdf = readFileSync(sheetFile);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await signer.page.emulateMedia({ media: 'print' });
    const printed = await signer.page.locator('body').innerText();
    await signer.page.screenshot({ path: sheetFile.replace(/pdf$/, 'png'), fullPage: true });
    await signer.page.emulateMedia({ media: null });
    for (const text of [recovered.fingerprint, credentials.username, 'SHA-256 of recover.mjs'])
      expect(printed).toContain(text);
    expect(printed.replaceAll(/\s/g, '')).toContain(address);
    for (const secret of [credentials.password, recovered.words]) expect(printed).not.toContain(secret);
    await signer.press('Close');
  });

  it('keeps a label for a coin', async () => {
    world.devnet.fund(address, [DEPOSIT]);
    const window = await wallet.window();
    await window.seeTotal(DEPOSIT);
    await window.goTo('Coins');
    const button = window.main.getByRole('button', { name: /^Label of coin of/ });
    await button.click();
    const field = window.main.getByRole('textbox', { name: /^Label of coin of/ });
    await field.fill(LABEL);
    await field.press('Enter');
    await window.main.getByText(LABEL).waitFor();
  });

  it('twelve words from elsewhere give their known addresses', async () => {
    const window = await wallet.window();
    await chooseAccount(window, 'Add an account');
    const signer = await wallet.signer();
    await signer.see('Add an account');
    await importWords(signer, abandonAbout.words, DEVICE_PASSWORD);
    expect(await signer.page.getByText(abandonAbout.addresses[0] ?? '').count()).toBe(1);
    await signer.field('label').fill(OTHER);
    await signer.press(/^Add (this account|it although it is empty)$/);
    await seeAccount(await wallet.window(), OTHER);
    expect(await receiveAddress()).toBe(abandonAbout.addresses[0]);
  });

  it('shows nothing of the first account in the second', async () => {
    const window = await wallet.window();
    await window.seeTotal(0n);
    await window.goTo('Activity');
    await window.main.getByText('Payments you make and receive appear here', { exact: false }).waitFor();
    await window.goTo('Coins');
    expect(await window.main.getByText(LABEL).count()).toBe(0);
    expect(await findInHeap(window.page, [address, LABEL])).toEqual([]);
  });

  it('goes back to the first one without a password, and shows nothing of the second in it', async () => {
    await chooseAccount(await wallet.window(), new RegExp(recovered.fingerprint));
    const window = await wallet.window();
    await seeAccount(window, recovered.fingerprint);
    expect(await receiveAddress()).toBe(address);
    expect((await world.app().windows()).filter(({ isVisible }) => isVisible).map(({ kind }) => kind)).toEqual(['app']);
    await window.seeTotal(DEPOSIT);
    await hasLabelledCoin();
    expect(await findInHeap(window.page, [abandonAbout.addresses[0] ?? ''])).toEqual([]);
  });

  it('E-27: a lock locks both', async () => {
    await wallet.lock();
    const signer = await wallet.signer();
    await signer.page.getByRole('combobox').waitFor();
    await wallet.unlock(credentials);
    const window = await wallet.window();
    await window.page.getByRole('button', { name: /^Account: / }).click();
    const menu = window.page.getByRole('dialog', { name: 'Account' });
    await menu.getByRole('button', { name: /Locked$/ }).waitFor();
    await window.page.keyboard.press('Escape');
  });

  it('saves a backup that shows nothing to whoever finds it', async () => {
    const window = await wallet.window();
    await world.app().dialogs.answerSave(backup);
    await window.goTo('Settings');
    await window.press('Save a backup');
    await window.main.getByText('Backup saved').waitFor();
    const content = readFileSync(backup, 'latin1');
    for (const text of [LABEL, credentials.password, credentials.username, address])
      expect(content).not.toContain(text);
  });

  it('E-36: a damaged profile is said to be damaged and is left as it is', async () => {
    await world.close();
    const file = join(world.profileDir, 'store', 'wallet.db');
    const damaged = Buffer.from(readFileSync(file));
    damaged.fill(0x5a, 0, 4_096);
    writeFileSync(file, damaged);
    for (const more of ['-wal', '-shm']) rmSync(`${file}${more}`, { force: true });
    await world.launch();
    const signer = await wallet.signer();
    await signer.page.getByText('The local database is damaged').first().waitFor();
    await album.add(signer.page, 'signer-profile-damaged');
    await world.close();
    expect(readFileSync(file).equals(damaged)).toBe(true);
  });

  it('restores it on a fresh profile', async () => {
    rmSync(world.profileDir, { recursive: true });
    mkdirSync(world.profileDir);
    await world.launch();
    const window = await wallet.signIn(credentials);
    await window.seeTotal(DEPOSIT);
    await window.goTo('Coins');
    await window.main.getByRole('button', { name: /^Label of coin of/ }).waitFor();
    expect(await window.main.getByText(LABEL).count()).toBe(0);
    await world.app().dialogs.answerOpen(backup);
    await window.goTo('Settings');
    await window.press('Restore a backup');
    await window.main.getByText('Backup restored').waitFor();
    await hasLabelledCoin();
  });

  it('axe finds no barrier on these screens', () => {
    expect(album.barriers).toEqual([]);
  });
});
