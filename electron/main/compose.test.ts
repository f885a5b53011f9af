/** Main put together, with Electron in memory: what the windows, the system and the backend can make it do. */
import path from 'node:path';
import type { IpcMainInvokeEvent } from 'electron';
import { describe, expect, it } from 'vitest';
import { mainChannels } from './ipc/main-handlers.ts';
import { composedMain, eventFrom, eventsOf, kindOf, lastSent, ok, refused } from './testing/composed-main.ts';
import type { FakeWindow } from './testing/fake-window.ts';
import { settle } from './testing/manual-clock.ts';
import {
  account,
  accountId,
  address,
  draftId,
  openRequest,
  settings,
  stated,
  txid,
  unsigned,
} from './testing/samples.ts';

const main = composedMain();
const { start, windowOf, from, unlock } = main;

describe('starting', () => {
  it('shows the signer and nothing else; starts the backend with a clean environment', async () => {
    await start();
    expect(main.electron.windows.map(kindOf)).toEqual(['signer']);
    expect(windowOf('signer').log).toEqual(['load app://signer/index.html', 'show']);
    // E-12: before Electron is ready, or Chromium would not read it.
    expect(main.electron.said[0]).toBe('switch host-resolver-rules=MAP * ~NOTFOUND');
    expect(main.electron.said).toContain(`fork ${path.join(main.outDir, 'main', 'backend.js')} HOME`);
    expect(main.electron.backends[0]?.posted[0]).toEqual({
      type: 'start',
      profileDir: '/userData/store',
      serversFile: null,
      demo: false,
      version: '0.1.0',
    });
    expect([...main.electron.channels].sort()).toEqual([...mainChannels].sort());
  });

  it('E-09, E-13, E-15: scheme, filters and permission handlers are in place on every session', async () => {
    await start();
    expect(main.electron.said.filter((line) => line === 'privileged scheme')).toHaveLength(1);
    for (const session of ['wallet', 'signer', 'default']) {
      for (const what of [
        'permission request',
        'permission check',
        'device',
        'display',
        'bluetooth',
        'request filter',
      ]) {
        expect(main.electron.said).toContain(`${session} ${what}`);
      }
    }
    expect(main.electron.said).toContain('wallet scheme');
    expect(main.electron.said).toContain('signer scheme');
    const firstFork = main.electron.said.findIndex((line) => line.startsWith('fork'));
    expect(main.electron.said.lastIndexOf('default request filter')).toBeLessThan(firstFork);
  });

  it('only an installed app takes over links', async () => {
    await start();
    expect(main.electron.said.join()).not.toContain('register');
    await start({ packaged: true });
    expect(main.electron.said).toContain('register zel');
  });

  it('without a signer there is nothing to show but the error', async () => {
    await start({ nextLoad: () => Promise.reject(new Error('ERR_FAILED')) });
    expect(windowOf('signer').visible).toBe(false);
    expect(main.electron.said.slice(-2)).toEqual(['error box: Parallax cannot start', 'exit 1']);
  });
});

