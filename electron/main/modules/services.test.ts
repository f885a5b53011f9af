/** The modules that do one thing for the windows or the system. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PayloadOf } from '../../../wallet-core/ipc/index.ts';
import { createWindowRegistry } from '../../windows/window-registry.ts';
import { createCurrentSettings } from '../current-settings.ts';
import { externalUrl, isAllowedExternal } from '../external-table.ts';
import { FakeEmitter } from '../testing/fake-window.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { address, settings, txid } from '../testing/samples.ts';
import { initClipboard } from './clipboard.ts';
import { initExternalLinks } from './external-links.ts';
import { initFiles, writeWhole } from './files.ts';
import { menuTemplate } from './menu.ts';
import { initNotifications } from './notifications.ts';
import { initPower } from './power.ts';
import { initSecureKeyboard } from './secure-keyboard.ts';
import { initSingleInstance } from './single-instance.ts';
import { initTheme } from './theme.ts';

const caller = { kind: 'app' } as const;

describe('clipboard', () => {
  it('E-38: writes, and compares without giving the content away', async () => {
    let content = '';
    const { handlers } = initClipboard({
      clipboard: {
        readText: async () => content,
        writeText: async (text) => {
          content = text;
        },
      },
    });
    await handlers['clipboard.write']({ text: 'ä1' }, caller);
    const sha256 = createHash('sha256').update('ä1').digest('hex');
    expect(await handlers['clipboard.compare']({ sha256 }, caller)).toEqual({ same: true });
    content = 'swapped';
    expect(await handlers['clipboard.compare']({ sha256 }, caller)).toEqual({ same: false });
  });
});

describe('E-31: links out', () => {
  it('builds the pages of the table', () => {
    expect(externalUrl('explorer-transaction', txid)).toBe(`https://explorer.runonflux.io/tx/${txid}`);
    expect(externalUrl('explorer-address', address)).toBe(`https://explorer.runonflux.io/address/${address}`);
  });

  it('builds the pages of chains with accounts, each of its own host', () => {
    const hash = `0x${txid}`;
    expect(externalUrl('explorer-transaction', hash, 'bsc')).toBe(`https://bscscan.com/tx/${hash}`);
    expect(isAllowedExternal(externalUrl('explorer-transaction', hash, 'base'))).toBe(true);
    for (const [value, chain] of [
      [hash, 'flux'],
      [txid, 'ethereum'],
      [hash, 'solana'],
    ] as const) {
      expect(() => externalUrl('explorer-transaction', value, chain)).toThrow(
        expect.objectContaining({ code: 'input.bad' }),
      );
    }
  });

  it.each(['', '../x', `${txid}/`, txid.toUpperCase(), `${txid}?a`, 'javascript:1', `${txid}\u202e`, address])(
    'refuses the value %j for a transaction',
    (value) => {
      expect(() => externalUrl('explorer-transaction', value)).toThrow(expect.objectContaining({ code: 'input.bad' }));
    },
  );

  it.each([
    'http://explorer.runonflux.io/tx/1',
    'https://explorer.runonflux.io.evil.example/',
    'https://evil-explorer.runonflux.io/',
    'https://runonflux.io/',
    'https://explorer.runonflux.io:444/',
    'https://user@explorer.runonflux.io/',
    'https://user:pw@explorer.runonflux.io/',
    'file:///etc/passwd',
    'smb://explorer.runonflux.io/',
    'zel:?action=sign',
    'https://explorer.runonflux.io/\u202e',
    'https://explorer.runonflux.io/\n',
    `https://explorer.runonflux.io/${'a'.repeat(3_000)}`,
    '',
  ])('does not open %j', (url) => {
    expect(isAllowedExternal(url)).toBe(false);
  });

  it('opens in the system’s browser, but nothing in the demo', async () => {
    const opened: string[] = [];
    const shell = { openExternal: async (url: string) => void opened.push(url) };
    const request = { target: 'explorer-transaction', value: txid } as const;
    await initExternalLinks({ shell, demo: false }).handlers['external.open'](request, caller);
    expect(opened).toEqual([`https://explorer.runonflux.io/tx/${txid}`]);
    await expect(
      initExternalLinks({ shell, demo: true }).handlers['external.open'](request, caller),
    ).rejects.toMatchObject({ code: 'network.refused-host' });
    expect(opened).toHaveLength(1);
  });
});

describe('E-16: files', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'parallax-files-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('writes whole files and leaves nothing beside them', async () => {
    const file = path.join(dir, 'history.csv');
    await writeFile(file, 'old');
    await writeWhole(file, 'new ä');
    expect(await readFile(file, 'utf8')).toBe('new ä');
    expect(await readdir(dir)).toEqual(['history.csv']);
  });

  it('says file.failed and nothing about the path when it cannot', async () => {
    const failing = writeWhole(path.join(dir, 'missing', 'a.csv'), 'x');
    await expect(failing).rejects.toMatchObject({ code: 'file.failed', data: {} });
  });

  it('writes where the person says, not at all when they do not, and not after a lock', async () => {
    let epoch = 1;
    let chosen = { canceled: false, filePath: path.join(dir, 'chosen.csv') };
    let whileOpen = (): void => undefined;
    const files = initFiles({
      dialog: {
        showSaveDialog: async () => {
          whileOpen();
          return chosen;
        },
      } as never,
      backend: {} as never,
      signer: {} as never,
      clock: createManualClock(),
      appWindow: () => ({}) as never,
      sessionEpoch: () => epoch,
    });
    const save = () => files.handlers['file.save']({ name: 'history.csv', text: 'x' }, caller);
    expect(await save()).toEqual({ saved: true });
    expect(await readFile(chosen.filePath, 'utf8')).toBe('x');
    chosen = { canceled: true, filePath: '' };
    expect(await save()).toEqual({ saved: false });
    chosen = { canceled: false, filePath: path.join(dir, 'late.csv') };
    whileOpen = () => {
      epoch += 1;
    };
    await expect(save()).rejects.toMatchObject({ code: 'session.locked' });
    expect(await readdir(dir)).not.toContain('late.csv');
  });
});

it('E-27: sleep, screen lock and change of user lock; shutdown quits', () => {
  const monitor = new FakeEmitter();
  const happened: string[] = [];
  initPower({
    powerMonitor: () => monitor as never,
    lock: (reason) => happened.push(reason),
    quit: () => happened.push('quit'),
  }).onReady?.();
  for (const name of ['suspend', 'lock-screen', 'user-did-resign-active', 'shutdown', 'resume']) monitor.emit(name);
  expect(happened).toEqual(['suspend', 'lock-screen', 'user-switch', 'quit']);
});

it('E-30: a second start brings up what is open and hands over its arguments', () => {
  const app = new FakeEmitter();
  const happened: unknown[] = [];
  initSingleInstance({
    app: app as never,
    focus: () => happened.push('focus'),
    onArguments: (argv) => happened.push(argv),
  });
  app.emit('second-instance', ['x', 'flux:t1'], '/', {});
  expect(happened).toEqual(['focus', ['x', 'flux:t1']]);
});

describe('notifications', () => {
  function make(lookedAt: boolean, wanted: boolean) {
    const shown: { title?: string; body?: string }[] = [];
    let notify: (payload: PayloadOf<'backend.notify'>) => void = () => undefined;
    let noticeNodes: (payload: PayloadOf<'backend.node-notice'>) => void = () => undefined;
    class FakeNotification extends FakeEmitter {
      static isSupported = () => true;
      readonly options: { title?: string; body?: string };
      constructor(options: { title?: string; body?: string }) {
        super();
        this.options = options;
      }
      show(): void {
        shown.push(this.options);
      }
    }
    const current = createCurrentSettings();
    initNotifications({
      Notification: FakeNotification as never,
      settings: current,
      isLookedAt: () => lookedAt,
      focus: () => undefined,
      onNotify: (listener) => {
        notify = listener;
      },
      onNodeNotice: (listener) => {
        noticeNodes = listener;
      },
    });
    notify({ kind: 'received', chain: 'flux', txid });
    noticeNodes({ kind: 'about-to-expire', nodes: 3 });
    current.set({ ...settings, notifications: wanted });
    notify({ kind: 'received', chain: 'flux', txid });
    noticeNodes({ kind: 'about-to-expire', nodes: 3 });
    return shown;
  }

  it('say what happened, without amounts, addresses or ids', () => {
    expect(make(false, true)).toEqual([
      { title: 'Parallax', body: 'A payment has arrived.', silent: true },
      {
        title: 'Parallax',
        body: '3 of your nodes are about to expire: their servers send no confirmations.',
        silent: true,
      },
    ]);
  });

  it('stay away when somebody is looking, when not wanted, and before the settings are known', () => {
    expect(make(true, true)).toEqual([]);
    expect(make(false, false)).toEqual([]);
  });
});

describe('menu', () => {
  it.each(['linux', 'win32', 'darwin'])('on %s nothing reloads a page or opens developer tools', (platform) => {
    const text = JSON.stringify(menuTemplate(platform, () => undefined));
    expect(text).not.toMatch(/reload|devtools|toggleDevTools|services|help/i);
    expect(text).toContain('Lock now');
    expect(text).toContain('zoomIn');
  });

  it('on macOS text can be pasted and the app quit', () => {
    const text = JSON.stringify(menuTemplate('darwin', () => undefined));
    expect(text).toContain('"paste"');
    expect(text).toContain('"quit"');
  });
});

it('E-39: on macOS keys typed into the signer are kept from other programs, and only there', () => {
  const app = Object.assign(new FakeEmitter(), {
    said: [] as boolean[],
    setSecureKeyboardEntryEnabled(on: boolean) {
      this.said.push(on);
    },
  });
  const windows = createWindowRegistry();
  windows.add(1, 'app');
  windows.add(2, 'signer');
  const hooks = initSecureKeyboard({ app: app as never, windows, platform: 'darwin' });
  const window = (id: number) => ({ webContents: { id } });
  app.emit('browser-window-focus', window(1));
  app.emit('browser-window-focus', window(2));
  app.emit('browser-window-blur', window(2));
  void hooks.onQuit?.();
  expect(app.said).toEqual([false, true, false, false]);
  expect(initSecureKeyboard({ app: app as never, windows, platform: 'linux' })).toEqual({});
});

it('the theme follows the setting, and windows are painted in its ground', () => {
  const nativeTheme = { themeSource: 'system' as const, shouldUseDarkColors: true };
  const current = createCurrentSettings();
  const theme = initTheme({ nativeTheme, settings: current });
  const dark = theme.background();
  current.set({ ...settings, theme: 'light' });
  expect(nativeTheme.themeSource).toBe('light');
  nativeTheme.shouldUseDarkColors = false;
  expect(theme.background()).not.toBe(dark);
});
