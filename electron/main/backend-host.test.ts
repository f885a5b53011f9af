import type { MessagePortMain } from 'electron';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Backend, type BackendProcess, createBackend } from './backend-host.ts';
import { createManualClock, type ManualClock, settle } from './testing/manual-clock.ts';
import { createRecordingLogger, type RecordingLogger } from './testing/recording-logger.ts';
import { account, draftId, settings, txid } from './testing/samples.ts';

class FakeProcess {
  readonly posted: unknown[] = [];
  readonly transferred: unknown[] = [];
  killed = 0;
  message: (message: unknown) => void = () => undefined;
  exit: (code: number) => void = () => undefined;

  on(event: string, listener: (value: never) => void): void {
    if (event === 'message') this.message = listener as (message: unknown) => void;
    if (event === 'exit') this.exit = listener as (code: number) => void;
  }

  postMessage(message: unknown, transfer?: unknown): void {
    this.posted.push(message);
    if (transfer !== undefined) this.transferred.push(transfer);
  }

  kill(): boolean {
    this.killed += 1;
    return true;
  }

  /** Answers the last call. */
  reply(reply: unknown): void {
    const call = this.posted.at(-1) as { id: number };
    this.message({ type: 'reply', id: call.id, reply });
  }
}

const start = { type: 'start', profileDir: '/p', serversFile: null, demo: false, version: '1' } as const;
const device = { accounts: [account], settings };

let made: FakeProcess[];
let clock: ManualClock;
let logger: RecordingLogger;
let happened: string[];
let backend: Backend;

beforeEach(() => {
  made = [];
  happened = [];
  clock = createManualClock();
  logger = createRecordingLogger();
  backend = createBackend({
    fork: () => {
      const process = new FakeProcess();
      made.push(process);
      return process as unknown as BackendProcess;
    },
    start,
    clock,
    logger,
    onGone: () => happened.push('gone'),
    onGivenUp: () => happened.push('given-up'),
  });
});

function current(): FakeProcess {
  const process = made.at(-1);
  if (process === undefined) throw new Error('nothing was started');
  return process;
}

const refuses = (promise: Promise<unknown>, code: string) => expect(promise).rejects.toMatchObject({ code });

describe('calls', () => {
  beforeEach(() => backend.start());

  it('the first message is the start, and starting twice is starting once', () => {
    backend.start();
    expect(made).toHaveLength(1);
    expect(current().posted).toEqual([start]);
  });

  it('pairs replies with calls by id, in any order', async () => {
    const first = backend.call('device.read', {});
    const second = backend.call('throttle.read', { username: 'anna' });
    await settle();
    expect(current().posted.slice(1)).toEqual([
      { type: 'call', id: 1, channel: 'device.read', request: {} },
      { type: 'call', id: 2, channel: 'throttle.read', request: { username: 'anna' } },
    ]);
    current().message({ type: 'reply', id: 2, reply: { ok: true, value: { waitMs: 5, failures: 6 } } });
    current().message({ type: 'reply', id: 1, reply: { ok: true, value: device } });
    expect(await second).toEqual({ waitMs: 5, failures: 6 });
    expect(await first).toEqual(device);
  });

  it('E-19: checks in both directions', async () => {
    await refuses(backend.call('draft.take', { draftId: 'short' }), 'ipc.bad-payload');
    expect(current().posted).toHaveLength(1);
    const call = backend.call('device.read', {});
    await settle();
    current().reply({ ok: true, value: { ...device, more: 1 } });
    await refuses(call, 'ipc.bad-reply');
    const other = backend.call('device.read', {});
    await settle();
    current().reply('nonsense');
    await refuses(other, 'ipc.bad-reply');
  });

  it('passes coded errors on', async () => {
    const call = backend.call('draft.take', { draftId });
    await settle();
    current().reply({ ok: false, error: { code: 'approval.unknown', data: {} } });
    await refuses(call, 'approval.unknown');
  });

  it('gives up on silence', async () => {
    const call = refuses(backend.call('device.read', {}), 'ipc.peer-gone');
    await clock.advance(15_000);
    await call;
    current().reply({ ok: true, value: device });
    const slow = backend.call('draft.commit', { draftId, signed: '00', txid });
    await clock.advance(59_000);
    current().reply({ ok: true, value: { sendId: 'a', txid } });
    expect(await slow).toEqual({ sendId: 'a', txid });
  });

  it('ignores and notes what it does not expect', async () => {
    current().message('noise');
    current().message({ type: 'reply', id: 77, reply: {} });
    current().message({ type: 'call', id: 1, channel: 'session.open', request: {} });
    current().message({ type: 'event', event: 'approval.open', payload: {} });
    current().message({ type: 'event', event: 'state.sync', payload: {} });
    current().message({ type: 'event', event: '__proto__', payload: {} });
    expect(logger.events).toEqual([
      'backend.bad-message',
      'backend.unexpected-call',
      'backend.unknown-event',
      'backend.unknown-event',
      'backend.unknown-event',
    ]);
  });

  it('passes events on that fit the contract, and no others', () => {
    const seen: unknown[] = [];
    backend.on('backend.notify', (payload) => seen.push(payload));
    const payload = { kind: 'received', chain: 'flux', txid };
    current().message({ type: 'event', event: 'backend.notify', payload });
    current().message({ type: 'event', event: 'backend.notify', payload: { ...payload, amount: '5' } });
    expect(seen).toEqual([payload]);
    expect(logger.events).toEqual(['backend.bad-event']);
  });

  it('hands a port over', async () => {
    const port = { close: () => undefined } as unknown as MessagePortMain;
    backend.handPort(port);
    await settle();
    expect(current().posted.at(-1)).toEqual({ type: 'app-port' });
    expect(current().transferred).toEqual([[port]]);
  });
});

