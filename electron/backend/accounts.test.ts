/** Several accounts on one device, and what one takes along to another device. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isWalletError } from '../../wallet-core/errors/index.ts';
import { fromHex, SecretBytes, toHex, unsafeBrand } from '../../wallet-core/primitives/index.ts';
import { deriveBackupKey, formatBackup, openBackup, parseBackup, sealBackup } from '../../wallet-core/vault/backup.ts';
import { systemRandom } from './system/random.ts';
import { FLUX, type Harness, type Running, STRANGER, startHarness } from './testing/harness.ts';
import { type TestAccount, testAccount } from './testing/test-account.ts';

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (thrown) {
    return isWalletError(thrown) ? thrown.code : `not coded: ${String(thrown)}`;
  }
  return 'no error';
}

const idOf = (account: TestAccount) => account.open.account.accountId;

test('E-27: a page of one account never hears of another; its port is closed before the other is open', async () => {
  const { start } = await startHarness();
  const wallet = start();
  const other = testAccount(9);
  await wallet.open();
  const firstPage = wallet.app;
  const labelled = { kind: 'address', address: STRANGER } as const;
  await firstPage.call('label.set', { target: labelled, text: 'planted-first' });
  const heard = firstPage.events.length;
  await wallet.open(other);
  expect(firstPage.isClosed()).toBe(true);
  expect(wallet.app).not.toBe(firstPage);
  await wallet.refresh();
  let answered = false;
  void firstPage.callRaw('state.read', {}).then(() => {
    answered = true;
  });
  const state = await wallet.app.call('state.read', {});
  expect(state.account.accountId).toBe(idOf(other));
  expect(JSON.stringify(state)).not.toContain('planted-first');
  expect(answered).toBe(false);
  expect(firstPage.events).toHaveLength(heard);
  await wallet.open();
  expect((await wallet.app.call('state.read', {})).account.accountId).not.toBe(idOf(other));
});

test('an account that does not open leaves the one that is open as it is', async () => {
  const { start } = await startHarness();
  const wallet = start();
  const other = testAccount(9);
  await wallet.open(other);
  await wallet.open();
  const page = wallet.app;
  const wrong = testAccount(9, { storageKey: 'ab'.repeat(32) });
  expect(await codeOf(wallet.open(wrong))).toBe('vault.wrong-key');
  expect(wallet.app).toBe(page);
  expect((await wallet.app.call('state.read', {})).account.accountId).not.toBe(idOf(other));
  await wallet.refresh();
});

test('a label is what this device calls an account, whatever the signer remembers', async () => {
  const { start, account } = await startHarness();
  const wallet = start();
  await wallet.open();
  const accountId = idOf(account);
  const renamed = await wallet.main.call('backend.rename', { accountId, label: ' Holiday ' });
  expect(renamed).toMatchObject({ accountId, label: 'Holiday' });
  expect((await wallet.app.call('state.read', {})).account.label).toBe('Holiday');
  await wallet.lock();
  await wallet.open();
  expect((await wallet.app.call('state.read', {})).account.label).toBe('Holiday');
  expect((await wallet.main.call('device.read', {})).accounts).toMatchObject([{ label: 'Holiday' }]);

  const rename = (label: string, id = accountId) => wallet.main.call('backend.rename', { accountId: id, label });
  expect(await codeOf(rename('x', 'f'.repeat(16)))).toBe('account.unknown');
  expect(await codeOf(rename('  '))).toBe('input.bad');
  expect(await codeOf(rename('pay\u202epal'))).toBe('input.bad');
});

test('E-21: failed unlocks are counted over restarts of the app', async () => {
  const { start, clock } = await startHarness();
  const first = start();
  for (let i = 0; i < 6; i++) await first.main.call('throttle.fail', { username: 'anna' });
  await first.stop();
  await clock.advance(20_000);
  expect(await start().main.call('throttle.read', { username: 'anna' })).toEqual({ waitMs: 40_000, failures: 6 });
});

test('a wipe removes every file of the store; a new process finds an empty device', async () => {
  const { start, folder } = await startHarness();
  const wallet = start();
  await wallet.open();
  await wallet.app.call('label.set', { target: { kind: 'address', address: STRANGER }, text: 'rent' });
  expect(await wallet.main.call('backend.wipe', {})).toEqual({});
  expect(existsSync(join(folder, 'wallet.db'))).toBe(false);
  expect(readdirSync(folder).filter((name) => name.startsWith('wallet.db'))).toEqual([]);
  expect(await wallet.main.callRaw('device.read', {})).toMatchObject({ ok: false });
  await wallet.stop();
  expect((await start().main.call('device.read', {})).accounts).toEqual([]);
});

const address = { kind: 'address', address: STRANGER } as const;

/** One device with everything a backup takes: labels, a frozen coin, a payment, settings, a handed-out address. */
async function usedDevice(): Promise<Harness & { readonly wallet: Running; readonly txid: string; coin: string }> {
  const harness = await startHarness();
  const wallet = harness.start();
  await wallet.open();
  const [funding = ''] = harness.devnet.fund(await wallet.receiveAddress(), [10n * FLUX, 2n * FLUX]);
  await wallet.refresh();
  const { coins } = await wallet.app.call('coins.read', { chain: 'flux' });
  const coin = coins.find(({ value }) => value === (2n * FLUX).toString())?.outpoint ?? funding;
  await wallet.app.call('coins.freeze', { outpoint: coin, frozen: true });
  const { sendId, txid } = await wallet.send({ message: 'lunch' });
  await wallet.reaches(sendId, 'pending');
  await wallet.app.call('label.set', { target: address, text: 'landlord' });
  await wallet.app.call('label.set', { target: { kind: 'transaction', txid }, text: 'May' });
  await wallet.app.call('receive.next', { chain: 'flux' });
  const { settings } = await wallet.app.call('state.read', {});
  await wallet.app.call('settings.update', { settings: { ...settings, theme: 'dark', autoLockMinutes: 3 } });
  return { ...harness, wallet, txid, coin };
}

