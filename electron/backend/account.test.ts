import { expect, test } from 'vitest';
import { createAccountAddresses } from '../../chains/flux/network/account-addresses.ts';
import { isWalletError } from '../../wallet-core/errors/index.ts';
import type { ActivityFilter, RequestOf, Settings } from '../../wallet-core/ipc/index.ts';
import { draft, FLUX, type Running, STRANGER, startHarness, until } from './testing/harness.ts';
import { testAccount } from './testing/test-account.ts';

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (thrown) {
    return isWalletError(thrown) ? thrown.code : `not coded: ${String(thrown)}`;
  }
  return 'no error';
}

const everything: ActivityFilter = { search: '', kinds: [], includeSuspicious: false };

const page = (wallet: Running, filter: Partial<ActivityFilter> = {}, more: Partial<RequestOf<'activity.page'>> = {}) =>
  wallet.app.call('activity.page', { filter: { ...everything, ...filter }, offset: 0, limit: 100, ...more });

async function settings(wallet: Running): Promise<Settings> {
  return (await wallet.main.call('device.read', {})).settings;
}

test('before the first answer nothing is known; after it, numbers have a source and an age', async () => {
  const { devnet, clock, start } = await startHarness();
  await devnet.setFault({ fault: { kind: 'refuse-connections' } });
  const wallet = start();
  await wallet.open();
  await wallet.refresh();
  expect(await wallet.place()).toMatchObject({ balance: null, provenance: null, error: { code: 'network.offline' } });
  const validation = await wallet.app.call('send.validate', { draft: draft() });
  expect(validation).toMatchObject({ fee: null, provenance: null, errors: [{ code: 'network.offline' }] });
  await devnet.clearFaults();
  await clock.advance(5 * 60_000);
  await wallet.refresh();
  const place = await wallet.place();
  expect(place.balance?.spendable).toBe('0');
  expect(place.provenance?.source).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(place.provenance?.height).toBe(devnet.tip().height);
});

test('after an unlock the last values show at once with their age, also offline', async () => {
  const { devnet, clock, start } = await startHarness();
  const first = start();
  await first.open();
  devnet.fund(await first.receiveAddress(), 7n * FLUX);
  await first.refresh();
  await until(async () => expect((await page(first)).complete).toBe(true));
  const known = await first.place();
  await first.lock();
  await first.stop();
  await devnet.setFault({ fault: { kind: 'refuse-connections' } });
  await clock.advance(3_600_000);
  const second = start();
  await second.open();
  const { portfolio, sync } = await second.app.call('state.read', {});
  expect(portfolio.places[0]).toMatchObject({ balance: known.balance, provenance: known.provenance });
  expect(sync.chains[0]?.state).toMatch(/^(?:stale|failed)$/);
  expect((await page(second)).items).toHaveLength(1);
});

test('a payment shows as incoming, then as spendable; the person is told of it once', async () => {
  const { devnet, clock, start } = await startHarness();
  const wallet = start();
  await wallet.open();
  await wallet.refresh();
  await until(async () => expect((await page(wallet)).complete).toBe(true));
  const [txid = ''] = devnet.fund(await wallet.receiveAddress(), 2n * FLUX, { confirm: false });
  // Nobody asks: the wallet looks by itself.
  await clock.advance(16_000);
  await until(async () => expect((await wallet.place()).balance?.incoming).toBe((2n * FLUX).toString()));
  expect((await page(wallet)).items).toMatchObject([{ txid, kind: 'received', status: { kind: 'pending' } }]);
  devnet.mine();
  await wallet.refresh();
  expect((await wallet.place()).balance).toMatchObject({ incoming: '0', spendable: (2n * FLUX).toString() });
  expect((await page(wallet)).items).toMatchObject([{ status: { kind: 'confirmed', confirmations: 1 } }]);
  expect(wallet.notices().filter(({ kind }) => kind === 'received')).toEqual([
    { kind: 'received', chain: 'flux', txid },
  ]);
});

