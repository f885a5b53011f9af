/** Main put together with Electron in memory, for tests that drive windows, system and backend from outside. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { IpcMainInvokeEvent } from 'electron';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { Reply } from '../../../wallet-core/ipc/index.ts';
import { hosts, type WindowKind } from '../../windows/window-kinds.ts';
import { composeMain } from '../compose.ts';
import { createFakeElectron, type FakeElectron, type FakeElectronOptions } from './fake-electron.ts';
import type { FakeWindow } from './fake-window.ts';
import { createManualClock, type ManualClock, settle } from './manual-clock.ts';
import { createRecordingLogger } from './recording-logger.ts';
import { account, accountId, address, openRequest, settings, txid, unsigned } from './samples.ts';

export interface StartOptions extends FakeElectronOptions {
  readonly platform?: string;
  readonly argv?: readonly string[];
  readonly unkillable?: boolean;
  /** Electron's `userData`. */
  readonly userData?: string;
}

export interface ComposedMain {
  outDir: string;
  electron: FakeElectron;
  clock: ManualClock;
  alive: Set<number>;
  /** Calls of main to the backend, in order. */
  asked: { readonly channel: string; readonly request: unknown }[];
  /** What the backend answers; a function is asked each time and may throw a wire error. */
  answers: Record<string, unknown>;
  start(options?: StartOptions): Promise<void>;
  windowOf(kind: WindowKind): FakeWindow;
  from(kind: WindowKind, name: string, request?: unknown): Promise<Reply<unknown>>;
  unlock(): Promise<void>;
}

export const kindOf = (window: FakeWindow): WindowKind =>
  window.options.webPreferences?.partition === 'signer' ? 'signer' : 'app';

export function eventFrom(window: FakeWindow): IpcMainInvokeEvent {
  const frame = { url: `app://${hosts[kindOf(window)]}/index.html`, parent: null, detached: false };
  return { senderFrame: frame, sender: { id: window.webContents.id } } as unknown as IpcMainInvokeEvent;
}

export const ok = (value: unknown = {}) => ({ ok: true, value });
export const refused = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });
export const eventsOf = (window: FakeWindow) => window.webContents.sent.map(([name]) => name);
export const lastSent = (window: FakeWindow, name: string): Record<string, unknown> =>
  window.webContents.sent.findLast(([sent]) => sent === name)?.[1] as Record<string, unknown>;

function answerOf(answer: unknown): unknown {
  if (typeof answer !== 'function') return { ok: true, value: answer ?? {} };
  try {
    return { ok: true, value: answer() };
  } catch (error) {
    return { ok: false, error };
  }
}

/** One main per test, made anew before each; `start` composes it. Call it at the top of a test file. */
export function composedMain(): ComposedMain {
  const main: ComposedMain = {
    outDir: '',
    electron: createFakeElectron(),
    clock: createManualClock(),
    alive: new Set(),
    asked: [],
    answers: {},
    async start(options = {}) {
      main.electron = createFakeElectron(options);
      main.electron.onBackendMessage = (backend, message) => {
        const post = message as { type: string; id: number; channel: string; request: unknown };
        if (post.type === 'stop') backend.tell('exit', 0);
        if (post.type !== 'call') return;
        main.asked.push({ channel: post.channel, request: post.request });
        const reply = answerOf(main.answers[post.channel]);
        queueMicrotask(() => backend.tell('message', { type: 'reply', id: post.id, reply }));
      };
      composeMain({
        electron: main.electron.parts,
        outDir: main.outDir,
        argv: options.argv ?? [],
        environment: { HOME: '/home/a', NODE_OPTIONS: '--evil' },
        versions: { electron: '45.2.3' },
        platform: options.platform ?? 'linux',
        serversFile: null,
        demo: false,
        clock: main.clock,
        random: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
        logger: createRecordingLogger(),
        processes: {
          isAlive: (pid) => main.alive.has(pid),
          kill: (pid) => void (options.unkillable ? 0 : main.alive.delete(pid)),
        },
      });
      main.electron.app.becomeReady();
      await settle();
    },
    windowOf(kind) {
      const window = main.electron.windows.findLast((made) => kindOf(made) === kind && !made.destroyed);
      if (window === undefined) throw new Error(`no ${kind} window`);
      return window;
    },
    from: (kind, name, request = {}) =>
      main.electron.invoke(name, eventFrom(main.windowOf(kind)), request) as Promise<Reply<unknown>>,
    async unlock() {
      expect(await main.from('signer', 'session.open', openRequest)).toEqual(ok());
      main.asked.length = 0;
    },
  };

  beforeAll(async () => {
    main.outDir = await mkdtemp(path.join(tmpdir(), 'parallax-main-'));
    await writeFile(path.join(main.outDir, 'files.json'), JSON.stringify({ wallet: {}, signer: {} }));
  });
  afterAll(() => rm(main.outDir, { recursive: true, force: true }));
  beforeEach(() => {
    main.clock = createManualClock();
    main.alive = new Set();
    main.asked = [];
    main.answers = {
      'device.read': { accounts: [account], settings },
      'throttle.read': { waitMs: 0, failures: 0 },
      'throttle.fail': { waitMs: 0, failures: 1 },
      'draft.take': { accountId, unsigned, validUntilMs: main.clock.now() + 60_000 },
      'draft.commit': { sendId: 'send-1', txid },
      'backend.parse-link': {
        link: { kind: 'pay', chain: 'flux', asset: 'native', address, amount: null, message: null, label: null },
      },
    };
  });
  return main;
}
