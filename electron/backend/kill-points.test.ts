import { fork } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { portMessage } from '../../wallet-core/ipc/index.ts';
import type { CheckpointName } from './services/send/checkpoint.ts';
import { createCaller } from './testing/fake-port.ts';
import { draft, FLUX, type Harness, STRANGER, startHarness, until } from './testing/harness.ts';

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