describe('a session', () => {
  it('signer ready, unlock, app window: in this order and through the backend', async () => {
    await start();
    expect(await from('signer', 'signer.ready')).toEqual(ok({ accounts: [account], settings }));
    expect(await from('signer', 'unlock.gate', { username: 'anna' })).toEqual(ok({ waitMs: 0, failures: 0 }));
    expect(await from('signer', 'session.open', openRequest)).toEqual(ok());
    expect(main.asked.map(({ channel }) => channel)).toEqual(['device.read', 'throttle.read', 'backend.open']);
    expect(main.asked.at(-1)?.request).toEqual(openRequest);
    expect(windowOf('app').log).toContain('show');
    expect(windowOf('signer').visible).toBe(false);
    expect(await from('app', 'app.boot')).toEqual(
      ok({ version: '0.1.0', engine: 'Electron 45.2.3', standIn: false, demo: false, platform: 'linux' }),
    );
  });

  it('the app window gets one port per load', async () => {
    await start();
    await unlock();
    expect(await from('app', 'app.connect')).toEqual(ok());
    expect(await from('app', 'app.connect')).toEqual(refused('session.busy'));
    await settle();
    expect(windowOf('app').webContents.posted.map(([name]) => name)).toEqual(['parallax:port']);
    expect(main.electron.backends[0]?.posted.at(-1)).toEqual({ type: 'app-port' });
    await from('signer', 'session.lock');
    await settle();
    await unlock();
    expect(await from('app', 'app.connect')).toEqual(ok());
  });

  it('a payment: intent from the app window, bytes from the backend, decision from the signer', async () => {
    await start();
    await unlock();
    const asking = from('app', 'approval.request', { draftId, stated });
    await settle();
    const shown = lastSent(windowOf('signer'), 'approval.open');
    expect(shown).toMatchObject({ accountId, stated, unsigned });
    expect(windowOf('signer').visible).toBe(true);
    const decision = { kind: 'approved', signed: 'beef', txid };
    expect(await from('signer', 'approval.decide', { requestId: shown.requestId, decision })).toEqual(ok());
    expect(await asking).toEqual(ok({ sendId: 'send-1', txid }));
    expect(main.asked.map(({ channel }) => channel)).toEqual(['draft.take', 'draft.commit']);
    expect(main.asked.at(-1)?.request).toEqual({ draftId, signed: 'beef', txid });
    expect(windowOf('signer').visible).toBe(false);
  });

  it('E-29: the app window cannot decide, whatever it knows; nor can it speak as the signer', async () => {
    await start();
    await unlock();
    const asking = from('app', 'approval.request', { draftId, stated });
    await settle();
    const { requestId } = lastSent(windowOf('signer'), 'approval.open');
    const forged = { requestId, decision: { kind: 'approved', signed: 'beef', txid } };
    expect(await from('app', 'approval.decide', forged)).toEqual(refused('ipc.bad-sender'));
    const asSigner = {
      ...eventFrom(windowOf('app')),
      senderFrame: { url: 'app://signer/index.html', parent: null, detached: false },
    } as unknown as IpcMainInvokeEvent;
    expect(await main.electron.invoke('approval.decide', asSigner, forged)).toEqual(refused('ipc.bad-sender'));
    for (const name of ['session.open', 'blob.read', 'blob.write', 'signer.print', 'account.forget']) {
      expect(await from('app', name, {})).toEqual(refused('ipc.bad-sender'));
    }
    expect(main.asked.map(({ channel }) => channel)).toEqual(['draft.take']);
    expect(await from('app', 'approval.cancel', { draftId })).toEqual(ok());
    expect(await asking).toEqual(refused('approval.cancelled'));
    expect(await from('signer', 'approval.decide', forged)).toEqual(refused('approval.replayed'));
  });

  it('closing the signer during an approval rejects it; closing it otherwise hides it', async () => {
    await start();
    await unlock();
    const asking = from('app', 'approval.request', { draftId, stated });
    await settle();
    expect(windowOf('signer').emit('close')).toBe(true);
    expect(await asking).toEqual(refused('approval.rejected'));
    expect(await from('signer', 'signer.close')).toEqual(ok());
    expect(windowOf('signer').visible).toBe(false);
    expect(main.electron.said.join()).not.toContain('exit');
  });

  it('a link that was clicked before unlock waits for it', async () => {
    await start({ argv: ['--x', `flux:${address}`] });
    expect(await from('signer', 'app.boot')).toMatchObject({ ok: true });
    await unlock();
    await settle();
    expect(eventsOf(windowOf('app'))).toContain('link.arrived');
    expect(await from('app', 'link.take')).toEqual(ok(main.answers['backend.parse-link']));
  });

  it('settings from the backend reach the signer; an open account that is forgotten is locked', async () => {
    await start();
    await unlock();
    main.electron.backends[0]?.tell('message', { type: 'event', event: 'backend.settings', payload: { settings } });
    expect(eventsOf(windowOf('signer'))).toContain('settings.changed');
    expect(await from('signer', 'account.forget', { accountId })).toEqual(ok());
    await settle();
    expect(lastSent(windowOf('app'), 'session.locked')).toEqual({ reason: 'person' });
  });
});

