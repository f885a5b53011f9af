/**
 * The backend process as main sees it: started, asked, watched, restarted a few times, stopped. Requests and replies
 * are checked against the contract in both directions; every pending call fails when the process dies.
 */
import type { MessagePortMain } from 'electron';
import { isWalletError, WalletError } from '../../wallet-core/errors/index.ts';
import {
  type BackendStart,
  type EventName,
  events,
  isEventName,
  type MainToBackend,
  openReply,
  type PayloadOf,
  parsePayload,
  parseRequest,
  portMessage,
  type ReplyOf,
  type RequestOf,
} from '../../wallet-core/ipc/index.ts';
import type { Clock, Logger } from '../../wallet-core/ports/index.ts';

/** The part of a utility process that is used here. */
export interface BackendProcess {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  postMessage(message: unknown, transfer?: MessagePortMain[]): void;
  kill(): boolean;
}

export type BackendEvent = {
  [Name in EventName]: (typeof events)[Name]['to'] extends 'main' ? Name : never;
}[EventName];

export interface Backend {
  start(): void;
  /** Waits for a restart that is under way. Throws the backend's coded error, or `ipc.peer-gone` when it died or stayed silent. */
  call<Name extends MainToBackend>(name: Name, request: RequestOf<Name>): Promise<ReplyOf<Name>>;
  on<Name extends BackendEvent>(name: Name, listener: (payload: PayloadOf<Name>) => void): void;
  /** Counts the processes so far: a port of an earlier one is dead. */
  generation(): number;
  handPort(port: MessagePortMain): void;
  /** Ends a process that no longer does as told; a fresh one follows, with nothing of a session in it. */
  restart(): void;
  /** Flush, end, and by force after a time limit. */
  stop(): Promise<void>;
  /** Stops, does something while no process is there, then starts a fresh one, whatever came of it. Calls fail meanwhile. */
  replace(between: () => Promise<void>): Promise<void>;
}

export interface BackendParts {
  fork(): BackendProcess;
  readonly start: BackendStart;
  readonly clock: Clock;
  readonly logger: Logger;
  /** It died without being asked to. A restart follows unless `onGivenUp` is called. */
  onGone(): void;
  onGivenUp(): void;
}

const DEFAULT_LIMIT_MS = 15_000;
/** Those that read a large profile, write it durably, or ask the network. */
const limitsMs: ReadonlyMap<MainToBackend, number> = new Map([
  ['backend.open', 60_000],
  ['backend.preview', 90_000],
  ['backend.wipe', 60_000],
  ['backend.d2fa-records', 90_000],
  ['backend.d2fa-plan', 60_000],
  ['backend.d2fa-prepare', 60_000],
  ['backend.sweep-prepare', 60_000],
  ['backup.make', 60_000],
  ['backup.apply', 120_000],
  ['draft.commit', 60_000],
]);
const STOP_LIMIT_MS = 5_000;
/** Waits before the first, second and third restart within the window; a fourth death gives up. */
const restartDelaysMs = [0, 500, 2_000] as const;
const RESTART_WINDOW_MS = 60_000;

interface PendingCall {
  resolve(reply: unknown): void;
  /** The process has ended. */
  fail(): void;
}

interface Running {
  readonly process: BackendProcess;
  readonly pending: Map<number, PendingCall>;
  readonly exited: Promise<void>;
}

