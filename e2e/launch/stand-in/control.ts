/** The launcher's line into the app process: what tests may do to the system around the app, and what they may see of it. */

import { appEvents } from './electron/app-events.ts';
import { BrowserWindow } from './electron/browser-window.ts';
import { clipboard } from './electron/clipboard.ts';
import { queueAnswer } from './electron/dialog.ts';
import { pressAccelerator } from './electron/menu.ts';
import { nativeTheme } from './electron/native-theme.ts';
import { clickNotification } from './electron/notification.ts';
import { makeEvent } from './electron/preventable.ts';
import { records } from './electron/records.ts';
import { powerMonitor, pressShortcut } from './electron/system.ts';
import { runningUtilities } from './electron/utility-process.ts';
import { getOptions } from './options.ts';
import { browserPid, runtime } from './runtime.ts';

export interface WindowReport {
  readonly id: number;
  readonly targetId: string | undefined;
  /** `app://…` */
  readonly url: string;
  readonly title: string;
  readonly isVisible: boolean;
  readonly isFocused: boolean;
  readonly isEnabled: boolean;
  readonly isModal: boolean;
  readonly isContentProtected: boolean;
  readonly parentId: number | undefined;
  readonly pid: number;
  readonly webPreferences: Readonly<Record<string, unknown>>;
}

export interface ProcessReport {
  readonly main: number;
  readonly browser: number | undefined;
  readonly utilities: readonly { readonly name: string; readonly pid: number | undefined }[];
}

async function reportWindow(window: BrowserWindow): Promise<WindowReport> {
  const { webContents } = window;
  return {
    id: window.id,
    targetId: webContents.standIn.targetId,
    url: webContents.getURL(),
    title: window.getTitle(),
    isVisible: window.isVisible(),
    isFocused: window.isFocused(),
    isEnabled: window.isEnabled(),
    isModal: window.isModal(),
    isContentProtected: window.isContentProtected(),
    parentId: window.getParentWindow()?.id,
    pid: await webContents.standIn.settledProcessId(),
    webPreferences: webContents.getLastWebPreferences(),
  };
}

function closeAsPerson(id: number): void {
  BrowserWindow.fromId(id)?.close();
}

const commands = {
  ready: async () => {
    const { browser } = await runtime();
    const version = await browser.root.send('Browser.getVersion');
    return { product: version.product, port: getOptions().debuggingPort ? await browser.debuggingPort() : undefined };
  },
  windows: () => Promise.all(BrowserWindow.getAllWindows().map(reportWindow)),
  processes: (): ProcessReport => ({
    main: process.pid,
    browser: browserPid(),
    utilities: [...runningUtilities].map(({ name, process: child }) => ({ name, pid: child.pid })),
  }),
  firePower: (name: string) => powerMonitor.emit(name, makeEvent()),
  setIdleSeconds: (seconds: number) => {
    powerMonitor.idleSeconds = seconds;
  },
  readClipboard: () => clipboard.readText(),
  writeClipboard: (text: string) => clipboard.writeText(text),
  openUrl: (url: string) => appEvents.emit('open-url', makeEvent(), url),
  activate: () => appEvents.emit('activate', makeEvent(), false),
  answerDialog: queueAnswer,
  pressAccelerator: (accelerator: string) => pressAccelerator(accelerator, BrowserWindow.getFocusedWindow()),
  pressShortcut,
  clickNotification,
  setSystemDark: (dark: boolean) => nativeTheme.setSystemDark(dark),
  closeWindow: closeAsPerson,
  records: () => records,
  quit: () => setImmediate(() => process.emit('SIGTERM')),
} as const;

export type Commands = typeof commands;

interface Ask {
  readonly standIn: number;
  readonly command: keyof Commands;
  readonly args: readonly unknown[];
}

async function answer({ standIn, command, args }: Ask): Promise<void> {
  try {
    const run = commands[command] as (...rest: unknown[]) => unknown;
    const value = await run(...args);
    process.send?.({ standIn, ok: true, value: value === undefined ? null : value });
  } catch (error) {
    process.send?.({ standIn, ok: false, error: error instanceof Error ? error.message : String(error) });
  }
}

if (process.send) {
  process.on('message', (message: Ask) => {
    if (typeof message?.standIn === 'number' && Object.hasOwn(commands, message.command)) void answer(message);
  });
  // Whoever started the app for a test is gone: so is the test.
  process.on('disconnect', () => process.exit(1));
}
