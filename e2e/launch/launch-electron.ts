import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { killHard, processTree } from './process-tree.ts';
import {
  type LaunchOptions,
  NotOnThisEngine,
  type PageChoice,
  type RunningApp,
  type WindowInfo,
  type WindowKind,
} from './running-app.ts';
import type { Records } from './stand-in/electron/records.ts';

const PAGE_WAIT_MS = 15_000;
const ORIGINS: Readonly<Record<WindowKind, string>> = { app: 'app://wallet/', signer: 'app://signer/' };

/** Electron's binary, found by its files. The package is never imported: that alone would start a download. */
export function findElectron(appRoot: string): string | undefined {
  const folder = join(appRoot, 'node_modules/electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}

function electronArguments(options: LaunchOptions, main: string): string[] {
  // Root may not use Chromium's sandbox; what is tested then says nothing about it.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const servers = options.serversFile === undefined ? [] : ['--servers', options.serversFile];
  return [...sandbox, main, '--profile', options.profileDir, ...servers, ...(options.args ?? [])];
}

async function describeWindows(app: ElectronApplication): Promise<readonly WindowInfo[]> {
  const found = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      id: window.id,
      url: window.webContents.getURL(),
      isVisible: window.isVisible(),
      isFocused: window.isFocused(),
      isEnabled: window.isEnabled(),
      isContentProtected: window.isContentProtected(),
      parentId: window.getParentWindow()?.id,
      pid: window.webContents.getOSProcessId(),
      webPreferences: undefined,
    })),
  );
  return found.map((window) => {
    const kind = window.url.startsWith(ORIGINS.app)
      ? 'app'
      : window.url.startsWith(ORIGINS.signer)
        ? 'signer'
        : 'other';
    return { ...window, kind } as WindowInfo;
  });
}

async function waitForPage(app: ElectronApplication, kind: WindowKind, choice: PageChoice = {}): Promise<Page> {
  for (const end = performance.now() + (choice.timeoutMs ?? PAGE_WAIT_MS); ; ) {
    const page = app.windows().find((window) => window.url().startsWith(ORIGINS[kind]));
    const shown =
      !choice.visible || (await describeWindows(app)).some((window) => window.kind === kind && window.isVisible);
    if (page && shown) return page;
    if (performance.now() > end) throw new Error(`there is no ${kind} window`);
    await sleep(25);
  }
}

/** Runs the app on real Electron, with the same handle as the stand-in as far as Electron allows. */
export async function launchOnElectron(
  options: LaunchOptions & { readonly main: string },
  binary: string,
): Promise<RunningApp> {
  const env = { ...process.env, ...options.env } as Record<string, string>;
  const app = await _electron.launch({ executablePath: binary, args: electronArguments(options, options.main), env });
  const child = app.process();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (options.echo) process.stdout.write(chunk);
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const version = await app.evaluate(() => process.versions.electron ?? '');
  const engine = `Electron ${version}`;
  const refuse = (what: string) => (): Promise<never> => Promise.reject(new NotOnThisEngine(what, engine));

  async function processes() {
    const windows = await describeWindows(app);
    const metrics = await app.evaluate(({ app: electronApp }) =>
      electronApp.getAppMetrics().map(({ pid, serviceName }) => ({ pid, serviceName })),
    );
    const pidOf = (kind: WindowKind): number | undefined => windows.find((window) => window.kind === kind)?.pid;
    const backend = metrics.find(({ serviceName }) => serviceName?.startsWith('Parallax'))?.pid;
    return {
      main: child.pid ?? 0,
      backend,
      app: pidOf('app'),
      signer: pidOf('signer'),
      all: processTree(child.pid ?? 0),
    };
  }

  return {
    engine,
    profileDir: options.profileDir,
    exited,
    output: () => output,
    windows: () => describeWindows(app),
    appPage: (choice) => waitForPage(app, 'app', choice),
    signerPage: (choice) => waitForPage(app, 'signer', choice),
    processes,
    powerMonitor: {
      fire: async (name) => void (await app.evaluate(({ powerMonitor }, event) => powerMonitor.emit(event), name)),
      setIdleSeconds: refuse('setting the idle time'),
    },
    clipboard: {
      read: () => app.evaluate(({ clipboard }) => clipboard.readText()),
      write: async (text) => void (await app.evaluate(({ clipboard }, words) => clipboard.writeText(words), text)),
    },
    dialogs: {
      async answerSave(path) {
        await app.evaluate(({ dialog }, filePath) => {
          dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' });
        }, path);
      },
      async answerOpen(path) {
        await app.evaluate(({ dialog }, filePath) => {
          const filePaths = filePath === null ? [] : [filePath];
          dialog.showOpenDialog = () => Promise.resolve({ canceled: filePath === null, filePaths });
        }, path);
      },
      async answerMessage(response, checkboxChecked = false) {
        await app.evaluate(
          ({ dialog }, answer) => {
            dialog.showMessageBox = () => Promise.resolve(answer);
          },
          { response, checkboxChecked },
        );
      },
    },
    openUrl: async (link) =>
      void (await app.evaluate(
        ({ app: electronApp }, url) => electronApp.emit('open-url', { preventDefault() {} }, url),
        link,
      )),
    async secondInstance(args) {
      const { spawn } = await import('node:child_process');
      const second = spawn(binary, [...electronArguments(options, options.main), ...args], { env, stdio: 'ignore' });
      return new Promise((resolve) => second.once('exit', resolve));
    },
    activate: async () => void (await app.evaluate(({ app: electronApp }) => electronApp.emit('activate', {}, false))),
    async pressAccelerator(accelerator) {
      await app.evaluate(({ Menu, BrowserWindow }, wanted) => {
        const all = (items: Electron.MenuItem[]): Electron.MenuItem[] =>
          items.flatMap((item) => [item, ...all(item.submenu?.items ?? [])]);
        const window = BrowserWindow.getFocusedWindow() ?? undefined;
        all(Menu.getApplicationMenu()?.items ?? [])
          .find((item) => item.accelerator === wanted)
          ?.click(undefined, window, undefined);
      }, accelerator);
    },
    clickNotification: refuse('clicking a notification'),
    setSystemDark: refuse("changing the system's theme"),
    async closeWindow(kind) {
      const window = (await describeWindows(app)).find((found) => found.kind === kind);
      await app.evaluate(({ BrowserWindow }, id) => BrowserWindow.fromId(id)?.close(), window?.id ?? 0);
    },
    records: refuse('reading what the app did to the system') as () => Promise<Records>,
    async kill9(target) {
      const known = await processes();
      const pid = { backend: known.backend, signer: known.signer, 'app-window': known.app, app: known.main }[target];
      if (pid === undefined) throw new Error(`there is no ${target} process`);
      await killHard(target === 'app' ? known.all : [pid]);
      if (target === 'app') await exited;
    },
    async close() {
      const tree = processTree(child.pid ?? 0);
      await Promise.race([app.close().catch(() => {}), sleep(10_000, undefined, { ref: false })]);
      await killHard(tree);
    },
  };
}
