import { beforeEach, describe, expect, it, vi } from 'vitest';
import { channels, events } from '../../wallet-core/ipc/index.ts';
import { createBackendLink, type LinkPort } from './backend-link.ts';
import {
  appToBackend,
  appToMain,
  backendToAppEvents,
  mainToAppEvents,
  mainToSignerEvents,
  signerToMain,
} from './names.ts';
import type { AnyReply } from './replies.ts';

type Exposed = Record<string, Record<string, (argument: unknown) => unknown>>;

const fake = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  listeners: new Map<string, (event: unknown, payload: unknown) => void>(),
  invoked: [] as [string, unknown][],
  answer: (() => Promise.resolve({ ok: true, value: {} })) as (channel: string) => Promise<unknown>,
}));

vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, api: unknown) => fake.exposed.set(name, api) },
  ipcRenderer: {
    on: (name: string, listener: (event: unknown, payload: unknown) => void) => fake.listeners.set(name, listener),
    invoke: (channel: string, request: unknown) => {
      fake.invoked.push([channel, request]);
      return fake.answer(channel);
    },
  },
}));

class FakePort implements LinkPort {
  readonly posted: { id: number; channel: string }[] = [];
  closed = false;
  started = false;
  readonly listeners = new Map<string, (event: { data?: unknown }) => void>();

  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void {
    this.listeners.set(type, listener);
  }
  start(): void {
    this.started = true;
  }
  postMessage(message: unknown): void {
    this.posted.push(message as { id: number; channel: string });
  }
  close(): void {
    this.closed = true;
  }
  message(data: unknown): void {
    this.listeners.get('message')?.({ data });
  }
}

const between = (from: string, to: string): string[] =>
  Object.entries(channels)
    .filter(([, channel]) => channel.to === to && channel.from.some((party) => party === from))
    .map(([name]) => name)
    .sort();
const told = (from: string, to: string): string[] =>
  Object.entries(events)
    .filter(([, event]) => event.from === from && event.to === to)
    .map(([name]) => name)
    .sort();

it('the names are those of the contract', () => {
  expect([...appToMain].sort()).toEqual(between('app', 'main'));
  expect([...appToBackend].sort()).toEqual(between('app', 'backend'));
  expect([...signerToMain].sort()).toEqual(between('signer', 'main'));
  expect([...mainToAppEvents].sort()).toEqual(told('main', 'app'));
  expect([...backendToAppEvents].sort()).toEqual(told('backend', 'app'));
  expect([...mainToSignerEvents].sort()).toEqual(told('main', 'signer'));
});

async function load(kind: 'app' | 'signer'): Promise<Exposed> {
  fake.exposed.clear();
  fake.listeners.clear();
  fake.invoked.length = 0;
  fake.answer = () => Promise.resolve({ ok: true, value: {} });
  vi.resetModules();
  if (kind === 'app') await import('./app.ts');
  else await import('./signer.ts');
  return fake.exposed.get(kind === 'app' ? 'parallax' : 'signer') as Exposed;
}

describe('E-20: what the pages get', () => {
  it('the app window: frozen, one function per channel and event, nothing else', async () => {
    const bridge = await load('app');
    expect([...fake.exposed.keys()]).toEqual(['parallax']);
    expect(Object.keys(bridge)).toEqual(['call', 'on']);
    expect(Object.keys(bridge.call ?? {})).toEqual([...appToMain, ...appToBackend]);
    expect(Object.keys(bridge.on ?? {})).toEqual([...mainToAppEvents, ...backendToAppEvents]);
    for (const part of [bridge, bridge.call, bridge.on]) expect(Object.isFrozen(part)).toBe(true);
    expect([...fake.listeners.keys()].sort()).toEqual([...mainToAppEvents, 'parallax:port'].sort());
  });

  it('the signer: frozen, its own channels only', async () => {
    const bridge = await load('signer');
    expect([...fake.exposed.keys()]).toEqual(['signer']);
    expect(Object.keys(bridge.call ?? {})).toEqual([...signerToMain]);
    expect(Object.keys(bridge.on ?? {})).toEqual([...mainToSignerEvents]);
    for (const part of [bridge, bridge.call, bridge.on]) expect(Object.isFrozen(part)).toBe(true);
  });

  it('a call goes to its own channel with one argument, and never rejects', async () => {
    const bridge = await load('signer');
    const call = (bridge.call?.['unlock.gate'] ?? (() => undefined)) as (...all: unknown[]) => Promise<AnyReply>;
    expect(await call({ username: 'a' }, 'blob.read', {})).toEqual({ ok: true, value: {} });
    expect(fake.invoked).toEqual([['unlock.gate', { username: 'a' }]]);
    fake.answer = () => Promise.reject(new Error('Error invoking remote method: /home/somebody'));
    expect(await call({})).toEqual({ ok: false, error: { code: 'internal', data: {} } });
    fake.answer = () => Promise.resolve('noise');
    expect(await call({})).toEqual({ ok: false, error: { code: 'ipc.bad-reply', data: {} } });
  });

  it('a listener gets the payload, never the event object, until it unsubscribes', async () => {
    const bridge = await load('signer');
    const seen: unknown[][] = [];
    const off = bridge.on?.['approval.withdraw']?.((...all: unknown[]) => seen.push(all)) as () => void;
    fake.listeners.get('approval.withdraw')?.({ sender: 'ipcRenderer' }, { requestId: '1' });
    off();
    fake.listeners.get('approval.withdraw')?.({}, { requestId: '2' });
    expect(seen).toEqual([[{ requestId: '1' }]]);
    expect(() => bridge.on?.['approval.withdraw']?.('text')).toThrow(TypeError);
  });

  it('the app window’s backend calls travel over the port that main sent', async () => {
    const bridge = await load('app');
    const call = bridge.call?.['state.read']?.({}) as Promise<AnyReply>;
    await vi.waitFor(() => expect(fake.invoked).toEqual([['app.connect', {}]]));
    const port = new FakePort();
    fake.listeners.get('parallax:port')?.({ ports: [port] }, null);
    await vi.waitFor(() => expect(port.posted).toHaveLength(1));
    port.message({ type: 'reply', id: 1, reply: { ok: true, value: { version: 1 } } });
    expect(await call).toEqual({ ok: true, value: { version: 1 } });
    const seen: unknown[] = [];
    bridge.on?.['state.coins']?.((payload: unknown) => seen.push(payload));
    port.message({ type: 'event', event: 'state.coins', payload: { version: 2 } });
    port.message({ type: 'event', event: 'session.locked', payload: { reason: 'idle' } });
    expect(seen).toEqual([{ version: 2 }]);
  });

  it('the backend cannot speak as main: its events reach its own listeners only', async () => {
    const bridge = await load('app');
    const seen: unknown[] = [];
    bridge.on?.['session.locked']?.((payload: unknown) => seen.push(payload));
    void bridge.call?.['app.connect']?.({});
    const port = new FakePort();
    fake.listeners.get('parallax:port')?.({ ports: [port] }, null);
    port.message({ type: 'event', event: 'session.locked', payload: { reason: 'idle' } });
    expect(seen).toEqual([]);
  });
});

