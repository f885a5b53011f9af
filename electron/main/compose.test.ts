/** Main put together, with Electron in memory: what the windows, the system and the backend can make it do. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { IpcMainInvokeEvent } from 'electron';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../wallet-core/ipc/index.ts';
import { hosts, type WindowKind } from '../windows/window-kinds.ts';
import { composeMain } from './compose.ts';
import { mainChannels } from './ipc/main-handlers.ts';
import { createFakeElectron, type FakeElectron, type FakeElectronOptions } from './testing/fake-electron.ts';
import type { FakeWindow } from './testing/fake-window.ts';
import { createManualClock, type ManualClock, settle } from './testing/manual-clock.ts';
import { createRecordingLogger } from './testing/recording-logger.ts';
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

let outDir: string;
beforeAll(async () => {
  outDir = await mkdtemp(path.join(tmpdir(), 'parallax-main-'));
  const files = { wallet: {}, signer: {} };
  await writeFile(path.join(outDir, 'files.json'), JSON.stringify(files));
});
afterAll(() => rm(outDir, { recursive: true, force: true }));

let electron: FakeElectron;
let clock: ManualClock;
let alive: Set<number>;
/** Calls of main to the backend, in order. */
let asked: { readonly channel: string; readonly request: unknown }[];
let answers: Record<string, unknown>;

beforeEach(() => {
  clock = createManualClock();
  alive = new Set();
  asked = [];
  answers = {
    'device.read': { accounts: [account], settings },
    'throttle.read': { waitMs: 0, failures: 0 },
    'throttle.fail': { waitMs: 0, failures: 1 },
    'draft.take': { accountId, unsigned, validUntilMs: clock.now() + 60_000 },
    'draft.commit': { sendId: 'send-1', txid },
    'backend.parse-link': {
      link: { kind: 'pay', chain: 'flux', asset: 'native', address, amount: null, message: null, label: null },
    },
  };
});

interface StartOptions extends FakeElectronOptions {
  readonly platform?: string;
  readonly argv?: readonly string[];
  readonly unkillable?: boolean;
}

async function start(options: StartOptions = {}): Promise<void> {
  electron = createFakeElectron(options);
  electron.onBackendMessage = (backend, message) => {
    const post = message as { type: string; id: number; channel: string; request: unknown };
    if (post.type === 'stop') backend.tell('exit', 0);
    if (post.type !== 'call') return;
    asked.push({ channel: post.channel, request: post.request });
    const reply = { ok: true, value: answers[post.channel] ?? {} };
    queueMicrotask(() => backend.tell('message', { type: 'reply', id: post.id, reply }));
  };
  composeMain({
    electron: electron.parts,
    outDir,
    argv: options.argv ?? [],
    environment: { HOME: '/home/a', NODE_OPTIONS: '--evil' },
    versions: { electron: '45.2.3' },
    platform: options.platform ?? 'linux',
    serversFile: null,
    demo: false,
    clock,
    random: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
    logger: createRecordingLogger(),
    processes: { isAlive: (pid) => alive.has(pid), kill: (pid) => void (options.unkillable ? 0 : alive.delete(pid)) },
  });
  electron.app.becomeReady();
  await settle();
}

const kindOf = (window: FakeWindow): WindowKind =>
  window.options.webPreferences?.partition === 'signer' ? 'signer' : 'app';

function windowOf(kind: WindowKind): FakeWindow {
  const window = electron.windows.findLast((made) => kindOf(made) === kind && !made.destroyed);
  if (window === undefined) throw new Error(`no ${kind} window`);
  return window;
}

function eventFrom(window: FakeWindow): IpcMainInvokeEvent {
  const frame = { url: `app://${hosts[kindOf(window)]}/index.html`, parent: null, detached: false };
  return { senderFrame: frame, sender: { id: window.webContents.id } } as unknown as IpcMainInvokeEvent;
}

const from = (kind: WindowKind, name: string, request: unknown = {}) =>
  electron.invoke(name, eventFrom(windowOf(kind)), request) as Promise<Reply<unknown>>;

const ok = (value: unknown = {}) => ({ ok: true, value });
const refused = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });
const eventsOf = (window: FakeWindow) => window.webContents.sent.map(([name]) => name);
const lastSent = (window: FakeWindow, name: string): Record<string, unknown> =>
  window.webContents.sent.findLast(([sent]) => sent === name)?.[1] as Record<string, unknown>;

