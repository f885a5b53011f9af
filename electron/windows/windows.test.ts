import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, it } from 'vitest';
import { type FakeWindow, fakeWindowClass } from '../main/testing/fake-window.ts';
import { createManualClock, type ManualClock, settle } from '../main/testing/manual-clock.ts';
import { createRecordingLogger } from '../main/testing/recording-logger.ts';
import { settings } from '../main/testing/samples.ts';
import { createAppWindow, PORT_CHANNEL } from './app-window.ts';
import { securePreferences } from './secure-preferences.ts';
import { createSignerWindow, type SignerWindow } from './signer-window.ts';
import { createWindowFactory, type WindowFactory } from './window-factory.ts';
import { kindOfUrl, windowKinds } from './window-kinds.ts';
import { createWindowRegistry, type WindowRegistry } from './window-registry.ts';

let made: FakeWindow[];
let factory: WindowFactory;
let registry: WindowRegistry;
let clock: ManualClock;

function makeFactory(packaged: boolean): void {
  const fake = fakeWindowClass();
  made = fake.made;
  registry = createWindowRegistry();
  factory = createWindowFactory({
    BrowserWindow: fake.BrowserWindow,
    preloadDir: '/out/preload',
    packaged,
    registry,
    background: () => '#000000',
  });
}

beforeEach(() => {
  makeFactory(true);
  clock = createManualClock();
});

const last = (): FakeWindow => {
  const window = made.at(-1);
  if (window === undefined) throw new Error('no window was made');
  return window;
};

describe('E-06, E-07: every window', () => {
  it('has the frozen preferences; only preload and partition differ', () => {
    for (const kind of windowKinds) factory.create(kind);
    const expected = {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      enableDeprecatedPaste: false,
      spellcheck: false,
      safeDialogs: true,
      disableBlinkFeatures: 'Auxclick',
      devTools: false,
      webgl: false,
      defaultEncoding: 'utf-8',
    };
    expect(made.map((window) => window.options.webPreferences)).toEqual([
      { ...expected, partition: 'wallet', preload: '/out/preload/app.cjs' },
      { ...expected, partition: 'signer', preload: '/out/preload/signer.cjs' },
    ]);
    for (const window of made) {
      expect(Object.isFrozen(window.options.webPreferences)).toBe(true);
      expect(window.options.show).toBe(false);
    }
  });

  it('has developer tools only while the app is not packaged', () => {
    expect(securePreferences('app', { preload: '/p', packaged: false }).devTools).toBe(true);
    expect(securePreferences('app', { preload: '/p', packaged: true }).devTools).toBe(false);
  });

  it('E-08: the signer asks the system to keep it out of screen captures', () => {
    factory.create('app');
    factory.create('signer');
    expect(made.map((window) => window.protectedContent)).toEqual([false, true]);
  });

  it('is in the registry until it is closed (E-18)', () => {
    factory.create('signer');
    const { id } = last().webContents;
    expect(registry.kindOf(id)).toBe('signer');
    expect(registry.kindOf(id + 1)).toBeUndefined();
    last().destroy();
    expect(registry.kindOf(id)).toBeUndefined();
  });
});

describe('kindOfUrl', () => {
  it.each([
    ['app://wallet/index.html', 'app'],
    ['app://wallet', 'app'],
    ['app://signer/x?y#z', 'signer'],
    ['app://wallet:1/', undefined],
    ['app://signer.wallet/', undefined],
    ['app://u@signer/', undefined],
    ['https://signer/', undefined],
    ['app:signer', undefined],
    ['about:blank', undefined],
    ['', undefined],
  ])('%s is %s', (url, kind) => {
    expect(kindOfUrl(url)).toBe(kind);
  });
});