test('an unchanged tip is noticed with one question per server round, without reading the history again', async () => {
  const { devnet, clock, start } = await startHarness();
  const wallet = start();
  await wallet.open();
  devnet.fund(await wallet.receiveAddress(), FLUX);
  await wallet.refresh();
  await until(async () => expect((await page(wallet)).complete).toBe(true));
  const before = devnet.requests.list().length;
  await clock.advance(15_000);
  await until(() => expect(devnet.requests.list().length).toBeGreaterThan(before));
  await wallet.place();
  const asked = devnet.requests
    .list()
    .slice(before)
    .map(({ url }) => url);
  expect(asked.filter((path) => path.includes('/txs'))).toEqual([]);
});

test('a long history arrives in the background, page by page, and says when it is complete', async () => {
  const { devnet, start } = await startHarness();
  const wallet = start();
  await wallet.open();
  const address = await wallet.receiveAddress();
  for (let i = 0; i < 6; i++) devnet.payouts(address, 1, FLUX);
  for (let i = 0; i < 20; i++) devnet.mineTo(address, { blocks: 8 });
  await wallet.refresh();
  await until(async () => expect((await page(wallet)).complete).toBe(true));
  const all = await page(wallet, {}, { limit: 500 });
  expect(all.total).toBe(166);
  expect(new Set(all.items.map(({ txid }) => txid)).size).toBe(166);
  const second = await page(wallet, {}, { offset: 100, limit: 50 });
  expect(second.items.map(({ txid }) => txid)).toEqual(all.items.slice(100, 150).map(({ txid }) => txid));
  expect((await page(wallet, { kinds: ['received'] })).total).toBe(6);
  const csv = await wallet.app.call('activity.export', { filter: { ...everything, kinds: ['received'] } });
  expect(csv.rows).toBe(6);
  expect(csv.csv.trimEnd().split('\r\n')).toHaveLength(7);
});

test('a reorganisation that drops a received payment takes it out of the history and the balance', async () => {
  const { devnet, start } = await startHarness();
  const wallet = start();
  await wallet.open();
  const address = await wallet.receiveAddress();
  devnet.fund(address, FLUX);
  devnet.mineTo(address);
  await wallet.refresh();
  await until(async () => expect((await page(wallet)).complete).toBe(true));
  expect((await page(wallet)).total).toBe(2);
  devnet.reorg(1, { keepTransactions: false });
  await wallet.refresh();
  expect((await page(wallet)).items.map(({ kind }) => kind)).toEqual(['received']);
  expect((await wallet.place()).balance?.immature).toBe('0');
});

test('T-03: dust from strangers is folded and can be unfolded', async () => {
  const { devnet, start } = await startHarness();
  const wallet = start();
  await wallet.open();
  const address = await wallet.receiveAddress();
  devnet.fund(address, FLUX);
  devnet.fund(address, 546n);
  await wallet.refresh();
  await until(async () => expect((await page(wallet)).complete).toBe(true));
  expect(await page(wallet)).toMatchObject({ total: 1, suspiciousCount: 1 });
  const unfolded = await page(wallet, { includeSuspicious: true });
  expect(unfolded.items.map(({ suspicious }) => suspicious).sort()).toEqual([false, true]);
  expect(wallet.notices()).toEqual([]);
});

test('frozen outputs and labels survive a restart; frozen ones are not spent', async () => {
  const { devnet, start } = await startHarness();
  const first = start();
  await first.open();
  const address = await first.receiveAddress();
  const [txid = ''] = devnet.fund(address, 5n * FLUX);
  devnet.fund(address, 4n * FLUX);
  await first.refresh();
  const { coins } = await first.app.call('coins.read', { chain: 'flux' });
  const large = coins.find(({ value }) => value === (5n * FLUX).toString())?.outpoint ?? '';
  await first.app.call('coins.freeze', { outpoint: large, frozen: true });
  await first.app.call('label.set', { target: { kind: 'coin', outpoint: large }, text: 'rainy day' });
  await first.app.call('label.set', { target: { kind: 'transaction', txid }, text: 'salary' });
  expect(await codeOf(first.app.call('label.set', { target: { kind: 'transaction', txid }, text: 'a\u202eb' }))).toBe(
    'input.bad',
  );
  await first.lock();
  await first.stop();

  const second = start();
  await second.open();
  await second.refresh();
  expect((await second.place()).balance).toMatchObject({
    frozen: (5n * FLUX).toString(),
    spendable: (4n * FLUX).toString(),
  });
  const again = await second.app.call('coins.read', { chain: 'flux' });
  expect(again.coins.find(({ outpoint }) => outpoint === large)).toMatchObject({ state: 'frozen', label: 'rainy day' });
  await until(async () =>
    expect((await page(second, { search: 'salary' })).items).toMatchObject([{ txid, label: 'salary' }]),
  );
  const tooMuch = draft({ recipients: [{ address: STRANGER, amount: (6n * FLUX).toString() }] });
  expect(await codeOf(second.app.call('send.prepare', { draft: tooMuch }))).toBe('chain.insufficient-funds');
  await second.app.call('coins.freeze', { outpoint: large, frozen: false });
  expect(await codeOf(second.app.call('send.prepare', { draft: tooMuch }))).toBe('no error');
});

