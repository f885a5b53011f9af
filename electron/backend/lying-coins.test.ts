import { expect, test } from 'vitest';
import type { Fault } from '../../e2e/devnet/index.ts';
import { FLUX, type Running, startHarness, until } from './testing/harness.ts';

const missing: Fault = { kind: 'lying-utxo', how: 'missing' };
const inflated: Fault = { kind: 'lying-utxo', how: 'inflated', addSat: String(50n * FLUX) };

const rows = async (wallet: Running) =>
  (
    await wallet.app.call('activity.page', {
      filter: { search: '', kinds: [], includeSuspicious: false },
      offset: 0,
      limit: 100,
    })
  ).items;

test.each([
  ['hide a coin', missing],
  ['make a coin larger', inflated],
] as const)('A5: servers that all %s are not believed: the last total stays, and it is said', async (_how, fault) => {
  const { devnet, clock, start } = await startHarness();
  const first = start();
  await first.open();
  devnet.fund(await first.receiveAddress(), 7n * FLUX);
  await first.refresh();
  await until(async () => expect(await rows(first)).toHaveLength(1));
  const { balance, provenance } = await first.place();
  expect(balance?.spendable).toBe((7n * FLUX).toString());

  await devnet.setFault({ fault });
  await first.refresh();
  expect(await first.place()).toMatchObject({ balance, provenance, error: { code: 'server.coins-disagree' } });
  devnet.mine(1);
  await first.refresh();
  expect(await first.place()).toMatchObject({ balance, provenance, error: { code: 'server.coins-disagree' } });
  await first.lock();
  await first.stop();

  const second = start();
  await second.open();
  await second.refresh();
  expect(await second.place()).toMatchObject({ balance, provenance, error: { code: 'server.coins-disagree' } });

  await devnet.clearFaults();
  await clock.advance(60_000);
  await second.refresh();
  expect(await second.place()).toMatchObject({ balance, error: null });
});

test('A5: of servers of which one hides a coin, another is asked, and nothing is said', async () => {
  const { devnet, start } = await startHarness();
  const wallet = start();
  await wallet.open();
  devnet.fund(await wallet.receiveAddress(), 7n * FLUX);
  await wallet.refresh();
  await until(async () => expect(await rows(wallet)).toHaveLength(1));
  const { balance, provenance } = await wallet.place();
  await devnet.setFault({ server: 'insight', fault: missing });
  devnet.mine(1);
  await wallet.refresh();
  const place = await wallet.place();
  expect(place).toMatchObject({ balance, error: null });
  expect(place.provenance?.source).not.toBe(provenance?.source);
});

test('A5: a device new to the account shows no zero that the history contradicts', async () => {
  const { devnet, start, onAnotherDevice } = await startHarness();
  const known = start();
  await known.open();
  devnet.fund(await known.receiveAddress(), 7n * FLUX);
  await devnet.setFault({ fault: missing });
  const fresh = onAnotherDevice();
  await fresh.open();
  await fresh.refresh();
  expect(await fresh.place()).toMatchObject({ balance: null, error: { code: 'server.coins-disagree' } });
});

test('A5: a device new to the account says it when the history, once read, contradicts the first total', async () => {
  const { devnet, start, onAnotherDevice } = await startHarness();
  const known = start();
  await known.open();
  devnet.fund(await known.receiveAddress(), [7n * FLUX, 5n * FLUX]);
  await devnet.setFault({ fault: inflated });
  const fresh = onAnotherDevice();
  await fresh.open();
  await until(async () => {
    await fresh.refresh();
    expect(await fresh.place()).toMatchObject({ error: { code: 'server.coins-disagree' } });
  });
});

test('an account that has spent all it had shows zero', async () => {
  const { devnet, start, onAnotherDevice } = await startHarness();
  const wallet = start();
  await wallet.open();
  devnet.fund(await wallet.receiveAddress(), 7n * FLUX);
  await wallet.refresh();
  const { sendId } = await wallet.send({ recipients: [{ address: devnet.faucetAddress, amount: 'max' }] });
  await wallet.reaches(sendId, 'pending');
  devnet.mine(1);
  const fresh = onAnotherDevice();
  await fresh.open();
  await until(async () => {
    await fresh.refresh();
    expect(await fresh.place()).toMatchObject({ balance: { spendable: '0' }, error: null });
  });
});
