import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runBackend } from '../run.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { fakePeer } from '../testing/fake-port.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { testAccount } from '../testing/test-account.ts';

/** Made once by the first version of the wallet, kept for ever: every later version opens it and finds everything. */
const FIXTURE = new URL('./fixtures/format-1.db', import.meta.url);
const TXID = '1a1b392a882590a2b99ac19ee78ee570bb657f8f56bfc60e6db7ebe099d5710c';

test('E-36: a profile of format 1 opens with everything in it', async () => {
  const folder = temporaryFolder();
  const serversFile = join(temporaryFolder(), 'servers.json');
  writeFileSync(serversFile, '{"flux":[{"kind":"insight","url":"http://127.0.0.1:1"}]}');
  copyFileSync(FIXTURE, join(folder, 'wallet.db'));
  const main = fakePeer();
  const app = fakePeer();
  const clock = fakeClock(1_789_385_700_000);
  let exited: () => void = () => undefined;
  const exit = new Promise<void>((resolve) => {
    exited = resolve;
  });
  runBackend({ port: main.port, exit: () => exited(), onUncaught: () => undefined }, { clock });
  main.send({ type: 'start', profileDir: folder, serversFile, demo: true, version: '0.0.0' });
  main.send({ type: 'app-port' }, [app.port]);

  const { accounts, settings } = await main.call('device.read', {});
  expect(accounts).toMatchObject([{ accountId: 'aca2d482908859d1', label: 'Savings', username: 'anna' }]);
  expect(settings.theme).toBe('dark');
  expect(await main.call('throttle.read', { username: 'bert' })).toEqual({ waitMs: 0, failures: 1 });
  expect(await main.call('backend.blob-read', { accountId: 'aca2d482908859d1', name: 'policy' })).toEqual({
    blob: 'c0ffee',
  });

  await main.call('backend.open', testAccount().open);
  const state = await app.call('state.read', {});
  expect(state.portfolio.places[0]).toMatchObject({
    balance: { spendable: '99999736', frozen: '500000000' },
    provenance: { height: 2_950_003, atMs: 1_789_385_672_200 },
  });
  expect(state.sends.entries).toMatchObject([{ txid: TXID, state: 'confirmed', message: 'format 1', fee: '264' }]);
  const page = await app.call('activity.page', {
    filter: { search: 'kept label', kinds: [], includeSuspicious: false },
    offset: 0,
    limit: 10,
  });
  expect(page).toMatchObject({ items: [{ txid: TXID, label: 'kept label', net: '-300000264' }], complete: true });
  expect((await app.call('receive.read', { chain: 'flux' })).current.index).toBe(1);
  main.send({ type: 'stop' });
  await exit;
});