describe('the line to the backend', () => {
  let answer: AnyReply;
  let asked: number;
  const make = () =>
    createBackendLink({
      requestPort: async () => {
        asked += 1;
        return answer;
      },
      onEvent: () => undefined,
    });

  beforeEach(() => {
    asked = 0;
    answer = { ok: true, value: {} };
  });

  it('asks once, however many calls wait, and pairs replies by id', async () => {
    const link = make();
    const calls = [link.call('state.read', {}), link.call('sync.refresh', {}), link.connect()];
    const port = new FakePort();
    link.receive(port);
    await vi.waitFor(() => expect(port.posted).toHaveLength(2));
    expect(port.started).toBe(true);
    port.message({ type: 'reply', id: 2, reply: { ok: true, value: 'second' } });
    port.message({ type: 'reply', id: 1, reply: { ok: false, error: { code: 'session.locked', data: {} } } });
    expect(await Promise.all(calls)).toEqual([
      { ok: false, error: { code: 'session.locked', data: {} } },
      { ok: true, value: 'second' },
      { ok: true, value: {} },
    ]);
    expect(asked).toBe(1);
  });

  it('fails everything pending when the port closes, and asks for a new one then', async () => {
    const link = make();
    const first = link.call('state.read', {});
    const port = new FakePort();
    link.receive(port);
    await vi.waitFor(() => expect(port.posted).toHaveLength(1));
    port.listeners.get('close')?.({});
    expect(await first).toEqual({ ok: false, error: { code: 'ipc.peer-gone', data: {} } });
    const second = link.call('state.read', {});
    const next = new FakePort();
    link.receive(next);
    await vi.waitFor(() => expect(next.posted).toHaveLength(1));
    next.message({ type: 'reply', id: next.posted[0]?.id, reply: { ok: true, value: 2 } });
    expect(await second).toEqual({ ok: true, value: 2 });
    expect(asked).toBe(2);
  });

  it('passes main’s refusal on, and asks again for the next call', async () => {
    const link = make();
    answer = { ok: false, error: { code: 'session.busy', data: {} } };
    expect(await link.call('state.read', {})).toEqual(answer);
    expect(await link.call('state.read', {})).toEqual(answer);
    expect(asked).toBe(2);
  });

  it('closes a port that nobody asked for', async () => {
    const link = make();
    const uninvited = new FakePort();
    link.receive(uninvited);
    expect(uninvited.closed).toBe(true);
    void link.connect();
    const port = new FakePort();
    link.receive(port);
    const second = new FakePort();
    link.receive(second);
    expect([port.closed, second.closed]).toEqual([false, true]);
  });

  it('is not confused by noise on the port', async () => {
    const link = make();
    const call = link.call('state.read', {});
    const port = new FakePort();
    link.receive(port);
    await vi.waitFor(() => expect(port.posted).toHaveLength(1));
    for (const noise of [null, 'text', {}, { type: 'reply' }, { type: 'reply', id: 9, reply: {} }, { type: 'call' }]) {
      port.message(noise);
    }
    port.message({ type: 'reply', id: 1, reply: { nothing: true } });
    expect(await call).toEqual({ ok: false, error: { code: 'ipc.bad-reply', data: {} } });
  });
});