export function createBackend(parts: BackendParts): Backend {
  const listeners = new Map<string, ((payload: unknown) => void)[]>();
  let current: Promise<Running> | null = null;
  let generation = 0;
  let lastId = 0;
  let stopping = false;
  let deathsMs: number[] = [];

  const gone = (channel: string, why: 'ended' | 'silent') => new WalletError('ipc.peer-gone', { channel, why });

  function onMessage(running: Running, message: unknown): void {
    const parsed = portMessage.safeParse(message);
    if (!parsed.success) {
      parts.logger.log('error', 'backend.bad-message');
      return;
    }
    switch (parsed.data.type) {
      case 'reply': {
        const pending = running.pending.get(parsed.data.id);
        running.pending.delete(parsed.data.id);
        pending?.resolve(parsed.data.reply);
        return;
      }
      case 'event':
        onEvent(parsed.data.event, parsed.data.payload);
        return;
      case 'call':
        // Main serves windows; the backend has nothing to ask it for.
        parts.logger.log('error', 'backend.unexpected-call');
    }
  }

  function onEvent(name: string, payload: unknown): void {
    if (!isEventName(name) || events[name].from !== 'backend' || events[name].to !== 'main') {
      parts.logger.log('error', 'backend.unknown-event');
      return;
    }
    try {
      const parsed = parsePayload(name, payload);
      for (const listener of listeners.get(name) ?? []) listener(parsed);
    } catch (thrown) {
      if (!isWalletError(thrown)) throw thrown;
      parts.logger.log('error', 'backend.bad-event', { event: name });
    }
  }

  function launch(): Running {
    generation += 1;
    const process = parts.fork();
    const exited = Promise.withResolvers<void>();
    const running: Running = { process, pending: new Map(), exited: exited.promise };
    process.on('message', (message) => onMessage(running, message));
    process.on('exit', (code) => {
      exited.resolve();
      onExit(running, code);
    });
    process.postMessage(parts.start);
    return running;
  }

  function onExit(running: Running, code: number): void {
    const lost = [...running.pending.values()];
    running.pending.clear();
    const expected = stopping;
    if (!expected) parts.logger.log('error', 'backend.exit', { code });
    current = expected ? null : relaunch();
    for (const pending of lost) pending.fail();
    if (expected) return;
    if (current === null) {
      stopping = true;
      parts.logger.log('error', 'backend.given-up');
      parts.onGivenUp();
    } else {
      parts.onGone();
    }
  }

  /** `null` when it has died too often. */
  function relaunch(): Promise<Running> | null {
    const now = parts.clock.now();
    deathsMs = [...deathsMs.filter((at) => now - at < RESTART_WINDOW_MS), now];
    const delay = restartDelaysMs[deathsMs.length - 1];
    if (delay === undefined) return null;
    const next = parts.clock.sleep(delay).then(() => {
      if (stopping) throw new WalletError('ipc.peer-gone');
      return launch();
    });
    // Nobody may be waiting for it; those who are get the rejection themselves.
    next.catch(() => undefined);
    return next;
  }

  async function call<Name extends MainToBackend>(name: Name, request: RequestOf<Name>): Promise<ReplyOf<Name>> {
    const checked = parseRequest(name, request);
    if (current === null) throw gone(name, 'ended');
    const limit = new AbortController();
    const silence = parts.clock.sleep(limitsMs.get(name) ?? DEFAULT_LIMIT_MS, limit.signal).then(
      () => Promise.reject(gone(name, 'silent')),
      () => new Promise<never>(() => undefined),
    );
    try {
      const running = await Promise.race([current, silence]);
      lastId += 1;
      const id = lastId;
      const reply = Promise.withResolvers<unknown>();
      running.pending.set(id, { resolve: reply.resolve, fail: () => reply.reject(gone(name, 'ended')) });
      try {
        running.process.postMessage({ type: 'call', id, channel: name, request: checked });
        return openReply(name, await Promise.race([reply.promise, silence]));
      } finally {
        running.pending.delete(id);
      }
    } finally {
      limit.abort();
    }
  }

  async function stop(): Promise<void> {
    stopping = true;
    const running = await current?.catch(() => undefined);
    if (running === undefined) return;
    running.process.postMessage({ type: 'stop' });
    const limit = new AbortController();
    const silent = parts.clock.sleep(STOP_LIMIT_MS, limit.signal).then(
      () => 'silent' as const,
      () => 'stopped' as const,
    );
    if ((await Promise.race([running.exited, silent])) === 'silent') {
      parts.logger.log('warn', 'backend.kill');
      running.process.kill();
      await Promise.race([running.exited, parts.clock.sleep(1_000)]);
    }
    limit.abort();
  }

  return {
    start() {
      if (current === null && !stopping) current = Promise.resolve(launch());
    },
    call,
    on(name, listener) {
      // The payload has been parsed by the event's own schema before it gets here.
      const untyped = (payload: unknown) => listener(parsePayload(name, payload));
      listeners.set(name, [...(listeners.get(name) ?? []), untyped]);
    },
    generation: () => generation,
    handPort(port) {
      if (current === null) {
        port.close();
        return;
      }
      current.then(
        (running) => running.process.postMessage({ type: 'app-port' }, [port]),
        () => port.close(),
      );
    },
    restart() {
      current?.then(
        (running) => void running.process.kill(),
        () => undefined,
      );
    },
    stop,
    async replace(between) {
      await stop();
      try {
        await between();
      } finally {
        stopping = false;
        deathsMs = [];
        current = Promise.resolve(launch());
      }
    },
  };
}