describe('death', () => {
  beforeEach(() => backend.start());

  it('fails everything pending, says so, and starts a fresh process', async () => {
    const calls = [backend.call('device.read', {}), backend.call('throttle.read', { username: '' })];
    const refused = calls.map((call) => refuses(call, 'ipc.peer-gone'));
    await settle();
    current().exit(9);
    await Promise.all(refused);
    expect(happened).toEqual(['gone']);
    await clock.advance(0);
    expect(made).toHaveLength(2);
    expect(current().posted).toEqual([start]);
    expect(backend.generation()).toBe(2);
  });

  it('a call made while it restarts waits for the new process', async () => {
    current().exit(1);
    const call = backend.call('device.read', {});
    await clock.advance(0);
    current().reply({ ok: true, value: device });
    expect(await call).toEqual(device);
  });

  it('restarts three times within a minute, later and later, then gives up visibly', async () => {
    for (const delay of [0, 500, 2_000]) {
      const before = made.length;
      current().exit(1);
      if (delay > 0) await clock.advance(delay - 1);
      expect(made).toHaveLength(before);
      await clock.advance(1);
      expect(made).toHaveLength(before + 1);
    }
    const pending = refuses(backend.call('device.read', {}), 'ipc.peer-gone');
    await settle();
    current().exit(1);
    await pending;
    expect(happened).toEqual(['gone', 'gone', 'gone', 'given-up']);
    await clock.advance(60_000);
    expect(made).toHaveLength(4);
    await refuses(backend.call('device.read', {}), 'ipc.peer-gone');
    await backend.stop();
  });

  it('deaths far apart are counted anew', async () => {
    for (let round = 0; round < 8; round++) {
      current().exit(1);
      await clock.advance(61_000);
    }
    expect(made).toHaveLength(9);
    expect(happened).not.toContain('given-up');
  });

  it('a restart on purpose is a death like any other', async () => {
    backend.restart();
    await settle();
    expect(current().killed).toBe(1);
    current().exit(0);
    await clock.advance(0);
    expect(made).toHaveLength(2);
  });

  it('closes a port that nobody will take', async () => {
    const stopping = backend.stop();
    await settle();
    current().exit(0);
    await stopping;
    let closed = 0;
    backend.handPort({
      close: () => {
        closed += 1;
      },
    } as unknown as MessagePortMain);
    expect(closed).toBe(1);
  });
});

describe('replacing', () => {
  it('stops, does what is asked for while nothing runs, and starts a fresh process', async () => {
    backend.start();
    await settle();
    const first = current();
    const steps: string[] = [];
    const replacing = backend.replace(async () => void steps.push(`${made.length} made`));
    await settle();
    expect(first.posted.at(-1)).toEqual({ type: 'stop' });
    expect(steps).toEqual([]);
    first.exit(0);
    await replacing;
    expect(steps).toEqual(['1 made']);
    expect(made).toHaveLength(2);
    expect(current().posted).toEqual([start]);
    expect(happened).toEqual([]);
    const answer = backend.call('device.read', {});
    await settle();
    current().reply({ ok: true, value: device });
    expect(await answer).toEqual(device);
    current().exit(1);
    expect(happened).toEqual(['gone']);
  });

  it('starts a fresh process also when that failed', async () => {
    backend.start();
    await settle();
    const replacing = expect(backend.replace(() => Promise.reject(new Error('EBUSY')))).rejects.toThrow('EBUSY');
    await settle();
    current().exit(0);
    await replacing;
    expect(made).toHaveLength(2);
  });
});

describe('stopping', () => {
  it('asks, waits, and is content with an exit', async () => {
    backend.start();
    const stopping = backend.stop();
    await settle();
    expect(current().posted.at(-1)).toEqual({ type: 'stop' });
    current().exit(0);
    await stopping;
    expect(current().killed).toBe(0);
    expect(happened).toEqual([]);
    expect(made).toHaveLength(1);
  });

  it('kills what does not end in time', async () => {
    backend.start();
    const stopping = backend.stop();
    await clock.advance(4_999);
    expect(current().killed).toBe(0);
    await clock.advance(1);
    expect(current().killed).toBe(1);
    await clock.advance(1_000);
    await stopping;
  });

  it('ends a restart that is waiting', async () => {
    backend.start();
    current().exit(1);
    await clock.advance(0);
    current().exit(1);
    const stopping = backend.stop();
    await clock.advance(5_000);
    await stopping;
    expect(made).toHaveLength(2);
    backend.start();
    expect(made).toHaveLength(2);
  });
});