describe('E-27: what locks', () => {
  async function expectLock(reason: string, before: FakeWindow): Promise<void> {
    await main.clock.advance(50);
    expect(before.log).toContain('crash');
    expect(before.destroyed).toBe(true);
    expect(lastSent(windowOf('app'), 'session.locked')).toEqual({ reason });
    expect(windowOf('app').visible).toBe(false);
    expect(windowOf('signer')).not.toBe(before);
    expect(windowOf('signer').visible).toBe(true);
    expect(main.asked.map(({ channel }) => channel)).toContain('backend.close');
    expect(await from('app', 'clipboard.write', { text: 'x' })).toEqual(refused('session.locked'));
  }

  it.each([
    ['suspend', 'suspend'],
    ['lock-screen', 'lock-screen'],
    ['user-did-resign-active', 'user-switch'],
  ])('the system: %s', async (event, reason) => {
    await start();
    await unlock();
    const before = windowOf('signer');
    main.electron.power.emit(event);
    await expectLock(reason, before);
  });

  it('the person, from either window', async () => {
    await start();
    await unlock();
    let before = windowOf('signer');
    expect(await from('app', 'session.lock')).toEqual(ok());
    await expectLock('person', before);
    await unlock();
    before = windowOf('signer');
    await from('signer', 'session.lock');
    await expectLock('person', before);
  });

  it('ten idle minutes, with a warning after nine', async () => {
    await start();
    await unlock();
    const before = windowOf('signer');
    await main.clock.advance(9 * 60_000);
    expect(lastSent(windowOf('app'), 'session.idle-warning')).toEqual({ secondsLeft: 60 });
    await main.clock.advance(60_000);
    await expectLock('idle', before);
  });

  it('E-27: what the app window says keeps no lock away; input on its way into it does', async () => {
    await start();
    await unlock();
    const before = windowOf('signer');
    const nineMinutes = 9 * 60_000;
    await main.clock.advance(nineMinutes);
    windowOf('app').webContents.emit('input-event', { type: 'mouseMove' });
    await main.clock.advance(nineMinutes);
    expect(await from('app', 'session.activity')).toEqual(refused('ipc.bad-sender'));
    windowOf('app').webContents.emit('input-event', { type: 'gestureScrollUpdate' });
    await main.clock.advance(60_000);
    await expectLock('idle', before);
    // Input into what is left of a window begins no count without a session.
    windowOf('app').webContents.emit('input-event', { type: 'mouseMove' });
    const said = main.electron.said.length;
    await main.clock.advance(2 * nineMinutes);
    expect(main.electron.said).toHaveLength(said);
  });

  it('fails an open approval, whose id is worth nothing to the next signer', async () => {
    await start();
    await unlock();
    const asking = from('app', 'approval.request', { draftId, stated });
    await settle();
    const { requestId } = lastSent(windowOf('signer'), 'approval.open');
    main.electron.power.emit('suspend');
    expect(await asking).toEqual(refused('session.locked'));
    await settle();
    await unlock();
    const decision = { kind: 'approved', signed: 'beef', txid };
    expect(await from('signer', 'approval.decide', { requestId, decision })).toEqual(refused('approval.replayed'));
    expect(main.asked).toEqual([]);
  });

  it('the signer crashes', async () => {
    await start();
    await unlock();
    const before = windowOf('signer');
    before.webContents.emit('render-process-gone', { reason: 'crashed' });
    await expectLock('fault', before);
  });

  it('the app window crashes', async () => {
    await start();
    await unlock();
    const before = windowOf('signer');
    windowOf('app').webContents.emit('render-process-gone', { reason: 'oom' });
    await expectLock('fault', before);
  });

  it('the backend dies: told, locked, restarted, and usable again', async () => {
    await start();
    await unlock();
    const before = windowOf('signer');
    main.electron.backends[0]?.tell('exit', 9);
    await expectLock('fault', before);
    expect(eventsOf(windowOf('app'))).toContain('backend.gone');
    expect(main.electron.backends).toHaveLength(2);
    await unlock();
    expect(windowOf('app').visible).toBe(true);
  });

  it('a signer that does not crash is killed; there is no other one before it is gone', async () => {
    await start();
    await unlock();
    main.alive.add(windowOf('signer').webContents.pid);
    main.electron.power.emit('suspend');
    await main.clock.advance(499);
    expect(main.electron.windows.filter((window) => kindOf(window) === 'signer')).toHaveLength(1);
    await main.clock.advance(100);
    expect(main.alive.size).toBe(0);
    expect(windowOf('signer').visible).toBe(true);
  });

  it('a signer that cannot be killed ends the app', async () => {
    await start({ unkillable: true });
    await unlock();
    main.alive.add(windowOf('signer').webContents.pid);
    main.electron.power.emit('suspend');
    await main.clock.advance(5_100);
    expect(main.electron.said.slice(-1)).toEqual(['exit 1']);
    expect(main.electron.windows.filter((window) => kindOf(window) === 'signer')).toHaveLength(1);
  });
});

describe('quitting', () => {
  it('locks, stops the backend, ends; a second request changes nothing', async () => {
    await start();
    await unlock();
    main.electron.app.quit();
    main.electron.app.quit();
    await main.clock.advance(100);
    expect(main.asked.map(({ channel }) => channel)).toEqual(['backend.close']);
    expect(main.electron.backends[0]?.posted.at(-1)).toEqual({ type: 'stop' });
    expect(main.electron.said.filter((line) => line === 'exit 0')).toHaveLength(1);
    expect(main.electron.windows.every((window) => window.destroyed)).toBe(true);
  });

  it('does not wait for ever', async () => {
    await start();
    await unlock();
    main.electron.onBackendMessage = () => undefined;
    main.electron.app.quit();
    await main.clock.advance(15_000);
    expect(main.electron.said).toContain('exit 0');
  });

  it('closing the locked signer quits; closing the app window quits, on macOS it locks', async () => {
    await start();
    await from('signer', 'signer.close');
    await main.clock.advance(100);
    expect(main.electron.said).toContain('exit 0');

    await start();
    await unlock();
    windowOf('app').emit('close');
    await main.clock.advance(100);
    expect(main.electron.said).toContain('exit 0');

    await start({ platform: 'darwin' });
    await unlock();
    windowOf('app').emit('close');
    await main.clock.advance(100);
    expect(main.electron.said).not.toContain('exit 0');
    expect(windowOf('signer').visible).toBe(true);
  });

  it('a backend that keeps dying ends the app with a word about it', async () => {
    await start();
    await unlock();
    for (let death = 0; death < 4; death++) {
      main.electron.backends.at(-1)?.tell('exit', 1);
      await main.clock.advance(2_500);
    }
    expect(main.electron.said).toContain('error box: Parallax cannot go on');
    await main.clock.advance(15_000);
    expect(main.electron.said).toContain('exit 0');
  });
});