test('T-08: a collateral is shown apart and not spent unless unlocked', async () => {
  const { devnet, start } = await startHarness();
  const wallet = start();
  await wallet.open();
  devnet.fund(await wallet.receiveAddress(), 1_000n * FLUX);
  await wallet.refresh();
  expect((await wallet.place()).balance).toMatchObject({ collateral: (1_000n * FLUX).toString(), spendable: '0' });
  expect(await codeOf(wallet.prepare())).toBe('chain.insufficient-funds');
  const { coins } = await wallet.app.call('coins.read', { chain: 'flux' });
  const outpoint = coins[0]?.outpoint ?? '';
  expect(await codeOf(wallet.prepare({ inputs: [outpoint], unlockedCollateral: [outpoint] }))).toBe('no error');
});

test('receive: one stable address, the next on request up to the gap limit, found again on another device', async () => {
  const { devnet, clock, start } = await startHarness();
  const first = start();
  await first.open();
  const initial = await first.receiveAddress();
  devnet.fund(initial, FLUX);
  await first.refresh();
  expect(await first.receiveAddress()).toBe(initial);
  for (let i = 1; i <= 20; i++) {
    const view = await first.app.call('receive.next', { chain: 'flux' });
    expect(view.current.index).toBe(i);
  }
  await clock.advance(1_000);
  expect(await codeOf(first.app.call('receive.next', { chain: 'flux' }))).toBe('chain.gap-limit');
  const view = await first.app.call('receive.read', { chain: 'flux' });
  expect(view.previous[0]).toMatchObject({ index: 19, used: false });
  expect(view.previous.at(-1)).toMatchObject({ index: 0, used: true });
  // A payment to the last one makes room again.
  devnet.fund(view.current.address, FLUX);
  await first.refresh();
  expect((await first.place()).balance?.spendable).toBe((2n * FLUX).toString());
  expect((await first.app.call('receive.next', { chain: 'flux' })).current.index).toBe(21);
  await first.lock();
  await first.main.call('backend.forget', { accountId: testAccount().open.account.accountId });

  await first.open();
  await first.refresh();
  expect((await first.app.call('receive.read', { chain: 'flux' })).current.index).toBe(20);
  expect((await first.place()).balance?.spendable).toBe((2n * FLUX).toString());
});

test('addresses that another device has used since are found, with all of their history', async () => {
  const { devnet, start } = await startHarness();
  const elsewhere = createAccountAddresses(testAccount().open.publicKeys.flux ?? '');
  const wallet = start();
  await wallet.open();
  const address = await wallet.receiveAddress();
  // Beyond the gap: nobody can know of it yet, and its payment is older than a page of what follows.
  devnet.fund(elsewhere.at('receive', 25).address, 3n * FLUX);
  for (let i = 0; i < 20; i++) devnet.mineTo(address, { blocks: 8 });
  await wallet.refresh();
  await until(async () => expect(await page(wallet)).toMatchObject({ total: 160, complete: true }));
  devnet.fund(elsewhere.at('receive', 10).address, 2n * FLUX);
  await wallet.refresh();
  const { coins } = await wallet.app.call('coins.read', { chain: 'flux' });
  expect(coins.map(({ value }) => value)).toEqual(
    expect.arrayContaining([(2n * FLUX).toString(), (3n * FLUX).toString()]),
  );
  await until(async () => expect(await page(wallet)).toMatchObject({ total: 162, complete: true }));
});

