import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright';
import { chromiumHint, findChromium } from './chromium.mjs';
import { isRunning, killHard, processTree } from './process-tree.ts';
import type { LaunchOptions, PageChoice, RunningApp, WindowInfo, WindowKind } from './running-app.ts';
import type { ProcessReport, WindowReport } from './stand-in/control.ts';
import type { Records } from './stand-in/electron/records.ts';
import { toImportUrl } from './stand-in/options.ts';

const REGISTER = new URL('./stand-in/register.ts', import.meta.url).href;
const QUIT_LIMIT_MS = 10_000;
const PAGE_WAIT_MS = 15_000;

interface Started {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  ask(command: string, ...args: unknown[]): Promise<unknown>;
}

export interface StandInLaunch extends LaunchOptions {
  readonly appRoot: string;
  readonly main: string;
}

function appArguments(options: LaunchOptions): string[] {
  return [
    '--profile',
    options.profileDir,
    ...(options.serversFile === undefined ? [] : ['--servers', options.serversFile]),
    ...(options.args ?? []),
  ];
}

/** One process of the app under the stand-in, with the control channel as its IPC. */
function startProcess(
  options: StandInLaunch,
  userDataDir: string,
  args: readonly string[],
  onOutput: (text: string) => void,
): Started {
  const executable = findChromium();
  if (executable === undefined) throw new Error(`No Chromium found. ${chromiumHint()}`);
  const register = toImportUrl(REGISTER, {
    appRoot: options.appRoot,
    chromium: executable,
    userDataDir,
    headless: options.headless ?? true,
    debuggingPort: options.debuggable ?? true,
    chromiumArguments: options.chromiumArguments ?? [],
    banner: options.banner ? 'Chromium stand-in: this is not the real Electron' : '',
  });
  const child = spawn(process.execPath, ['--import', register, options.main, ...args], {
    cwd: options.appRoot,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...options.env },
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => onOutput(chunk.toString('utf8')));
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let next = 1;
  child.on('message', (message: { standIn: number; ok: boolean; value?: unknown; error?: string }) => {
    const asked = waiting.get(message.standIn);
    waiting.delete(message.standIn);
    if (message.ok) asked?.resolve(message.value);
    else asked?.reject(new Error(message.error));
  });
  const exited = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => {
      for (const asked of waiting.values()) asked.reject(new Error(`the app has ended (${code})`));
      waiting.clear();
      resolve(code);
    });
  });
  function ask(command: string, ...args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (!child.connected) return reject(new Error('the app has ended'));
      const id = next++;
      waiting.set(id, { resolve, reject });
      child.send({ standIn: id, command, args }, (error) => {
        if (error) reject(error);
      });
    });
  }
  return { child, exited, ask };
}

function kindOf(url: string): WindowInfo['kind'] {
  if (url.startsWith('app://wallet/')) return 'app';
  return url.startsWith('app://signer/') ? 'signer' : 'other';
}

function describeWindow(report: WindowReport): WindowInfo {
  const { id, url, isVisible, isFocused, isEnabled, isContentProtected, parentId, pid, webPreferences } = report;
  return {
    id,
    kind: kindOf(url),
    url,
    isVisible,
    isFocused,
    isEnabled,
    isContentProtected,
    parentId,
    pid,
    webPreferences,
  };
}

/** Playwright's pages by the ids that the stand-in knows them by. */
class Pages {
  private readonly ids = new WeakMap<Page, Promise<string>>();
  private readonly browser: Browser;

  constructor(browser: Browser) {
    this.browser = browser;
  }

  async find(targetId: string): Promise<Page | undefined> {
    for (const context of this.browser.contexts()) {
      for (const page of context.pages()) if ((await this.idOf(page)) === targetId) return page;
    }
    return undefined;
  }

  private idOf(page: Page): Promise<string> {
    const known = this.ids.get(page);
    if (known) return known;
    const asked = page
      .context()
      .newCDPSession(page)
      .then(async (session) => {
        const { targetInfo } = await session.send('Target.getTargetInfo');
        await session.detach();
        return targetInfo.targetId;
      })
      // A page that went away while we asked is nobody's.
      .catch(() => '');
    this.ids.set(page, asked);
    return asked;
  }
}

