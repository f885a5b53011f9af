import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getOptions } from '../options.ts';
import { runtime } from '../runtime.ts';
import { appEvents } from './app-events.ts';
import { AppPaths } from './app-paths.ts';
import { BrowserWindow } from './browser-window.ts';
import { commandLine } from './command-line.ts';
import { listed } from './listed.ts';
import { makeEvent } from './preventable.ts';
import { records } from './records.ts';
import { SingleInstance } from './single-instance.ts';

interface Manifest {
  readonly name: string;
  readonly productName?: string;
  readonly version: string;
}

const CLOSE_LIMIT_MS = 2_000;

const manifest = (): Manifest => JSON.parse(readFileSync(join(getOptions().appRoot, 'package.json'), 'utf8'));
const instance = new SingleInstance();
let givenName: string | undefined;
let isQuitting = false;
let isReady = false;
const ready = Promise.withResolvers<void>();

const paths = new AppPaths(() => getName());

function getName(): string {
  const { productName, name } = manifest();
  return givenName ?? productName ?? name;
}

async function closeBrowser(): Promise<void> {
  if (!isReady) return;
  const { browser } = await runtime();
  const closed = new Promise<void>((resolve) => browser.connection.onClose(resolve));
  browser.root.tell('Browser.close');
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, CLOSE_LIMIT_MS).unref())]);
}

function exit(code = 0): void {
  if (isQuitting) return;
  isQuitting = true;
  for (const window of BrowserWindow.getAllWindows()) window.destroy();
  appEvents.emit('quit', makeEvent(), code);
  instance.release();
  void closeBrowser().finally(() => process.exit(code));
}

function quit(): void {
  if (isQuitting) return;
  const before = makeEvent();
  appEvents.emit('before-quit', before);
  if (before.defaultPrevented) return;
  for (const window of BrowserWindow.getAllWindows()) {
    window.close();
    // A window that stays open keeps the app.
    if (!window.isDestroyed()) return;
  }
  const will = makeEvent();
  appEvents.emit('will-quit', will);
  if (!will.defaultPrevented) exit(0);
}

const standIn = {
  /** How reports and banners name the engine. */
  standIn: 'Chromium stand-in',
  isPackaged: false,
  name: '',
  quit,
  exit,
  whenReady: (): Promise<void> => ready.promise,
  isReady: (): boolean => isReady,
  getName,
  setName(name: string): void {
    givenName = name;
  },
  getVersion: (): string => manifest().version,
  getAppPath: (): string => getOptions().appRoot,
  getPath: (name: string): string => paths.get(name),
  setPath: (name: string, path: string): void => paths.set(name, path),
  getLocale: (): string => 'en-GB',
  getSystemLocale: (): string => 'en-GB',
  getPreferredSystemLanguages: (): string[] => ['en-GB'],
  getLocaleCountryCode: (): string => 'GB',
  enableSandbox(): void {},
  disableHardwareAcceleration(): void {},
  setAppUserModelId(): void {},
  setSecureKeyboardEntryEnabled(): void {},
  isSecureKeyboardEntryEnabled: (): boolean => false,
  setAsDefaultProtocolClient(scheme: string): boolean {
    records.protocolClients.push(scheme);
    return true;
  },
  removeAsDefaultProtocolClient: (): boolean => true,
  isDefaultProtocolClient: (scheme: string): boolean => records.protocolClients.includes(scheme),
  requestSingleInstanceLock(additionalData: unknown = null): boolean {
    const start = { argv: [...process.argv], cwd: process.cwd(), additionalData };
    return instance.request(paths.get('userData'), start, (second) =>
      appEvents.emit('second-instance', makeEvent(), second.argv, second.cwd, second.additionalData),
    );
  },
  hasSingleInstanceLock: (): boolean => instance.has(),
  releaseSingleInstanceLock: (): void => instance.release(),
  focus(): void {},
  hide(): void {},
  show(): void {},
  setBadgeCount: (): boolean => false,
  setAboutPanelOptions(): void {},
  getAppMetrics: (): object[] => [],
  commandLine,
  dock: undefined,
};

export const app = listed('app', Object.assign(appEvents, standIn));

appEvents.on('stand-in:all-closed', () => {
  if (isQuitting || BrowserWindow.getAllWindows().length > 0) return;
  if (appEvents.listenerCount('window-all-closed') > 0) appEvents.emit('window-all-closed');
  else quit();
});

async function start(): Promise<void> {
  if (isQuitting) return;
  try {
    const { browser } = await runtime();
    const { product } = await browser.root.send('Browser.getVersion');
    standInNamed(product);
    browser.connection.onClose(() => {
      if (isQuitting) return;
      process.stderr.write('stand-in: Chromium ended on its own\n');
      process.exit(1);
    });
    isReady = true;
    // Quit while Chromium came up: what `exit` could not close yet goes with the process.
    if (isQuitting) return;
    appEvents.emit('will-finish-launching');
    ready.resolve();
    appEvents.emit('ready', makeEvent(), {});
  } catch (error) {
    process.stderr.write(`stand-in: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** `Chrome/156.0.8078.79` → `Chromium 156 stand-in`. */
function standInNamed(product: string): void {
  const major = /\/(\d+)\./.exec(product)?.[1] ?? '';
  Object.assign(appEvents, { standIn: `Chromium ${major} stand-in` });
}

// After the app's main module has said what it has to say before ready.
setImmediate(() => void start());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, quit);