test('a payment to the next address makes the one after it watched, without being asked', async () => {
  const { devnet, clock, start } = await startHarness();
  const elsewhere = createAccountAddresses(testAccount().open.publicKeys.flux ?? '');
  const wallet = start();
  await wallet.open();
  await wallet.refresh();
  devnet.fund(elsewhere.at('receive', 0).address, FLUX);
  devnet.fund(elsewhere.at('receive', 3).address, FLUX);
  await clock.advance(16_000);
  await until(async () => expect((await wallet.place()).balance?.spendable).toBe((2n * FLUX).toString()));
});

test('before the coins were read the finding says so, and unknown is not zero', async () => {
  const { devnet, start } = await startHarness();
  await devnet.setFault({ fault: { kind: 'latency', ms: 60_000 } });
  const wallet = start();
  await wallet.open();
  const judged = (amount: string) =>
    wallet.app.call('send.validate', { draft: draft({ recipients: [{ address: STRANGER, amount }] }) });
  const unknown = { fee: null, total: null, provenance: null, warnings: [] };
  expect(await judged((3n * FLUX).toString())).toMatchObject({ ...unknown, amount: (3n * FLUX).toString() });
  expect(await judged('max')).toMatchObject({ ...unknown, amount: null });
  expect((await judged('max')).errors.map(({ code }) => code)).toEqual(['send.balance-unknown']);
  await devnet.clearFaults();
});

test('validation warns of first payments, own addresses and old numbers', async () => {
  const { devnet, clock, start } = await startHarness();
  const wallet = start();
  await wallet.open();
  const own = await wallet.receiveAddress();
  devnet.fund(own, 10n * FLUX);
  await wallet.refresh();
  const warnings = async (address: string) =>
    (
      await wallet.app.call('send.validate', { draft: draft({ recipients: [{ address, amount: FLUX.toString() }] }) })
    ).warnings.map(({ code }) => code);
  expect(await warnings(STRANGER)).toContain('send.recipient-first-time');
  expect(await warnings(own)).toEqual(['send.recipient-own']);
  const { sendId } = await wallet.send();
  await wallet.reaches(sendId, 'pending');
  expect(await warnings(STRANGER)).not.toContain('send.recipient-first-time');
  await devnet.setFault({ fault: { kind: 'refuse-connections' } });
  await clock.advance(10 * 60_000);
  await wallet.refresh();
  expect(await warnings(STRANGER)).toContain('send.stale-balance');
});

test('the preview of keys says what they would find and stores nothing', async () => {
  const { devnet, start } = await startHarness();
  const wallet = start();
  const { publicKeys } = testAccount().open;
  const empty = await wallet.main.call('backend.preview', { publicKeys });
  expect(empty).toMatchObject({ total: '0', usedCount: 0, error: null });
  const address = empty.addresses[0]?.address ?? '';
  expect(empty.addresses[0]).toMatchObject({ path: "m/44'/19167'/0'/0/0", used: false });
  devnet.fund(address, 3n * FLUX);
  expect(await wallet.main.call('backend.preview', { publicKeys })).toMatchObject({
    total: (3n * FLUX).toString(),
    usedCount: 1,
    addresses: [{ address, used: true }],
  });
  await devnet.setFault({ fault: { kind: 'refuse-connections' } });
  const offline = await wallet.main.call('backend.preview', { publicKeys });
  expect(offline).toMatchObject({ total: null, usedCount: null, addresses: [{ address, used: false }] });
  expect(offline.error?.code).toMatch(/^(?:network|server)\./);
  expect((await wallet.main.call('device.read', {})).accounts).toEqual([]);
});