test('a backup opens on another device after sign-in: labels, frozen coins, payments, settings', async () => {
  const first = await usedDevice();
  const { file } = await first.wallet.main.call('backup.make', {});
  expect(Buffer.from(file, 'hex').includes('landlord')).toBe(false);

  const fresh = await first.onAnotherDevice();
  await fresh.open();
  await fresh.refresh();
  expect(await fresh.main.call('backup.apply', { file })).toMatchObject({ added: 5, kept: 0 });
  await fresh.refresh();
  const state = await fresh.app.call('state.read', {});
  expect(state.settings).toMatchObject({ theme: 'dark', autoLockMinutes: 3 });
  expect(state.sends.entries).toMatchObject([{ txid: first.txid, state: 'pending', message: 'lunch' }]);
  const { coins } = await fresh.app.call('coins.read', { chain: 'flux' });
  expect(coins.find(({ outpoint }) => outpoint === first.coin)?.state).toBe('frozen');
  const page = await fresh.app.call('activity.page', {
    filter: { search: 'May', kinds: [], includeSuspicious: false },
    offset: 0,
    limit: 10,
  });
  expect(page.items).toMatchObject([{ txid: first.txid, label: 'May' }]);
  expect((await fresh.app.call('receive.read', { chain: 'flux' })).current.index).toBe(1);

  // A second time nothing is new, and a restart finds all of it.
  expect(await fresh.main.call('backup.apply', { file })).toMatchObject({ added: 0 });
  await fresh.lock();
  await fresh.open();
  expect((await fresh.app.call('state.read', {})).sends.entries).toHaveLength(1);
  first.devnet.mine();
  await fresh.refresh();
  expect((await fresh.app.call('state.read', {})).sends.entries).toMatchObject([{ state: 'confirmed' }]);
});

test('what is newer here stays, and is counted as kept', async () => {
  const { wallet, clock } = await usedDevice();
  const { file } = await wallet.main.call('backup.make', {});
  await clock.advance(1_000);
  await wallet.app.call('label.set', { target: address, text: 'new landlord' });
  expect(await wallet.main.call('backup.apply', { file })).toEqual({ added: 0, kept: 1 });
  const { file: later } = await wallet.main.call('backup.make', {});
  const key = deriveBackupKey(new SecretBytes(new Uint8Array(32).fill(7)));
  const accountId = unsafeBrand<never>((await wallet.app.call('state.read', {})).account.accountId);
  const { labels } = parseBackup(openBackup(key, accountId, fromHex(later)));
  expect(labels.map(({ text }) => text).sort()).toEqual(['May', 'new landlord']);
  expect(labels.every(({ changedAtMs }) => changedAtMs !== null)).toBe(true);
});

test('a file of another account, a damaged one and one with a forged payment change nothing', async () => {
  const { wallet, account } = await usedDevice();
  const { file } = await wallet.main.call('backup.make', {});
  const key = deriveBackupKey(new SecretBytes(new Uint8Array(32).fill(7)));
  const accountId = unsafeBrand<never>(idOf(account));
  const content = parseBackup(openBackup(key, accountId, fromHex(file)));
  const seal = (change: object) =>
    toHex(sealBackup(key, accountId, formatBackup({ ...content, ...change }), systemRandom));
  const apply = (hex: string) => codeOf(wallet.main.call('backup.apply', { file: hex }));
  const before = await wallet.app.call('state.read', {});

  expect(await apply('')).toBe('vault.bad-format');
  expect(await apply(`${file.slice(0, -2)}00`)).toMatch(/^vault\.(tampered|bad-format)$/);
  const forged = content.journals.map((entry) => ({
    ...entry,
    updatedAtMs: entry.updatedAtMs + 1,
    text: JSON.stringify({
      ...(JSON.parse(entry.text) as object),
      updatedAtMs: entry.updatedAtMs + 1,
      txid: 'ab'.repeat(32),
    }),
  }));
  expect(await apply(seal({ journals: forged }))).toBe('vault.bad-format');
  expect(await apply(seal({ journals: [{ journal: 'claims', id: '1', updatedAtMs: 1, text: '{}' }] }))).toBe(
    'vault.newer-version',
  );
  expect(await wallet.app.call('state.read', {})).toEqual(before);

  await wallet.open(testAccount(9));
  expect(await apply(file)).toBe('vault.wrong-key');
});

test('an imported account is backed up with the key its signer gives, a watched one not at all', async () => {
  const { start } = await startHarness();
  const wallet = start();
  const { account } = testAccount(9).open;
  const imported = { account: { ...account, kind: 'imported' as const, username: null } };
  await wallet.open(testAccount(9, imported));
  expect(await codeOf(wallet.main.call('backup.make', {}))).toBe('input.bad');
  const secret = new SecretBytes(new Uint8Array(64).fill(9));
  const backupKey = toHex(deriveBackupKey(secret).unsafeReveal());
  await wallet.open(testAccount(9, { ...imported, backupKey }));
  const { file } = await wallet.main.call('backup.make', {});
  const opened = openBackup(deriveBackupKey(secret), unsafeBrand<never>(account.accountId), fromHex(file));
  expect(parseBackup(opened).labels).toEqual([]);

  const watched = { ...account, kind: 'watch' as const, accountId: 'a'.repeat(16) };
  await wallet.open(testAccount(11, { account: watched, storageKey: null }));
  expect(await codeOf(wallet.main.call('backup.make', {}))).toBe('input.bad');
});
