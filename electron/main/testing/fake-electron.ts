/** The parts of Electron that main is composed of, in memory: what a test can drive and look at. */
import type { IpcMainInvokeEvent } from 'electron';
import type { ElectronParts } from '../compose.ts';
import { FakeEmitter, fakeWindowClass } from './fake-window.ts';

export class FakeBackendProcess extends FakeEmitter {
  readonly posted: unknown[] = [];
  readonly transfers: unknown[] = [];
  killed = 0;

  postMessage(message: unknown, transfer?: unknown): void {
    this.posted.push(message);
    if (transfer !== undefined) this.transfers.push(transfer);
    this.onPost(message);
  }

  onPost: (message: unknown) => void = () => undefined;

  /** As the real one: listeners get the value alone. */
  tell(name: 'message' | 'exit', value: unknown): void {
    for (const listener of this.direct.get(name) ?? []) listener(value);
  }

  readonly direct = new Map<string, ((value: unknown) => void)[]>();

  override on(name: string, listener: (...args: unknown[]) => void): this {
    this.direct.set(name, [...(this.direct.get(name) ?? []), listener]);
    return this;
  }

  kill(): boolean {
    this.killed += 1;
    this.tell('exit', 0);
    return true;
  }
}

class FakeApp extends FakeEmitter {
  readonly isPackaged: boolean;
  readonly said: string[];
  readonly #ready = Promise.withResolvers<void>();

  constructor(isPackaged: boolean, said: string[], userData = '/userData') {
    super();
    this.isPackaged = isPackaged;
    this.said = said;
    this.getPath = (name) => (name === 'userData' ? userData : `/${name}`);
  }

  readonly getPath: (name: string) => string;

  getVersion = (): string => '0.1.0';
  whenReady = (): Promise<void> => this.#ready.promise;
  becomeReady = (): void => this.#ready.resolve();
  setAsDefaultProtocolClient = (scheme: string): boolean => this.said.push(`register ${scheme}`) > 0;
  commandLine = { appendSwitch: (name: string, value: string): void => void this.said.push(`switch ${name}=${value}`) };
  setSecureKeyboardEntryEnabled = (): void => undefined;
  exit = (code: number): void => void this.said.push(`exit ${code}`);
  quit = (): void => void this.emit('before-quit');
}

function fakeSession(name: string, said: string[]) {
  const note = (what: string) => () => void said.push(`${name} ${what}`);
  return Object.assign(new FakeEmitter(), {
    setPermissionRequestHandler: note('permission request'),
    setPermissionCheckHandler: note('permission check'),
    setDevicePermissionHandler: note('device'),
    setDisplayMediaRequestHandler: note('display'),
    setBluetoothPairingHandler: note('bluetooth'),
    clearStorageData: async () => note('storage cleared')(),
    webRequest: { onBeforeRequest: note('request filter') },
    protocol: { handle: note('scheme') },
  });
}

export interface FakeElectron {
  readonly parts: ElectronParts;
  readonly app: FakeApp;
  readonly windows: ReturnType<typeof fakeWindowClass>['made'];
  readonly backends: FakeBackendProcess[];
  readonly power: FakeEmitter;
  /** What was done to the system, in order. */
  readonly said: string[];
  invoke(name: string, event: IpcMainInvokeEvent, request: unknown): Promise<unknown>;
  readonly channels: readonly string[];
  /** Runs for every message posted to every backend process. */
  onBackendMessage: (backend: FakeBackendProcess, message: unknown) => void;
  readonly clipboard: { text: string };
  /** What the person chooses in the next dialogs; empty: they cancel. */
  readonly dialogs: { save: string; open: string };
}

export interface FakeElectronOptions {
  readonly packaged?: boolean;
  readonly userData?: string;
  /** How the pages of new windows load. */
  readonly nextLoad?: () => Promise<void>;
}

export function createFakeElectron(options: FakeElectronOptions = {}): FakeElectron {
  const said: string[] = [];
  const { made, BrowserWindow } = fakeWindowClass(options.nextLoad);
  const app = new FakeApp(options.packaged ?? false, said, options.userData);
  const backends: FakeBackendProcess[] = [];
  const handlers = new Map<string, (event: IpcMainInvokeEvent, request: unknown) => Promise<unknown>>();
  const sessions = new Map<string, ReturnType<typeof fakeSession>>();
  const power = new FakeEmitter();
  const sessionOf = (name: string) => {
    const known = sessions.get(name) ?? fakeSession(name, said);
    sessions.set(name, known);
    return known;
  };
  const clipboard = { text: '' };
  const dialogs: { save: string; open: string } = { save: '', open: '' };

  const fake: FakeElectron = {
    app,
    windows: made,
    backends,
    power,
    said,
    onBackendMessage: () => undefined,
    clipboard,
    dialogs,
    get channels() {
      return [...handlers.keys()];
    },
    invoke(name, event, request) {
      const handler = handlers.get(name);
      return handler === undefined ? Promise.reject(new Error(`no handler for ${name}`)) : handler(event, request);
    },
    parts: {
      app,
      BrowserWindow,
      clipboard: {
        readText: async () => clipboard.text,
        writeText: async (text: string) => {
          clipboard.text = text;
        },
        write: async ([item]: { items: Record<string, string> }[]) => {
          clipboard.text = item?.items['text/plain'] ?? '';
        },
        clear: () => {
          clipboard.text = '';
        },
      },
      ClipboardItem: class {
        readonly items: Record<string, string>;
        constructor(items: Record<string, string>) {
          this.items = items;
        }
      },
      dialog: {
        showErrorBox: (title: string) => said.push(`error box: ${title}`),
        showSaveDialog: async () => ({ canceled: dialogs.save === '', filePath: dialogs.save }),
        showOpenDialog: async () => ({
          canceled: dialogs.open === '',
          filePaths: dialogs.open === '' ? [] : [dialogs.open],
        }),
      },
      safeStorage: {
        isAsyncEncryptionAvailable: async () => true,
        getSelectedStorageBackend: () => 'gnome_libsecret',
        encryptStringAsync: async (text: string) => Buffer.from(text),
        decryptStringAsync: async (sealed: Buffer) => ({ result: sealed.toString(), shouldReEncrypt: false }),
      },
      systemPreferences: {},
      ipcMain: {
        handle: (name: string, handler: (event: IpcMainInvokeEvent, request: unknown) => Promise<unknown>) =>
          handlers.set(name, handler),
      },
      Menu: { buildFromTemplate: () => 'menu', setApplicationMenu: () => said.push('menu') },
      MessageChannelMain: class {
        readonly port1 = { close: () => undefined };
        readonly port2 = { close: () => undefined };
      },
      nativeTheme: { themeSource: 'system', shouldUseDarkColors: false },
      Notification: { isSupported: () => false },
      powerMonitor: power,
      protocol: { registerSchemesAsPrivileged: () => said.push('privileged scheme') },
      session: {
        fromPartition: sessionOf,
        get defaultSession() {
          return sessionOf('default');
        },
      },
      shell: { openExternal: async (url: string) => void said.push(`open ${url}`) },
      utilityProcess: {
        fork: (file: string, _args: string[], { env }: { env: Record<string, string> }) => {
          said.push(`fork ${file} ${Object.keys(env).join(',')}`);
          const backend = new FakeBackendProcess();
          backend.onPost = (message) => fake.onBackendMessage(backend, message);
          backends.push(backend);
          return backend;
        },
      },
    } as unknown as ElectronParts,
  };
  return fake;
}
