/** One anvil process: started on a port of the system's choice, stopped for certain, restarted with its state. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rpcCaller } from './rpc.ts';

export interface AnvilOptions {
  readonly binary: string;
  readonly chainId: number;
  /** Rules of an OP Stack chain. */
  readonly optimism: boolean;
}

const readyWithinMs = 15_000;
const started = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of started) child.kill('SIGKILL');
});

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

export class Anvil {
  readonly #options: AnvilOptions;
  #child: ChildProcess | null = null;
  #url = '';
  #folder: string | null = null;

  constructor(options: AnvilOptions) {
    this.#options = options;
  }

  get url(): string {
    return this.#url;
  }

  readonly call = (method: string, params: readonly unknown[] = []): Promise<unknown> =>
    rpcCaller(this.#url)(method, params);

  async start(): Promise<void> {
    this.#folder ??= await mkdtemp(join(tmpdir(), 'devnet-anvil-'));
    const { binary, chainId, optimism } = this.#options;
    const args = ['--host', '127.0.0.1', '--port', '0', '--chain-id', String(chainId), '--accounts', '1'];
    args.push('--slots-in-an-epoch', '2', '--order', 'fees', '--state', join(this.#folder, 'state.json'));
    args.push('--preserve-historical-states');
    if (optimism) args.push('--network', 'optimism');
    const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    started.add(child);
    child.once('exit', () => started.delete(child));
    this.#url = await this.#address(child);
  }

  /** The line in which anvil says where it listens; whatever it prints later is let go. */
  #address(child: ChildProcess): Promise<string> {
    return new Promise((resolve, reject) => {
      let printed = '';
      const fail = (why: string): void => reject(new Error(`anvil ${why}\n${printed.slice(-2_000)}`));
      const timer = setTimeout(() => fail('did not start in time'), readyWithinMs);
      const read = (chunk: Buffer): void => {
        printed = (printed + chunk.toString('utf8')).slice(-100_000);
        const address = /Listening on (127\.0\.0\.1:\d+)/.exec(printed)?.[1];
        if (address === undefined) return;
        clearTimeout(timer);
        printed = '';
        resolve(`http://${address}`);
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.once('error', (error) => fail(`could not be started: ${error.message}`));
      child.once('exit', (code) => {
        clearTimeout(timer);
        fail(`ended with ${code}`);
      });
    });
  }

  /** Ends the process; its state stays on disk until `remove`. */
  async halt(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#child = null;
    // On SIGINT anvil writes its state.
    child.kill('SIGINT');
    const killer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended(child);
    clearTimeout(killer);
  }

  async remove(): Promise<void> {
    await this.halt();
    if (this.#folder !== null) await rm(this.#folder, { recursive: true, force: true });
    this.#folder = null;
  }
}