/** Runs the app on the stand-in. Rejects with the app's own output when it does not come up. */
export async function launchOnStandIn(options: StandInLaunch): Promise<RunningApp> {
  const scratch = mkdtempSync(join(tmpdir(), 'parallax-chromium-'));
  let output = '';
  const onOutput = (text: string): void => {
    output += text;
    if (options.echo) process.stdout.write(text);
  };
  const { child, exited, ask } = startProcess(options, scratch, appArguments(options), onOutput);
  const clear = (): void => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });

  let ready: { product: string; port?: number };
  let browser: Browser | undefined;
  try {
    ready = (await ask('ready')) as typeof ready;
    if (ready.port !== undefined) browser = await chromium.connectOverCDP(`http://127.0.0.1:${ready.port}`);
  } catch (error) {
    await killHard(processTree(child.pid ?? 0));
    clear();
    throw new Error(`the app did not come up: ${String(error)}\n${output}`);
  }
  const pages = browser === undefined ? undefined : new Pages(browser);
  const major = /\/(\d+)\./.exec(ready.product)?.[1] ?? '';

  const reports = async (): Promise<readonly WindowReport[]> => (await ask('windows')) as WindowReport[];

  async function pageOf(kind: WindowKind, choice: PageChoice = {}): Promise<Page> {
    if (!pages) throw new Error('the app was started without a debugging port');
    for (const end = performance.now() + (choice.timeoutMs ?? PAGE_WAIT_MS); ; ) {
      // The app may not have heard yet that a process died; its window is no longer one that a person could use.
      const report = (await reports()).find(
        (window) =>
          kindOf(window.url) === kind &&
          window.pid > 0 &&
          isRunning(window.pid) &&
          (!choice.visible || window.isVisible),
      );
      const page = report?.targetId === undefined ? undefined : await pages.find(report.targetId);
      if (page) return page;
      if (performance.now() > end) throw new Error(`there is no ${kind} window:\n${output}`);
      await sleep(25);
    }
  }

  async function processes() {
    const [report, windows] = [(await ask('processes')) as ProcessReport, await reports()];
    const pidOf = (kind: WindowKind): number | undefined =>
      windows.find((window) => kindOf(window.url) === kind)?.pid || undefined;
    return {
      main: report.main,
      backend: report.utilities[0]?.pid,
      app: pidOf('app'),
      signer: pidOf('signer'),
      all: processTree(report.main),
    };
  }

  async function finish(): Promise<void> {
    await browser?.close().catch(() => {});
    clear();
  }

  const tell = async (command: string, ...args: unknown[]): Promise<void> => void (await ask(command, ...args));

  return {
    engine: `Chromium ${major} stand-in`,
    profileDir: options.profileDir,
    exited,
    output: () => output,
    windows: async () => (await reports()).map(describeWindow),
    appPage: (choice) => pageOf('app', choice),
    signerPage: (choice) => pageOf('signer', choice),
    processes,
    powerMonitor: {
      fire: (name) => tell('firePower', name),
      setIdleSeconds: (seconds) => tell('setIdleSeconds', seconds),
    },
    clipboard: { read: async () => String(await ask('readClipboard')), write: (text) => tell('writeClipboard', text) },
    dialogs: {
      answerSave: (path) => tell('answerDialog', 'showSaveDialog', { canceled: path === null, filePath: path ?? '' }),
      answerOpen: (path) =>
        tell('answerDialog', 'showOpenDialog', { canceled: path === null, filePaths: path === null ? [] : [path] }),
      answerMessage: (response, checkboxChecked = false) =>
        tell('answerDialog', 'showMessageBox', { response, checkboxChecked }),
    },
    openUrl: (link) => tell('openUrl', link),
    async secondInstance(args) {
      const second = mkdtempSync(join(tmpdir(), 'parallax-chromium-'));
      const started = startProcess(options, second, [...appArguments(options), ...args], onOutput);
      const code = await started.exited;
      rmSync(second, { recursive: true, force: true });
      return code;
    },
    activate: () => tell('activate'),
    pressAccelerator: (accelerator) => tell('pressAccelerator', accelerator),
    clickNotification: (index) => tell('clickNotification', index),
    setSystemDark: (dark) => tell('setSystemDark', dark),
    async closeWindow(kind) {
      const window = (await reports()).find((report) => kindOf(report.url) === kind);
      if (window) await tell('closeWindow', window.id);
    },
    records: async () => (await ask('records')) as Records,
    async kill9(target) {
      const known = await processes();
      if (target === 'app') {
        await killHard(known.all);
        await exited;
        await finish();
        return;
      }
      const pid = { backend: known.backend, signer: known.signer, 'app-window': known.app }[target];
      if (pid === undefined) throw new Error(`there is no ${target} process`);
      await killHard([pid]);
    },
    async close() {
      const tree = processTree(child.pid ?? 0);
      if (child.connected) ask('quit').catch(() => {});
      const ended = await Promise.race([exited.then(() => true), sleep(QUIT_LIMIT_MS, false, { ref: false })]);
      if (!ended || tree.some(isRunning))
        await killHard([...new Set([...tree, ...processTree(child.pid ?? 0)])].filter(isRunning));
      await finish();
    },
  };
}
