/**
 * What a spec runs in: a network, a profile and an app, all of its own, in one temporary folder. At its end it looks
 * for planted secrets on disk and in the output (E-35) and for anything nobody caught.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import {
  type EvmChainName,
  type EvmDevnet,
  evmServerLines,
  type RunningChain,
  startEvmDevnet,
} from '../../devnet/evm/index.ts';
import { type Devnet, type DevnetOptions, startDevnet, writeServersFile } from '../../devnet/index.ts';
import { type LaunchOptions, launchApp, type RunningApp } from '../../launch/launcher.ts';
import { type BuiltApp, copyBuiltApp } from './built-app.ts';
import { type Planted, searchFiles, searchText } from './search.ts';

export interface WorldOptions {
  readonly devnet?: DevnetOptions;
  /** Chains with accounts beside Flux, each a node of its own; none by default. */
  readonly evm?: readonly EvmChainName[];
  readonly launch?: Partial<LaunchOptions>;
  /** Changes the copy of the build before the first start. */
  readonly prepare?: (built: BuiltApp) => void;
}

interface Nets {
  readonly devnet: Devnet;
  readonly evm: EvmDevnet | undefined;
}

const uncaught = /unhandled|uncaught|backend\.fault|ERR_UNHANDLED/i;

export class World {
  readonly folder: string;
  readonly devnet: Devnet;
  readonly #evm: EvmDevnet | undefined;
  readonly profileDir: string;
  readonly built: BuiltApp;
  readonly #serversFile: string;
  readonly #launch: Partial<LaunchOptions>;
  readonly #planted: Planted[] = [];
  readonly #watched = new WeakSet<Page>();
  readonly #pageErrors: string[] = [];
  #app: RunningApp | undefined;
  #output = '';

  private constructor(folder: string, nets: Nets, serversFile: string, options: WorldOptions) {
    this.folder = folder;
    this.devnet = nets.devnet;
    this.#evm = nets.evm;
    this.profileDir = join(folder, 'profile');
    this.built = copyBuiltApp(join(folder, 'app'));
    this.#serversFile = serversFile;
    this.#launch = options.launch ?? {};
    options.prepare?.(this.built);
  }

  /** Network up, app started on an empty profile. End it, or its processes and files stay. */
  static async start(options: WorldOptions = {}): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), 'parallax-spec-'));
    const devnet = await startDevnet(options.devnet ?? {});
    let evm: EvmDevnet | undefined;
    try {
      if (options.evm !== undefined) evm = await startEvmDevnet({ chains: options.evm });
      const serversFile = join(folder, 'servers.json');
      await writeServersFile(serversFile, devnet.urls, evm === undefined ? {} : evmServerLines(evm));
      const world = new World(folder, { devnet, evm }, serversFile, options);
      mkdirSync(world.profileDir);
      await world.launch();
      return world;
    } catch (error) {
      await Promise.all([devnet.stop(), evm?.stop()]);
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** A chain that `evm` named. */
  evm(name: EvmChainName): RunningChain {
    if (this.#evm === undefined) throw new Error('this world has Flux alone');
    return this.#evm.chain(name);
  }

  app(): RunningApp {
    if (this.#app === undefined) throw new Error('the app does not run');
    return this.#app;
  }

  /** Starts the app on the profile as it lies there. */
  async launch(): Promise<RunningApp> {
    this.#keepOutput();
    this.#app = await launchApp({
      ...this.#launch,
      ...this.built,
      profileDir: this.profileDir,
      serversFile: this.#serversFile,
      args: ['--demo', ...(this.#launch.args ?? [])],
    });
    return this.#app;
  }

  async close(): Promise<void> {
    await this.#app?.close();
    this.#keepOutput();
  }

  /** Ends every process of the app at once and starts it again on the same profile. */
  async killAndLaunch(): Promise<void> {
    await this.app().kill9('app');
    await this.launch();
  }

  /** Must be found nowhere at the end. */
  plant(...secrets: readonly Planted[]): void {
    this.#planted.push(...secrets);
  }

  /** Collects what nobody caught in a page. */
  watch(page: Page): Page {
    if (this.#watched.has(page)) return page;
    this.#watched.add(page);
    page.on('pageerror', (error) => this.#pageErrors.push(String(error)));
    return page;
  }

  output(): string {
    return this.#output + (this.#app?.output() ?? '');
  }

  #keepOutput(): void {
    this.#output += this.#app?.output() ?? '';
    this.#app = undefined;
  }

  /** Everything that must not be, by name; empty is good. The app has to be closed. */
  findings(): readonly string[] {
    const lines = this.output().split('\n');
    return [
      ...searchFiles(this.profileDir, this.#planted),
      ...searchText(this.output(), this.#planted),
      ...lines.filter((line) => uncaught.test(line)).map((line) => `uncaught: ${line.slice(0, 300)}`),
      ...this.#pageErrors.map((error) => `uncaught in a page: ${error.slice(0, 300)}`),
    ];
  }

  /** Stops everything, then throws if there are findings. */
  async end(): Promise<void> {
    await this.close();
    await Promise.all([this.devnet.stop(), this.#evm?.stop()]);
    try {
      const found = this.findings();
      if (found.length > 0) throw new Error(`left behind:\n${found.join('\n')}`);
    } finally {
      rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}
