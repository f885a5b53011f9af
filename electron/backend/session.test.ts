import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { isWalletError } from '../../wallet-core/errors/index.ts';
import { type ChannelName, channels } from '../../wallet-core/ipc/index.ts';
import { fromHex, utf8 } from '../../wallet-core/primitives/index.ts';
import { runBackend } from './run.ts';
import { settle } from './testing/fake-clock.ts';
import { fakePeer } from './testing/fake-port.ts';
import { draft, FLUX, STRANGER, startHarness } from './testing/harness.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { testAccount } from './testing/test-account.ts';

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (thrown) {
    return isWalletError(thrown) ? thrown.code : `not coded: ${String(thrown)}`;
  }
  return 'no error';
}

function filesWith(folder: string, needle: Uint8Array): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(Buffer.from(needle)))
    .map((entry) => entry.name);
}

test('E-35: neither the storage key nor what private rows say can be found in the profile folder', async () => {
  const { devnet, folder, account, start } = await startHarness();
  const wallet = start();
  await wallet.main.call('throttle.fail', { username: 'planted-name' });
  await wallet.open();
  const address = await wallet.receiveAddress();
  const [funding = ''] = devnet.fund(address, 10n * FLUX);
  await wallet.refresh();
  const { sendId, txid } = await wallet.send({ message: 'planted message' });
  await wallet.reaches(sendId, 'pending');
  const coin = `${funding}:0`;
  await wallet.app.call('label.set', { target: { kind: 'transaction', txid }, text: 'planted label' });
  await wallet.app.call('coins.freeze', { outpoint: coin, frozen: true });
  await wallet.app.call('receive.next', { chain: 'flux' });
  devnet.mine();
  await wallet.refresh();
  await codeOf(
    wallet.app.call('send.prepare', { draft: draft({ recipients: [{ address: 'nonsense', amount: '1' }] }) }),
  );

  const key = account.open.storageKey ?? '';
  const planted: readonly Uint8Array[] = [
    ...[key, 'planted message', 'planted label', 'planted-name', txid, funding, address, STRANGER].map(utf8),
    utf8(account.open.publicKeys.flux ?? 'none'),
    fromHex(key),
    fromHex(txid),
    utf8(Buffer.from(fromHex(key)).toString('base64')),
  ];
  for (const secret of planted) expect(filesWith(folder, secret)).toEqual([]);
  await wallet.lock();
  await wallet.stop();
  for (const secret of planted) expect(filesWith(folder, secret)).toEqual([]);
  // The search itself works: what is declared as readable is found.
  expect(filesWith(folder, utf8('Savings'))).not.toEqual([]);
});

test('after a lock everything private answers session.locked and the window hears nothing more', async () => {
  const { devnet, clock, start } = await startHarness();
  const wallet = start();
  await wallet.open();
  await wallet.refresh();
  await wallet.lock();
  const before = wallet.app.events.length;
  devnet.mine();
  await clock.advance(60_000);
  expect(wallet.app.events.length).toBe(before);
  const names = (Object.keys(channels) as ChannelName[]).filter((name) => channels[name].to === 'backend');
  for (const name of names.filter((one) => channels[one].needsSession)) {
    const peer = channels[name].from.some((party) => party === 'app') ? wallet.app : wallet.main;
    expect(await peer.callRaw(name, {})).toMatchObject({ ok: false, error: { code: 'session.locked' } });
  }
});

test('a lock drops what is known about the account from memory', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const { devnet, start } = await startHarness();
  const kept: WeakRef<object>[] = [];
  const wallet = start({
    checkpoint: () => undefined,
    onSession: (session) => kept.push(new WeakRef(session)),
  });
  await wallet.open();
  devnet.fund(await wallet.receiveAddress(), 10n * FLUX);
  await wallet.refresh();
  expect(kept.map((ref) => ref.deref() === undefined)).toEqual([false]);
  await wallet.lock();
  for (let i = 0; i < 20 && kept[0]?.deref() !== undefined; i++) {
    await settle();
    collect();
  }
  expect(kept[0]?.deref()).toBeUndefined();
});

test('another storage key, or none, does not open the rows of an account', async () => {
  const { start } = await startHarness();
  const wallet = start();
  await wallet.open();
  await wallet.lock();
  expect(await codeOf(wallet.open(testAccount(7, { storageKey: 'ab'.repeat(32) })))).toBe('vault.wrong-key');
  expect(await codeOf(wallet.open(testAccount(7, { storageKey: null })))).toBe('vault.wrong-key');
  expect(await wallet.app.callRaw('state.read', {})).toMatchObject({ error: { code: 'session.locked' } });
  await wallet.open();
  await wallet.refresh();
});

test('a watch-only account has no key: it shows balances and hands out its one address', async () => {
  const { devnet, start } = await startHarness();
  devnet.fund(STRANGER, 2n * FLUX);
  const wallet = start();
  const watched = [{ chain: 'flux' as const, address: STRANGER }];
  await wallet.open(
    testAccount(8, { storageKey: null, publicKeys: { flux: null, bitcoin: null, fluxId: null, watched } }),
  );
  await wallet.refresh();
  expect(await wallet.receiveAddress()).toBe(STRANGER);
  expect((await wallet.place()).balance?.spendable).toBe((2n * FLUX).toString());
  expect(await codeOf(wallet.app.call('receive.next', { chain: 'flux' }))).toBe('chain.not-supported');
  expect(await codeOf(wallet.prepare())).toBe('chain.not-supported');
});