test('settings are checked, kept and told to both sides; servers take effect at once', async () => {
  const { devnet, start } = await startHarness();
  const wallet = start();
  await wallet.open();
  await wallet.refresh();
  const before = await settings(wallet);
  const servers = (...flux: Settings['servers']['flux']) => ({ ...before, servers: { flux } });
  for (const url of [
    'http://explorer.invalid',
    'https://a:b@explorer.invalid',
    'ftp://explorer.invalid',
    'https://x.invalid/?q',
    'nonsense',
  ]) {
    expect(await codeOf(wallet.app.call('settings.update', { settings: servers({ kind: 'insight', url }) }))).toBe(
      'input.bad',
    );
  }
  const twice = { kind: 'insight' as const, url: devnet.urls.insight2 };
  expect(await codeOf(wallet.app.call('settings.update', { settings: servers(twice, twice) }))).toBe('input.bad');
  await wallet.app.call('settings.update', { settings: { ...servers(twice), theme: 'dark' } });
  expect(await settings(wallet)).toMatchObject({ theme: 'dark', servers: { flux: [twice] } });
  expect(wallet.main.events.filter(({ event }) => event === 'backend.settings')).toHaveLength(1);
  // No server at all means the standard ones.
  const none = { ...before, servers: { flux: [] } };
  expect(await wallet.app.call('settings.update', { settings: none })).toMatchObject({ servers: before.servers });
  await wallet.app.call('settings.update', { settings: { ...servers(twice), theme: 'dark' } });
  await wallet.refresh();
  expect((await wallet.place()).provenance?.source).toBe(new URL(devnet.urls.insight2).host);
  await wallet.lock();
  await wallet.stop();
  // The servers of a local world are given at each start; the rest is the person's.
  const next = start();
  expect(await settings(next)).toMatchObject({ theme: 'dark', servers: before.servers });
});

test('a server can be tried before it is listed', async () => {
  const { devnet, start } = await startHarness();
  const wallet = start();
  await wallet.open();
  const result = await wallet.app.call('server.test', { server: { kind: 'blockbook', url: devnet.urls.blockbook } });
  expect(result.height).toBe(devnet.tip().height);
  const wrong = wallet.app.call('server.test', { server: { kind: 'blockbook', url: devnet.urls.insight } });
  expect(await codeOf(wrong)).toMatch(/^(?:network|server)\./);
});

test('the local world cannot be left through a server of the person’s choice', async () => {
  const { clock, start } = await startHarness();
  const wallet = start();
  await wallet.open();
  await clock.advance(1_000);
  const outside = wallet.app.call('server.test', { server: { kind: 'insight', url: 'https://explorer.invalid' } });
  expect(await codeOf(outside)).toBe('network.refused-host');
});

test('links and bare addresses become proposals', async () => {
  const { start } = await startHarness();
  const wallet = start();
  const parse = (text: string) => wallet.main.call('backend.parse-link', { text });
  const { link } = await parse(` flux:${STRANGER}?amount=1.5&message=lunch `);
  expect(link).toMatchObject({ kind: 'pay', chain: 'flux', address: STRANGER, amount: '150000000', message: 'lunch' });
  expect((await parse(STRANGER)).link).toMatchObject({ address: STRANGER, amount: null });
  expect(await codeOf(parse('hello'))).toBe('link.bad-form');
  expect(await codeOf(parse(`flux:${STRANGER}?message=${'x'.repeat(400)}`))).toBe('link.bad-form');
  const login = 'zel:?action=sign&message=1234567890123abcdefghijklmnopqrstuvwxyz0123456';
  expect((await parse(login)).link).toEqual({
    kind: 'sign',
    text: login,
    message: '1234567890123abcdefghijklmnopqrstuvwxyz0123456',
    messageUrl: null,
    callback: null,
  });
});

test('state: one growing version, bursts gathered, first everything and then what changes', async () => {
  const { devnet, clock, start } = await startHarness();
  const wallet = start();
  await wallet.open();
  await wallet.refresh();
  await clock.advance(1_000);
  const { version } = await wallet.app.call('state.read', {});
  const before = wallet.app.events.length;
  devnet.fund(await wallet.receiveAddress(), FLUX);
  await wallet.refresh();
  await clock.advance(200);
  const events = wallet.app.events.slice(before);
  const versions = events.map(({ payload }) => (payload as { version: number }).version);
  expect(Math.min(...versions)).toBeGreaterThan(version);
  expect([...versions]).toEqual([...versions].sort((a, b) => a - b));
  const portfolios = events.filter(({ event }) => event === 'state.portfolio');
  expect(portfolios.length).toBeLessThanOrEqual(4);
  expect(portfolios.at(-1)?.payload).toMatchObject({
    portfolio: { places: [{ balance: { spendable: FLUX.toString() } }] },
  });
  expect((await wallet.app.call('state.read', {})).version).toBe(versions.at(-1));
});
