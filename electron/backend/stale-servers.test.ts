import { expect, test } from 'vitest';
import { FLUX, type Running, startHarness, until } from './testing/harness.ts';

const seen = (wallet: Running) =>
  wallet.app.call('activity.page', {
    filter: { search: '', kinds: [], includeSuspicious: false },
    offset: 0,
    limit: 100,
  });

test('A5: servers that have all fallen behind take nothing back: the last values stay, and it is said', async () => {
  const { devnet, clock, start } = await startHarness();
  const first = start();
  await first.open();
  devnet.fund(await first.receiveAddress(), 7n * FLUX);
  await first.refresh();
  await until(async () => expect((await seen(first)).items).toHaveLength(1));
  const known = await first.place();

  await devnet.setFault({ fault: { kind: 'stale-tip', behind: 100 } });
  await first.refresh();
  const { balance, provenance } = known;
  expect(await first.place()).toMatchObject({ balance, provenance, error: { code: 'server.behind' } });
  expect((await seen(first)).items).toHaveLength(1);
  await first.lock();
  await first.stop();

  const second = start();
  await second.open();
  await second.refresh();
  expect(await second.place()).toMatchObject({ balance, provenance, error: { code: 'server.behind' } });

  await devnet.clearFaults();
  await clock.advance(60_000);
  await second.refresh();
  expect(await second.place()).toMatchObject({ balance, error: null });
});

test('a chain that stands still is read all the same, and counts as out of date', async () => {
  const { devnet, clock, start } = await startHarness();
  const wallet = start();
  await wallet.open();
  devnet.fund(await wallet.receiveAddress(), 7n * FLUX);
  await wallet.refresh();
  await clock.advance(40 * 60_000);
  await wallet.refresh();
  const { portfolio, sync } = await wallet.app.call('state.read', {});
  expect(portfolio.places[0]).toMatchObject({ error: null, balance: { spendable: (7n * FLUX).toString() } });
  expect(sync.chains[0]?.state).toBe('stale');
});
