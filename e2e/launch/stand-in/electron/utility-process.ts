import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { constants } from 'node:os';
import { listed } from './listed.ts';
import { type MessagePortMain, PortLink, type PortWord } from './message-port.ts';

interface ForkOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly execArgv?: readonly string[];
  readonly cwd?: string;
  readonly stdio?: 'pipe' | 'ignore' | 'inherit' | readonly ('pipe' | 'ignore' | 'inherit')[];
  readonly serviceName?: string;
}

/** What parent and child say to each other; see `register-utility.ts`. */
export type UtilityWord =
  | { readonly op: 'message'; readonly data: unknown; readonly ports: readonly number[] }
  | PortWord;

const REGISTER = new URL('../register-utility.ts', import.meta.url).href;

export interface RunningUtility {
  readonly name: string;
  readonly process: ChildProcess;
}

export const runningUtilities = new Set<RunningUtility>();

/** A real process with Node and without windows; it ends when its parent does. */
export class UtilityProcess extends EventEmitter {
  private readonly child: ChildProcess;
  private readonly ports: PortLink;

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super();
    const stdio = typeof options.stdio === 'string' || options.stdio === undefined ? options.stdio : [...options.stdio];
    this.child = fork(modulePath, [...args], {
      execArgv: [...(options.execArgv ?? []), '--import', REGISTER],
      env: { ...(options.env ?? process.env) },
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      stdio: Array.isArray(stdio)
        ? ['ignore', stdio[1] ?? 'inherit', stdio[2] ?? 'inherit', 'ipc']
        : ['ignore', stdio ?? 'inherit', stdio ?? 'inherit', 'ipc'],
      serialization: 'advanced',
      // Ctrl-C in a terminal is for main, which then stops its backend in order.
      detached: process.platform !== 'win32',
    });
    this.ports = new PortLink((word) => this.tell(word));
    const running = { name: options.serviceName ?? 'Node Utility Process', process: this.child };
    runningUtilities.add(running);
    this.child.on('spawn', () => this.emit('spawn'));
    this.child.on('message', (word: UtilityWord) => {
      if (word.op === 'message') this.emit('message', word.data);
      else this.ports.hear(word);
    });
    this.child.on('exit', (code, signal) => {
      runningUtilities.delete(running);
      this.ports.closeAll();
      this.emit('exit', code ?? (signal === null ? 1 : constants.signals[signal]));
    });
    this.child.on('error', () => {});
  }

  private tell(word: UtilityWord): void {
    // A child that ended between two words takes no more; its `exit` tells main.
    if (this.child.connected) this.child.send(word, () => {});
  }

  get pid(): number | undefined {
    return this.child.exitCode === null && this.child.signalCode === null ? this.child.pid : undefined;
  }

  get stdout(): NodeJS.ReadableStream | null {
    return this.child.stdout;
  }

  get stderr(): NodeJS.ReadableStream | null {
    return this.child.stderr;
  }

  postMessage(message: unknown, transfer: readonly MessagePortMain[] = []): void {
    const { ids, flow } = this.ports.give(transfer);
    this.tell({ op: 'message', data: message, ports: ids });
    flow();
  }

  kill(): boolean {
    return this.child.kill('SIGTERM');
  }
}

/** The module `utilityProcess` of Electron. */
export const utilityProcess = listed('utilityProcess', {
  fork: (modulePath: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityProcess =>
    listed('UtilityProcess', new UtilityProcess(modulePath, args, options)),
});