async function unlock(): Promise<void> {
  expect(await from('signer', 'session.open', openRequest)).toEqual(ok());
  asked = [];
}

describe('starting', () => {
  it('shows the signer and nothing else; starts the backend with a clean environment', async () => {
    await start();
    expect(electron.windows.map(kindOf)).toEqual(['signer']);
    expect(windowOf('signer').log).toEqual(['load app://signer/index.html', 'show']);
    // E-12: before Electron is ready, or Chromium would not read it.
    expect(electron.said[0]).toBe('switch host-resolver-rules=MAP * ~NOTFOUND');
    expect(electron.said).toContain(`fork ${path.join(outDir, 'main', 'backend.js')} HOME`);
    expect(electron.backends[0]?.posted[0]).toEqual({
      type: 'start',
      profileDir: '/userData/store',
      serversFile: null,
      demo: false,
      version: '0.1.0',
    });
    expect([...electron.channels].sort()).toEqual([...mainChannels].sort());
  });

  it('E-09, E-13, E-15: scheme, filters and permission handlers are in place on every session', async () => {
    await start();
    expect(electron.said.filter((line) => line === 'privileged scheme')).toHaveLength(1);
    for (const session of ['wallet', 'signer', 'default']) {
      for (const what of [
        'permission request',
        'permission check',
        'device',
        'display',
        'bluetooth',
        'request filter',
      ]) {
        expect(electron.said).toContain(`${session} ${what}`);
      }
    }
    expect(electron.said).toContain('wallet scheme');
    expect(electron.said).toContain('signer scheme');
    const firstFork = electron.said.findIndex((line) => line.startsWith('fork'));
    expect(electron.said.lastIndexOf('default request filter')).toBeLessThan(firstFork);
  });

  it('only an installed app takes over links', async () => {
    await start();
    expect(electron.said.join()).not.toContain('register');
    await start({ packaged: true });
    expect(electron.said).toContain('register zel');
  });

  it('without a signer there is nothing to show but the error', async () => {
    await start({ nextLoad: () => Promise.reject(new Error('ERR_FAILED')) });
    expect(windowOf('signer').visible).toBe(false);
    expect(electron.said.slice(-2)).toEqual(['error box: Parallax cannot start', 'exit 1']);
  });
});

describe('a session', () => {
  it('signer ready, unlock, app window: in this order and through the backend', async () => {
    await start();
    expect(await from('signer', 'signer.ready')).toEqual(ok({ accounts: [account], settings }));
    expect(await from('signer', 'unlock.gate', { username: 'anna' })).toEqual(ok({ waitMs: 0, failures: 0 }));
    expect(await from('signer', 'session.open', openRequest)).toEqual(ok());
    expect(asked.map(({ channel }) => channel)).toEqual(['device.read', 'throttle.read', 'backend.open']);
    expect(asked.at(-1)?.request).toEqual(openRequest);
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
    expect(electron.backends[0]?.posted.at(-1)).toEqual({ type: 'app-port' });
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
    expect(asked.map(({ channel }) => channel)).toEqual(['draft.take', 'draft.commit']);
    expect(asked.at(-1)?.request).toEqual({ draftId, signed: 'beef', txid });
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
    expect(await electron.invoke('approval.decide', asSigner, forged)).toEqual(refused('ipc.bad-sender'));
    for (const name of ['session.open', 'blob.read', 'blob.write', 'signer.print', 'account.forget']) {
      expect(await from('app', name, {})).toEqual(refused('ipc.bad-sender'));
    }
    expect(asked.map(({ channel }) => channel)).toEqual(['draft.take']);
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
    expect(electron.said.join()).not.toContain('exit');
  });

  it('a link that was clicked before unlock waits for it', async () => {
    await start({ argv: ['--x', `flux:${address}`] });
    expect(await from('signer', 'app.boot')).toMatchObject({ ok: true });
    await unlock();
    await settle();
    expect(eventsOf(windowOf('app'))).toContain('link.arrived');
    expect(await from('app', 'link.take')).toEqual(ok(answers['backend.parse-link']));
  });

  it('settings from the backend reach the signer; an open account that is forgotten is locked', async () => {
    await start();
    await unlock();
    electron.backends[0]?.tell('message', { type: 'event', event: 'backend.settings', payload: { settings } });
    expect(eventsOf(windowOf('signer'))).toContain('settings.changed');
    expect(await from('signer', 'account.forget', { accountId })).toEqual(ok());
    await settle();
    expect(lastSent(windowOf('app'), 'session.locked')).toEqual({ reason: 'person' });
  });
});