test('E-21: opening an account without secrets clears no failures; one with its id for a name clears its own', async () => {
  const { start } = await startHarness();
  const wallet = start();
  const failures = async (username: string) => (await wallet.main.call('throttle.read', { username })).failures;
  const watched = [{ chain: 'flux' as const, address: STRANGER }];
  const watching = testAccount(8, {
    storageKey: null,
    publicKeys: { flux: null, bitcoin: null, fluxId: null, watched },
  });
  const imported = testAccount(9);
  const { accountId } = imported.open.account;
  const nameless = { kind: 'imported' as const, username: null };
  for (const username of ['anna', accountId]) await wallet.main.call('throttle.fail', { username });
  await failures('anna');
  await wallet.open({ ...watching, open: { ...watching.open, account: { ...watching.open.account, username: null } } });
  expect([await failures('anna'), await failures(accountId)]).toEqual([1, 1]);
  await failures('anna');
  await wallet.open({ ...imported, open: { ...imported.open, account: { ...imported.open.account, ...nameless } } });
  expect([await failures('anna'), await failures(accountId)]).toEqual([1, 0]);
});

test('accounts are kept apart; forgetting one removes its rows and blobs and locks it', async () => {
  const { folder, start } = await startHarness();
  const wallet = start();
  const other = testAccount(9);
  await wallet.open();
  await wallet.app.call('label.set', { target: { kind: 'address', address: STRANGER }, text: 'mine' });
  await wallet.open(other);
  expect((await wallet.app.call('state.read', {})).account.accountId).toBe(other.open.account.accountId);
  const { accountId } = other.open.account;
  await wallet.main.call('backend.blob-write', { accountId, name: 'policy', blob: 'c0ffee0ddba11' + '0' });
  expect(await wallet.main.call('backend.blob-read', { accountId, name: 'policy' })).toEqual({
    blob: 'c0ffee0ddba110',
  });
  expect((await wallet.main.call('device.read', {})).accounts).toHaveLength(2);
  await wallet.main.call('backend.forget', { accountId });
  expect(await wallet.app.callRaw('state.read', {})).toMatchObject({ error: { code: 'session.locked' } });
  expect(await wallet.main.call('backend.blob-read', { accountId, name: 'policy' })).toEqual({ blob: null });
  expect((await wallet.main.call('device.read', {})).accounts.map((account) => account.accountId)).not.toContain(
    accountId,
  );
  expect(filesWith(folder, utf8(accountId))).toEqual([]);
});

test('an account that is not to be remembered is not in the list', async () => {
  const { start } = await startHarness();
  const wallet = start();
  await wallet.open(testAccount(7, { remember: false }));
  expect((await wallet.main.call('device.read', {})).accounts).toEqual([]);
});

function startOn(profileDir: string, serversFile: string | null = null) {
  const main = fakePeer();
  runBackend({ port: main.port, exit: () => undefined, onUncaught: () => undefined });
  main.send({ type: 'start', profileDir, serversFile, demo: true, version: '0.0.0' });
  return main;
}

test('a profile that cannot be opened is answered for, call by call, with the reason', async () => {
  const { folder, start } = await startHarness();
  const wallet = start();
  expect(await codeOf(startOn(folder).call('device.read', {}))).toBe('store.locked-by-other');
  await wallet.stop();
  truncateSync(join(folder, 'wallet.db'), 5_000);
  const main = startOn(folder);
  expect(await codeOf(main.call('device.read', {}))).toBe('store.corrupt');
  expect(await codeOf(main.call('backend.open', testAccount().open))).toBe('store.corrupt');
});

test.each([
  ['{"flux":[{"kind":"insight","url":"http://explorer.invalid"}]}'],
  ['{"flux":[]}'],
  ['{"flux":[{"kind":"other","url":"https://explorer.invalid"}]}'],
  ['{"flux":[{"kind":"insight","url":"https://a:b@explorer.invalid"}]}'],
  ['not json'],
])('E-19: a servers file that says %s is refused', async (text) => {
  const file = join(temporaryFolder(), 'servers.json');
  writeFileSync(file, text);
  expect(await codeOf(startOn(temporaryFolder(), file).call('device.read', {}))).toBe('input.bad');
});

test('what nobody caught becomes a fault for main, without its words', async () => {
  const main = fakePeer();
  let report: (thrown: unknown) => void = () => undefined;
  const profileDir = temporaryFolder();
  runBackend({
    port: main.port,
    exit: () => undefined,
    onUncaught: (listener) => {
      report = listener;
    },
  });
  main.send({ type: 'start', profileDir, serversFile: null, demo: true, version: '0.0.0' });
  report(new Error('planted words'));
  expect(main.events).toEqual([{ event: 'backend.fault', payload: { error: { code: 'internal', data: {} } } }]);
  expect(filesWith(profileDir, utf8('planted words'))).toEqual([]);
  expect(filesWith(profileDir, utf8('backend.fault'))).toEqual(['backend.log']);
  main.send({ type: 'stop' });
});
