/** The local world of the demo: a Flux network with a faucet, a profile of its own, the app opened on both. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Devnet, startDevnet, writeServersFile } from '../../devnet/index.ts';
import { startPricesDevnet } from '../../devnet/prices/index.ts';
import { type LaunchOptions, launchApp, type RunningApp } from '../launcher.ts';
import type { Display } from './display.ts';
import { openEvmWorld } from './evm-world.ts';
import { FirstAccount } from './first-account.ts';
import { openNodeNetwork, payCollaterals } from './node-network.ts';

export interface WorldOptions {
  readonly display: Display;
  /** Kept afterwards; without it the profile is made for this run and removed. */
  readonly profileDir?: string;
  /** A DevTools port for whoever drives the windows. */
  readonly driven: boolean;
  /** Milliseconds between blocks; null: on demand only. */
  readonly blockEveryMs: number | null;
  readonly say: (line: string) => void;
  /** Strangers' nodes in the network, and collateral for the first account. */
  readonly withNodes?: boolean;
  /** With the five EVM chains, where their node runs. */
  readonly evm?: boolean;
  /** Another copy of the built app than this project's. */
  readonly built?: Pick<LaunchOptions, 'appRoot' | 'main'>;
}

export interface World {
  readonly devnet: Devnet;
  readonly profileDir: string;
  /** The app as it runs now; `restart` replaces it. */
  app(): RunningApp;
  /** Starts the app again on the same profile and network, after it has ended. */
  restart(): Promise<RunningApp>;
  /** Ends the app, the network, and removes what was made for this run. */
  close(): Promise<void>;
}

const SATOSHI_PER_FLUX = 100_000_000n;
const GRANT = 250n * SATOSHI_PER_FLUX;
const WATCH_MS = 400;

function dataFolder(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  return process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share');
}

function makeProfile(): string {
  const parent = join(dataFolder(), 'parallax-demo');
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, 'profile-'));
}

/** Pays the first account that stays open, once. */
function payFirstAccount(devnet: Devnet, say: (line: string) => void, withNodes: boolean): () => void {
  const account = new FirstAccount();
  let seen = 0;
  const timer = setInterval(() => {
    const requests = devnet.requests.list({ after: seen });
    seen = requests.at(-1)?.seq ?? seen;
    const address = account.look(requests, performance.now());
    if (address === undefined) return;
    clearInterval(timer);
    devnet.fund(address, GRANT);
    if (withNodes) payCollaterals(devnet, address);
    say(`The local network has paid ${GRANT / SATOSHI_PER_FLUX} FLUX to ${address}.`);
  }, WATCH_MS);
  return () => clearInterval(timer);
}

/** Starts everything; when the app does not come up, nothing of it stays. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const { display, say } = options;
  const isOwn = options.profileDir === undefined;
  const profileDir = options.profileDir === undefined ? makeProfile() : resolve(options.profileDir);
  mkdirSync(profileDir, { recursive: true });
  const devnet = await startDevnet({
    autoMineMs: options.blockEveryMs,
    blockTimes: options.blockEveryMs === null ? 'spaced' : 'wall',
  });
  const serversFile = join(profileDir, 'demo-servers.json');
  const evm = options.evm === true ? await openEvmWorld(say) : null;
  const prices = await startPricesDevnet();
  await writeServersFile(serversFile, devnet.urls, { ...evm?.servers, prices: prices.url });
  const withNodes = options.withNodes === true;
  if (withNodes) await openNodeNetwork(devnet);
  const stopPaying = payFirstAccount(devnet, say, withNodes);
  const start = (): Promise<RunningApp> =>
    launchApp({
      ...options.built,
      profileDir,
      serversFile,
      args: ['--demo'],
      headless: display.headless,
      env: display.env,
      debuggable: options.driven,
      echo: !options.driven,
    });
  let app: RunningApp | undefined;
  async function close(): Promise<void> {
    stopPaying();
    await app?.close();
    await devnet.stop();
    await prices.stop();
    await evm?.close();
    if (isOwn) rmSync(profileDir, { recursive: true, force: true, maxRetries: 5 });
  }
  try {
    app = await start();
  } catch (error) {
    await close();
    throw error;
  }
  let running = app;
  return {
    devnet,
    profileDir,
    app: () => running,
    async restart() {
      await running.close();
      running = await start();
      app = running;
      return running;
    },
    close,
  };
}