describe('E-27: what locks', () => {
  async function expectLock(reason: string, before: FakeWindow): Promise<void> {
    await clock.advance(50);
    expect(before.log).toContain('crash');
    expect(before.destroyed).toBe(true);
    expect(lastSent(windowOf('app'), 'session.locked')).toEqual({ reason });
    expect(windowOf('app').visible).toBe(false);
    expect(windowOf('signer')).not.toBe(before);
    expect(windowOf('signer').visible).toBe(true);
    expect(asked.map(({ channel }) => channel)).toContain('backend.close');
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
    electron.power.emit(event);
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
    await clock.advance(9 * 60_000);
    expect(lastSent(windowOf('app'), 'session.idle-warning')).toEqual({ secondsLeft: 60 });
    await clock.advance(60_000);
    await expectLock('idle', before);
  });

  it('fails an open approval, whose id is worth nothing to the next signer', async () => {
    await start();
    await unlock();
    const asking = from('app', 'approval.request', { draftId, stated });
    await settle();
    const { requestId } = lastSent(windowOf('signer'), 'approval.open');
    electron.power.emit('suspend');
    expect(await asking).toEqual(refused('session.locked'));
    await settle();
    await unlock();
    const decision = { kind: 'approved', signed: 'beef', txid };
    expect(await from('signer', 'approval.decide', { requestId, decision })).toEqual(refused('approval.replayed'));
    expect(asked).toEqual([]);
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
    electron.backends[0]?.tell('exit', 9);
    await expectLock('fault', before);
    expect(eventsOf(windowOf('app'))).toContain('backend.gone');
    expect(electron.backends).toHaveLength(2);
    await unlock();
    expect(windowOf('app').visible).toBe(true);
  });

  it('a signer that does not crash is killed; there is no other one before it is gone', async () => {
    await start();
    await unlock();
    alive.add(windowOf('signer').webContents.pid);
    electron.power.emit('suspend');
    await clock.advance(499);
    expect(electron.windows.filter((window) => kindOf(window) === 'signer')).toHaveLength(1);
    await clock.advance(100);
    expect(alive.size).toBe(0);
    expect(windowOf('signer').visible).toBe(true);
  });

  it('a signer that cannot be killed ends the app', async () => {
    await start({ unkillable: true });
    await unlock();
    alive.add(windowOf('signer').webContents.pid);
    electron.power.emit('suspend');
    await clock.advance(5_100);
    expect(electron.said.slice(-1)).toEqual(['exit 1']);
    expect(electron.windows.filter((window) => kindOf(window) === 'signer')).toHaveLength(1);
  });
});

describe('quitting', () => {
  it('locks, stops the backend, ends; a second request changes nothing', async () => {
    await start();
    await unlock();
    electron.app.quit();
    electron.app.quit();
    await clock.advance(100);
    expect(asked.map(({ channel }) => channel)).toEqual(['backend.close']);
    expect(electron.backends[0]?.posted.at(-1)).toEqual({ type: 'stop' });
    expect(electron.said.filter((line) => line === 'exit 0')).toHaveLength(1);
    expect(electron.windows.every((window) => window.destroyed)).toBe(true);
  });

  it('does not wait for ever', async () => {
    await start();
    await unlock();
    electron.onBackendMessage = () => undefined;
    electron.app.quit();
    await clock.advance(15_000);
    expect(electron.said).toContain('exit 0');
  });

  it('closing the locked signer quits; closing the app window quits, on macOS it locks', async () => {
    await start();
    await from('signer', 'signer.close');
    await clock.advance(100);
    expect(electron.said).toContain('exit 0');

    await start();
    await unlock();
    windowOf('app').emit('close');
    await clock.advance(100);
    expect(electron.said).toContain('exit 0');

    await start({ platform: 'darwin' });
    await unlock();
    windowOf('app').emit('close');
    await clock.advance(100);
    expect(electron.said).not.toContain('exit 0');
    expect(windowOf('signer').visible).toBe(true);
  });

  it('a backend that keeps dying ends the app with a word about it', async () => {
    await start();
    await unlock();
    for (let death = 0; death < 4; death++) {
      electron.backends.at(-1)?.tell('exit', 1);
      await clock.advance(2_500);
    }
    expect(electron.said).toContain('error box: Parallax cannot go on');
    await clock.advance(15_000);
    expect(electron.said).toContain('exit 0');
  });
});