describe('the app window', () => {
  const make = () => {
    const happened: string[] = [];
    const app = createAppWindow({
      factory,
      clearStorage: async () => void happened.push('cleared'),
      onGone: () => happened.push('gone'),
      onInput: () => happened.push('input'),
      onClose: () => happened.push('close'),
    });
    return { app, happened };
  };

  it.each([
    ['mouseMove', 1],
    ['mouseWheel', 1],
    ['rawKeyDown', 1],
    ['touchMove', 1],
    ['mouseEnter', 0],
    ['gestureScrollUpdate', 0],
    ['undefined', 0],
    ['somethingNew', 0],
  ])('E-27: of its input %s counts %i times as a person being there', async (type, times) => {
    const { app, happened } = make();
    await app.open();
    last().webContents.emit('input-event', { type, modifiers: [] });
    expect(happened.filter((one) => one === 'input')).toHaveLength(times);
  });

  it('is one window that loads its page anew for every session', async () => {
    const { app } = make();
    await app.open();
    app.hide();
    await app.open();
    expect(made).toHaveLength(1);
    expect(app.load()).toBe(2);
    expect(last().log).toEqual([
      'load app://wallet/index.html',
      'show',
      'hide',
      'load app://wallet/index.html',
      'show',
    ]);
  });

  it('stays hidden when a lock came while it was loading', async () => {
    const { app } = make();
    await app.open();
    const load = Promise.withResolvers<void>();
    last().loading = load.promise;
    const opening = app.open();
    app.hide();
    load.resolve();
    await opening;
    expect(last().visible).toBe(false);
  });

  it('sends events that fit the contract and hands the port over under its own name', async () => {
    const { app } = make();
    app.send('backend.gone', {});
    await app.open();
    app.send('session.locked', { reason: 'idle' });
    expect(() => app.send('session.idle-warning', { secondsLeft: -1 })).toThrow(
      expect.objectContaining({ code: 'ipc.bad-payload' }),
    );
    const port = { close: () => undefined } as never;
    app.handPort(port);
    expect(last().webContents.sent).toEqual([['session.locked', { reason: 'idle' }]]);
    expect(last().webContents.posted).toEqual([[PORT_CHANNEL, null, [port]]]);
  });

  it('tells of closing and of a dead renderer, and does not close by itself', async () => {
    const { app, happened } = make();
    await app.open();
    expect(last().emit('close')).toBe(true);
    last().webContents.emit('render-process-gone', { reason: 'oom' });
    expect(happened).toEqual(['cleared', 'close', 'gone']);
    app.destroy();
    expect(app.window()).toBeNull();
  });
});

