import { fork } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createEvmAddresses } from '../../chains/_families/evm/network/account-addresses.ts';
import { type EvmDevnet, evmDevnetAvailability, startEvmDevnet } from '../../e2e/devnet/evm/index.ts';
import { portMessage } from '../../wallet-core/ipc/index.ts';
import type { CheckpointName } from './services/send/checkpoint.ts';
import { COIN, EVM_STRANGER, startAccountHarness, transfer } from './testing/evm-harness.ts';
import { createCaller } from './testing/fake-port.ts';
import { draft, FLUX, type Harness, STRANGER, startHarness, until } from './testing/harness.ts';
import { testAccount } from './testing/test-account.ts';

interface Killable {
  readonly call: ReturnType<typeof createCaller>['call'];
  readonly callApp: ReturnType<typeof createCaller>['call'];
  readonly arrived: Promise<void>;
  kill(): Promise<void>;
}

/** A backend of its own process on the harness's profile that stops at `point`. */
function startKillable({ folder, serversFile }: Harness, point: CheckpointName): Killable {
  const script = new URL('./testing/killable-backend.ts', import.meta.url).pathname;
  const child = fork(script, [point], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => resolve());
  });
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  const main = createCaller((message) => child.send({ to: 'main', message }));
  const app = createCaller((message) => child.send({ to: 'app', message }));
  const arrived = new Promise<void>((resolve) => {
    child.on('message', ({ to, message }: { to: string; message: unknown }) => {
      if (to === 'checkpoint') resolve();
      else (to === 'main' ? main : app).receive(portMessage.parse(message));
    });
  });
  child.send({ to: 'main', message: { type: 'start', profileDir: folder, serversFile, demo: true, version: '0.0.0' } });
  child.send({ to: 'main', message: { type: 'app-port' } });
  return { call: main.call, callApp: app.call, arrived, kill };
}

const points: readonly (readonly [CheckpointName, 'not-sent' | 'sent', boolean])[] = [
  ['send.taken', 'not-sent', false],
  ['send.signed', 'not-sent', false],
  ['send.journalled', 'sent', false],
  ['send.announcing', 'sent', false],
  ['send.sending', 'sent', false],
  ['send.sending', 'sent', true],
  ['send.sent', 'sent', true],
  ['send.recorded', 'sent', true],
];

test.each(points)(
  'T-10: killed at %s, the payment is %s, once (network has heard of it: %s)',
  async (point, outcome, heard) => {
    const harness = await startHarness({ startTime: Math.floor(Date.now() / 1_000) });
    const { devnet, account } = harness;
    const first = startKillable(harness, point);
    await first.call('backend.open', account.open);
    const { current } = await first.callApp('receive.read', { chain: 'flux' });
    devnet.fund(current.address, 10n * FLUX);
    await first.callApp('sync.refresh', {});
    const { draftId } = await first.callApp('send.prepare', { draft: draft() });
    const taken = first.call('draft.take', { draftId });
    let txid: string | undefined;
    if (point !== 'send.taken') {
      const signed = await account.sign((await taken).unsigned);
      txid = signed.txid;
      void first.call('draft.commit', { draftId, ...signed });
    }
    await first.arrived;
    if (heard) await until(() => expect(devnet.state().mempool).toEqual([txid]));
    await first.kill();

    const wallet = harness.start();
    await wallet.open();
    await wallet.refresh();
    const { sends } = await wallet.app.call('state.read', {});
    if (outcome === 'not-sent') {
      expect(sends.entries).toEqual([]);
      expect(devnet.state().mempool).toEqual([]);
      expect((await wallet.place()).balance?.spendable).toBe((10n * FLUX).toString());
      return;
    }
    expect(sends.entries.map((entry) => entry.txid)).toEqual([txid]);
    await wallet.reaches(draftId, 'pending');
    expect(devnet.state().mempool).toEqual([txid]);
    devnet.mine();
    await wallet.refresh();
    await wallet.reaches(draftId, 'confirmed');
    const { items } = await wallet.app.call('activity.page', {
      filter: { search: '', kinds: ['sent'], includeSuspicious: false },
      offset: 0,
      limit: 10,
    });
    expect(items.map((item) => item.txid)).toEqual([txid]);
    expect(devnet.utxos(STRANGER).map(({ value }) => value)).toEqual([3n * FLUX]);
  },
);

const accountPoints: readonly (readonly [CheckpointName, 'not-sent' | 'sent', boolean])[] = [
  ['send.signed', 'not-sent', false],
  ['send.journalled', 'sent', false],
  ['send.sending', 'sent', true],
  ['send.sent', 'sent', true],
];

describe.skipIf(evmDevnetAvailability().kind !== 'found')('on a chain with accounts', () => {
  let evm: EvmDevnet;
  let filler = 60;
  beforeAll(async () => {
    evm = await startEvmDevnet({ chains: ['ethereum'] });
  });
  afterAll(() => evm.stop());

  test.each(accountPoints)(
    'T-10: killed at %s, the payment is %s, once and under one number (network has heard of it: %s)',
    async (point, outcome, heard) => {
      const harness = await startAccountHarness(evm);
      filler += 1;
      const account = testAccount(filler);
      const me = createEvmAddresses(account.open.publicKeys.evm ?? '').at(0).address;
      const { chain } = evm.chain('ethereum');
      await chain.fund(me, 2n * COIN);
      const before = await chain.coinOf(EVM_STRANGER);
      const first = startKillable(harness, point);
      await first.call('backend.open', account.open);
      const wanted = transfer('ethereum', 'native', 18, COIN / 2n);
      const { draftId } = await first.callApp('account.prepare', { draft: wanted });
      const { unsigned } = await first.call('draft.take', { draftId });
      const signed = await account.sign(unsigned);
      void first.call('draft.commit', { draftId, ...signed });
      await first.arrived;
      if (heard) await until(async () => expect(await chain.coinOf(EVM_STRANGER)).toBe(before + COIN / 2n));
      await first.kill();

      const wallet = harness.start();
      await wallet.open(account);
      await wallet.refresh();
      const { sends } = await wallet.app.call('state.read', {});
      if (outcome === 'not-sent') {
        expect(sends.entries).toEqual([]);
        expect(await chain.coinOf(EVM_STRANGER)).toBe(before);
        return;
      }
      expect(sends.entries.map((entry) => entry.txid)).toEqual([signed.txid]);
      await until(async () => expect(await chain.coinOf(EVM_STRANGER)).toBe(before + COIN / 2n));
      await until(async () => {
        await wallet.refresh();
        expect((await wallet.entry(draftId)).state).toBe('confirmed');
      });
      expect(await wallet.app.call('account.nonces', { chain: 'ethereum' })).toMatchObject({
        mined: 1,
        next: 1,
        waiting: [],
      });
      expect(await chain.coinOf(EVM_STRANGER)).toBe(before + COIN / 2n);
    },
  );
});
