/** Secrets that pass through main: the clipboard, the system's key store, files of the person's choice. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock, settle } from '../testing/manual-clock.ts';
import { createRecordingLogger, type RecordingLogger } from '../testing/recording-logger.ts';
import { type FilesParts, initFiles, readWhole } from './files.ts';
import { initSecretClipboard, type SecretClipboard } from './secret-clipboard.ts';
import { initSystemStore, type SystemStoreParts } from './system-store.ts';

const caller = { kind: 'signer' } as const;

describe('E-37: a secret on the clipboard', () => {
  let content: string;
  let marks: string[];
  let clock: ManualClock;
  let logger: RecordingLogger;
  let refusesMarks: boolean;
  let hold: Promise<void>;

  beforeEach(() => {
    content = '';
    marks = [];
    refusesMarks = false;
    hold = Promise.resolve();
    clock = createManualClock();
    logger = createRecordingLogger();
  });

  class Item {
    readonly items: Record<string, unknown>;
    constructor(items: Record<string, unknown>) {
      this.items = items;
    }
  }

  function start(platform = 'darwin'): SecretClipboard {
    return initSecretClipboard({
      clipboard: {
        readText: async () => content,
        writeText: async (text) => {
          content = text;
        },
        write: async (items) => {
          await hold;
          if (refusesMarks) throw new Error('unsupported format');
          const [item] = items as unknown as Item[];
          content = String(item?.items['text/plain']);
          marks = Object.keys(item?.items ?? {}).filter((type) => type !== 'text/plain');
        },
        clear: () => {
          content = '';
        },
      },
      ClipboardItem: Item as never,
      platform,
      clock,
      logger,
    });
  }

  const copy = (secrets: SecretClipboard, text: string) => secrets.handlers['clipboard.secret']({ text }, caller);

  it('is cleared after 45 s, not before', async () => {
    await copy(start(), 'planted secret');
    await clock.advance(44_999);
    expect(content).toBe('planted secret');
    await clock.advance(1);
    expect(content).toBe('');
  });

  it('is left alone once something else is there, also something that came later from us', async () => {
    const secrets = start();
    await copy(secrets, 'planted secret');
    content = 'somebody else’s';
    await clock.advance(45_000);
    expect(content).toBe('somebody else’s');
    await copy(secrets, 'first');
    await clock.advance(30_000);
    await copy(secrets, 'second');
    await clock.advance(44_999);
    expect(content).toBe('second');
    await clock.advance(1);
    expect(content).toBe('');
  });

  it('is cleared at a lock and at the end, also one that was being written', async () => {
    const secrets = start();
    await copy(secrets, 'planted secret');
    await secrets.forget();
    expect(content).toBe('');
    await copy(secrets, 'planted secret');
    await secrets.onQuit?.();
    expect(content).toBe('');
    const gate = Promise.withResolvers<void>();
    hold = gate.promise;
    const copying = copy(secrets, 'late');
    const forgetting = secrets.forget();
    gate.resolve();
    await Promise.all([copying, forgetting]);
    expect(content).toBe('');
    await secrets.forget();
  });

  it.each([
    ['darwin', ['org.nspasteboard.ConcealedType', 'org.nspasteboard.TransientType']],
    [
      'win32',
      ['ExcludeClipboardContentFromMonitorProcessing', 'CanIncludeInClipboardHistory', 'CanUploadToCloudClipboard'],
    ],
    ['linux', ['x-kde-passwordManagerHint']],
  ])('is marked on %s', async (platform, formats) => {
    await copy(start(platform), 'planted secret');
    expect(marks).toEqual(formats.map((format) => `electron application/osclipboard;format="${format}"`));
  });

  it('is copied all the same where the marks are refused, and cleared as well', async () => {
    refusesMarks = true;
    await copy(start(), 'planted secret');
    expect(content).toBe('planted secret');
    expect(logger.events).toEqual(['clipboard.unmarked']);
    await clock.advance(45_000);
    expect(content).toBe('');
  });
});

describe('E-34: the system’s key store', () => {
  const working: SystemStoreParts['safeStorage'] = {
    isAsyncEncryptionAvailable: async () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptStringAsync: async (text) => Buffer.from(`sealed ${text}`),
    decryptStringAsync: async (sealed) => {
      if (!sealed.toString().startsWith('sealed ')) throw new Error('planted reason');
      return { result: sealed.toString().slice(7), shouldReEncrypt: false };
    },
  };
  const touch = { canPromptTouchID: () => false, promptTouchID: async () => undefined };
  const start = (platform: string, change: Partial<typeof working> = {}, preferences = touch) =>
    initSystemStore({ safeStorage: { ...working, ...change }, systemPreferences: preferences, platform }).handlers;
  const code = (of: string) => expect.objectContaining({ code: of });

  it('seals and opens, and what it did not seal does not open', async () => {
    const store = start('linux');
    expect(await store['system-store.status']({}, caller)).toEqual({ available: true, kind: 'gnome_libsecret' });
    const { sealed } = await store['system-store.seal']({ content: 'c0ffee' }, caller);
    expect(sealed).not.toContain('c0ffee');
    expect(await store['system-store.open']({ sealed }, caller)).toEqual({ content: 'c0ffee' });
    await expect(store['system-store.open']({ sealed: '00' }, caller)).rejects.toEqual(code('store.no-system-store'));
  });

  it.each(['basic_text', 'unknown', 'something_new'])(
    'is refused on the Linux back-end %s, without asking it',
    async (name) => {
      let asked = 0;
      const asks = async () => {
        asked += 1;
        return true;
      };
      const store = start('linux', {
        getSelectedStorageBackend: () => name as 'unknown',
        isAsyncEncryptionAvailable: asks,
        encryptStringAsync: async (text) => {
          asked += 1;
          return Buffer.from(text);
        },
      });
      expect(await store['system-store.status']({}, caller)).toMatchObject({ available: false });
      await expect(store['system-store.seal']({ content: '00' }, caller)).rejects.toEqual(
        code('store.no-system-store'),
      );
      await expect(store['system-store.open']({ sealed: '00' }, caller)).rejects.toEqual(code('store.no-system-store'));
      expect(asked).toBe(0);
    },
  );

  it('is refused where the system says no, or fails', async () => {
    const no = start('win32', { isAsyncEncryptionAvailable: async () => false });
    expect(await no['system-store.status']({}, caller)).toEqual({ available: false, kind: 'dpapi' });
    await expect(no['system-store.seal']({ content: '00' }, caller)).rejects.toEqual(code('store.no-system-store'));
    const failing = start('darwin', { isAsyncEncryptionAvailable: () => Promise.reject(new Error('x')) });
    expect(await failing['system-store.status']({}, caller)).toEqual({ available: false, kind: 'keychain' });
  });

  it('asks for the finger where there is a reader, before it opens anything', async () => {
    let opened = 0;
    const decryptStringAsync: typeof working.decryptStringAsync = async (sealed) => {
      opened += 1;
      return working.decryptStringAsync(sealed);
    };
    const refusing = { canPromptTouchID: () => true, promptTouchID: () => Promise.reject(new Error('cancelled')) };
    const store = start('darwin', { decryptStringAsync }, refusing);
    expect(await store['system-store.status']({}, caller)).toEqual({ available: true, kind: 'keychain-touch-id' });
    const { sealed } = await store['system-store.seal']({ content: '00' }, caller);
    await expect(store['system-store.open']({ sealed }, caller)).rejects.toEqual(code('approval.rejected'));
    expect(opened).toBe(0);
  });
});

describe('E-16: backups and sheets', () => {
  let dir: string;
  let epoch: number;
  let chosen: { save: string; open: string };
  let calls: [string, unknown][];
  let printed: Uint8Array;

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'parallax-backups-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));
  beforeEach(() => {
    epoch = 1;
    chosen = { save: '', open: '' };
    calls = [];
    printed = Buffer.from('%PDF planted');
  });

  function start(change: Partial<FilesParts> = {}) {
    return initFiles({
      dialog: {
        showSaveDialog: async (_window: unknown, options: unknown) => {
          calls.push(['save', options]);
          return { canceled: chosen.save === '', filePath: chosen.save };
        },
        showOpenDialog: async () => ({
          canceled: chosen.open === '',
          filePaths: chosen.open === '' ? [] : [chosen.open],
        }),
      } as never,
      backend: {
        call: async (name, request) => {
          calls.push([name, request]);
          return (name === 'backup.make' ? { file: 'c0ffee' } : { added: 3, kept: 1 }) as never;
        },
      },
      signer: { printToPdf: async () => printed, window: () => ({}) as never },
      clock: createManualClock(Date.UTC(2026, 4, 9)),
      appWindow: () => ({}) as never,
      sessionEpoch: () => epoch,
      ...change,
    }).handlers;
  }

  it('a backup is written whole, under a name of the day', async () => {
    chosen.save = path.join(dir, 'a.plxb');
    expect(await start()['backup.save']({}, caller)).toEqual({ saved: true });
    expect(await readFile(chosen.save)).toEqual(Buffer.from('c0ffee', 'hex'));
    expect(calls.at(-1)?.[1]).toMatchObject({ defaultPath: 'parallax-backup-2026-05-09.plxb' });
    chosen.save = '';
    expect(await start()['backup.save']({}, caller)).toEqual({ saved: false });
  });

  it('a backup is read and handed to the backend, which judges it', async () => {
    expect(await start()['backup.restore']({}, caller)).toEqual({ restored: false, added: 0, kept: 0 });
    chosen.open = path.join(dir, 'b.plxb');
    await writeFile(chosen.open, Buffer.from('beef', 'hex'));
    expect(await start()['backup.restore']({}, caller)).toEqual({ restored: true, added: 3, kept: 1 });
    expect(calls).toEqual([['backup.apply', { file: 'beef' }]]);
  });

  it('nothing of one account is written or read after a lock or for another account', async () => {
    chosen = { save: path.join(dir, 'late.plxb'), open: path.join(dir, 'b.plxb') };
    await writeFile(chosen.open, 'x');
    const dialog = {
      showSaveDialog: async () => {
        epoch += 1;
        return { canceled: false, filePath: chosen.save };
      },
      showOpenDialog: async () => {
        epoch += 1;
        return { canceled: false, filePaths: [chosen.open] };
      },
    } as never;
    const handlers = start({ dialog });
    for (const name of ['backup.save', 'backup.restore', 'sheet.save-pdf'] as const) {
      await expect(handlers[name]({}, caller)).rejects.toMatchObject({ code: 'session.locked' });
    }
    expect(await readdir(dir)).not.toContain('late.plxb');
    expect(calls.map(([name]) => name)).not.toContain('backup.apply');
    const switching = start({
      backend: {
        call: async () => {
          epoch += 1;
          return { file: 'c0ffee' } as never;
        },
      },
    });
    await expect(switching['backup.save']({}, caller)).rejects.toMatchObject({ code: 'session.locked' });
  });

  it('only ordinary files of a sound size are read', async () => {
    const file = path.join(dir, 'c.plxb');
    await writeFile(file, '12345');
    expect(await readWhole(file, 5)).toEqual(new Uint8Array(Buffer.from('12345')));
    await expect(readWhole(file, 4)).rejects.toMatchObject({ code: 'input.too-long' });
    await mkdir(path.join(dir, 'folder'));
    for (const name of ['folder', 'missing']) {
      await expect(readWhole(path.join(dir, name), 5)).rejects.toMatchObject({ code: 'file.failed', data: {} });
    }
  });

  it('the sheet is printed as it is on the screen, and not kept in memory', async () => {
    chosen.save = path.join(dir, 'sheet.pdf');
    const pdf = printed;
    expect(await start()['sheet.save-pdf']({}, caller)).toEqual({ saved: true });
    expect(await readFile(chosen.save, 'utf8')).toBe('%PDF planted');
    expect(pdf.every((byte) => byte === 0)).toBe(true);
    await settle();
  });
});
