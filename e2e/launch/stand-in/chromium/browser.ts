/** Debian's Chromium as the windows of the stand-in: started without a window, with no way to any network. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { CdpConnection, type CdpSession } from './connection.ts';
import { RendererIds } from './renderer-ids.ts';

export interface BrowserOptions {
  readonly executable: string;
  readonly userDataDir: string;
  readonly headless: boolean;
  /** Opens a DevTools port on loopback for the tests' Playwright; the demo has none. */
  readonly debuggingPort: boolean;
  readonly extraArguments: readonly string[];
}

const FLAGS = [
  '--remote-debugging-pipe',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  // Every window's document in a process of its own site; no spare process that could be mistaken for one, and none for
  // an address bar that Electron does not have.
  '--site-per-process',
  '--disable-features=SpareRendererForSitePerProcess,PreloadTopChromeWebUI,Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,PaintHolding,HttpsUpgrades,BackForwardCache,WebUIOmniboxPopup,WebUIOmniboxAimPopup',
  // Pages are served by the app alone. What slips past interception (sockets, prefetch) finds no name and no address.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--disable-domain-reliability',
  '--disable-client-side-phishing-detection',
  '--disable-search-engine-choice-screen',
  '--metrics-recording-only',
  '--no-pings',
  '--no-service-autorun',
  '--disable-breakpad',
  '--password-store=basic',
  '--use-mock-keychain',
  // A window that is covered or hidden keeps its pace, as the product's windows are told to.
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--disable-background-timer-throttling',
  '--disable-hang-monitor',
  '--disable-ipc-flooding-protection',
  '--disable-dev-shm-usage',
  '--force-color-profile=srgb',
  '--mute-audio',
];

const PORT_WAIT_MS = 15_000;

export class Browser {
  readonly connection: CdpConnection;
  readonly process: ChildProcess;
  readonly options: BrowserOptions;
  private ids: RendererIds | undefined;

  constructor(connection: CdpConnection, process: ChildProcess, options: BrowserOptions) {
    this.connection = connection;
    this.process = process;
    this.options = options;
  }

  get root(): CdpSession {
    return this.connection.browser;
  }

  /** The port of the tests' Playwright, from the file that Chromium writes. */
  async debuggingPort(): Promise<number> {
    const file = join(this.options.userDataDir, 'DevToolsActivePort');
    for (const end = performance.now() + PORT_WAIT_MS; performance.now() < end; await sleep(20)) {
      try {
        const port = Number.parseInt(readFileSync(file, 'utf8').split('\n')[0] ?? '', 10);
        if (Number.isInteger(port)) return port;
      } catch {
        // Not written yet.
      }
    }
    throw new Error('Chromium opened no debugging port');
  }

  get renderers(): RendererIds {
    this.ids ??= new RendererIds(this.root);
    return this.ids;
  }
}

/** As root Chromium refuses its own sandbox; the stand-in proves the separation of the code, not of the system. */
function sandboxFlags(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/**
 * What main asks of Electron for every page (E-14) is a preference of the profile here: WebRTC without a proxy sends
 * nothing. And nothing is looked up or connected to in advance: Electron has no such predictor.
 */
function writePreferences(userDataDir: string): void {
  const folder = join(userDataDir, 'Default');
  mkdirSync(folder, { recursive: true });
  const preferences = {
    webrtc: { ip_handling_policy: 'disable_non_proxied_udp' },
    net: { network_prediction_options: 2 },
  };
  writeFileSync(join(folder, 'Preferences'), JSON.stringify(preferences));
}

/** Starts Chromium and speaks to it. Rejects with its own words when it does not come up. */
export async function launchBrowser(options: BrowserOptions): Promise<Browser> {
  writePreferences(options.userDataDir);
  const flags = [
    ...FLAGS,
    ...sandboxFlags(),
    `--user-data-dir=${options.userDataDir}`,
    ...(options.headless ? ['--headless=new'] : []),
    ...(options.debuggingPort ? ['--remote-debugging-port=0'] : []),
    ...options.extraArguments,
  ];
  // A group of its own: Ctrl-C in a terminal is for the app, which then ends its browser in order.
  const detached = process.platform !== 'win32';
  const child = spawn(options.executable, flags, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], detached });
  const words: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => {
    words.push(chunk.toString('utf8'));
    if (words.length > 100) words.shift();
  });
  const failed = new Promise<never>((_, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`Chromium ended with ${code}:\n${words.join('').slice(-2000)}`)));
  });
  failed.catch(() => {});
  const [, , , input, output] = child.stdio;
  const connection = new CdpConnection(input as Writable, output as Readable);
  // The pipe closes before the exit is known; the exit has the words.
  await connection.browser.send('Browser.getVersion').catch(() => failed);
  return new Browser(connection, child, options);
}