describe('the signer window (E-27)', () => {
  const alive = new Set<number>();
  let kills: number[];
  let happened: string[];
  let parent: FakeWindow | null;

  function make(platform = 'linux'): SignerWindow {
    alive.clear();
    kills = [];
    happened = [];
    parent = null;
    return createSignerWindow({
      factory,
      registry,
      processes: { isAlive: (pid) => alive.has(pid), kill: (pid) => void kills.push(pid) },
      clock,
      logger: createRecordingLogger(),
      platform,
      parent: () => parent as unknown as BrowserWindow | null,
      onGone: () => happened.push('gone'),
      onClose: () => happened.push('close'),
    });
  }

  async function open(signer: SignerWindow): Promise<FakeWindow> {
    await signer.open();
    const window = last();
    alive.add(window.webContents.pid);
    return window;
  }

  it('ends by killing the renderer at once, and is over when the process is gone', async () => {
    const signer = make();
    const window = await open(signer);
    let over = false;
    const ended = signer.end().then(() => {
      over = true;
    });
    expect(window.log.slice(-2)).toEqual(['crash', 'hide']);
    expect(registry.kindOf(window.webContents.id)).toBeUndefined();
    await clock.advance(100);
    expect(over).toBe(false);
    alive.clear();
    await clock.advance(10);
    await ended;
    expect(window.destroyed).toBe(true);
    expect(kills).toEqual([]);
  });

  it('kills the process itself when crashing the renderer did not help', async () => {
    const signer = make();
    const window = await open(signer);
    const ended = signer.end();
    await clock.advance(600);
    expect(kills).toEqual([window.webContents.pid]);
    alive.clear();
    await clock.advance(10);
    await ended;
  });

  it('fails loudly when the process will not go', async () => {
    const signer = make();
    await open(signer);
    const ended = expect(signer.end()).rejects.toMatchObject({ code: 'internal' });
    await clock.advance(6_000);
    await ended;
  });

  it('is a fresh window after every end; ending twice is ending once', async () => {
    const signer = make();
    const first = await open(signer);
    first.webContents.onCrash = () => alive.clear();
    await signer.end();
    await signer.end();
    const second = await open(signer);
    expect(second.webContents.id).not.toBe(first.webContents.id);
    expect(first.log.filter((line) => line === 'crash')).toHaveLength(1);
    second.webContents.onCrash = () => alive.clear();
    await signer.open();
    expect(made).toHaveLength(3);
    expect(second.destroyed).toBe(true);
  });

  it('does not appear when it was ended while it was loading', async () => {
    const signer = make();
    const first = await open(signer);
    first.webContents.onCrash = () => alive.clear();
    const opening = signer.open();
    await settle();
    const loading = last();
    await signer.end();
    await opening;
    expect(loading.destroyed).toBe(true);
  });

  it('reports a renderer that died by itself, but not the one it killed', async () => {
    const signer = make();
    const window = await open(signer);
    window.webContents.emit('render-process-gone', { reason: 'crashed' });
    expect(happened).toEqual(['gone']);
    alive.clear();
    await signer.end();
    window.webContents.emit('render-process-gone', { reason: 'killed' });
    expect(happened).toEqual(['gone']);
  });

  it('comes up as a child of the app window, which waits, and gives it back', async () => {
    const signer = make();
    const window = await open(signer);
    parent = factory.create('app') as unknown as FakeWindow;
    parent.show();
    signer.present();
    expect(window.parent).toBe(parent);
    expect(parent.log).toContain('enabled false');
    signer.hide();
    expect(window.parent).toBeNull();
    expect(window.visible).toBe(false);
    expect(parent.log.slice(-2)).toEqual(['enabled true', 'focus']);
  });

  it('gives the app window back when it is killed during an approval', async () => {
    const signer = make();
    const window = await open(signer);
    window.webContents.onCrash = () => alive.clear();
    parent = factory.create('app') as unknown as FakeWindow;
    signer.present();
    await signer.end();
    expect(parent.log.at(-1)).toBe('enabled true');
  });

  it('on macOS leaves the app window enabled, where disabling would attach a sheet', async () => {
    const signer = make('darwin');
    await open(signer);
    parent = factory.create('app') as unknown as FakeWindow;
    signer.present();
    signer.hide();
    expect(parent.log.filter((line) => line.startsWith('enabled'))).toEqual([]);
  });

  it('sends what fits the contract, prints through the dialog, and is quiet when there is no window', async () => {
    const signer = make();
    signer.send('settings.changed', { settings });
    signer.print();
    await expect(signer.printToPdf()).rejects.toMatchObject({ code: 'session.locked' });
    expect(signer.window()).toBe(null);
    signer.present();
    const window = await open(signer);
    signer.send('settings.changed', { settings });
    expect(window.webContents.sent).toEqual([['settings.changed', { settings }]]);
    expect(() => signer.send('approval.withdraw', { requestId: 'short' })).toThrow(
      expect.objectContaining({ code: 'ipc.bad-payload' }),
    );
    signer.print();
    expect(window.log.at(-1)).toBe('print {"silent":false,"printBackground":false}');
    expect(new TextDecoder().decode(await signer.printToPdf())).toBe('%PDF {"pageSize":"A4"}');
    expect(signer.window()).toBe(window);
    expect(window.emit('close')).toBe(true);
    expect(happened).toEqual(['close']);
  });
});
