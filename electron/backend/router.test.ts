import { expect, test } from 'vitest';
import { WalletError } from '../../wallet-core/errors/index.ts';
import { type ChannelName, channels, openReply } from '../../wallet-core/ipc/index.ts';
import type { Logger } from '../../wallet-core/ports/index.ts';
import { type Caller, createRouter, type Handlers } from './router.ts';
import { fakeClock } from './testing/fake-clock.ts';
import { fakePeer } from './testing/fake-port.ts';

const backendChannels = (Object.keys(channels) as ChannelName[]).filter((name) => channels[name].to === 'backend');
const mainChannels = (Object.keys(channels) as ChannelName[]).filter((name) => channels[name].to === 'main');
const callers: readonly Caller[] = ['app', 'main'];

function setUp(overrides: Partial<Handlers> = {}, sessionOpen = true) {
  const reached: string[] = [];
  const lines: string[] = [];
  const logger: Logger = { log: (...line) => lines.push(JSON.stringify(line)) };
  const refuseAll = Object.fromEntries(
    backendChannels.map((name) => [
      name,
      () => {
        reached.push(name);
        throw new WalletError('internal');
      },
    ]),
  );
  const clock = fakeClock();
  const handlers = { ...refuseAll, ...overrides } as unknown as Handlers;
  const router = createRouter({ handlers, isSessionOpen: () => sessionOpen, clock, logger });
  const peers = { app: fakePeer(), main: fakePeer() };
  for (const caller of callers) router.serve(caller, peers[caller].port);
  return { router, peers, reached, lines, clock };
}

function codeOf(reply: unknown): string {
  const parsed = reply as { ok: boolean; error?: { code: string } };
  return parsed.ok ? 'no error' : (parsed.error?.code ?? 'no code');
}

const wrongCaller = (name: ChannelName): Caller =>
  channels[name].from.some((party) => party === 'app') ? 'main' : 'app';
const rightCaller = (name: ChannelName): Caller => (wrongCaller(name) === 'main' ? 'app' : 'main');

test.each(backendChannels)('E-22: %s from the other party is refused by the port it comes from', async (name) => {
  const { peers, reached } = setUp();
  expect(codeOf(await peers[wrongCaller(name)].callRaw(name, {}))).toBe('ipc.bad-sender');
  expect(reached).toEqual([]);
});

test.each(backendChannels)('E-22: %s with an extra key, a list, nothing or a huge text is refused', async (name) => {
  const { peers, reached, clock } = setUp();
  for (const payload of [{ extra: 1 }, [], null, undefined, 'x', { draft: 'x'.repeat(10_000_000) }]) {
    expect(codeOf(await peers[rightCaller(name)].callRaw(name, payload))).toBe('ipc.bad-payload');
    await clock.advance(1_000);
  }
  expect(reached).toEqual([]);
});

test.each(backendChannels.filter((name) => channels[name].needsSession))(
  'E-22: %s is refused while locked',
  async (name) => {
    const { peers, reached } = setUp({}, false);
    expect(codeOf(await peers[rightCaller(name)].callRaw(name, {}))).toBe('session.locked');
    expect(reached).toEqual([]);
  },
);

test.each([...mainChannels, 'no.such', '__proto__', 'toString', ''])('E-19: %s is unknown here', async (name) => {
  const { peers } = setUp();
  for (const caller of callers) expect(codeOf(await peers[caller].callRaw(name, {}))).toBe('ipc.unknown-channel');
});

test.each(backendChannels)('E-21: %s too often in one second is refused, later it works again', async (name) => {
  const { peers, clock } = setUp();
  const { perSecond } = channels[name];
  const peer = peers[rightCaller(name)];
  const codes = await Promise.all(
    Array.from({ length: perSecond + 3 }, async () => codeOf(await peer.callRaw(name, 0))),
  );
  expect(codes.filter((code) => code === 'ipc.rate-limited')).toHaveLength(3);
  await clock.advance(1_000);
  expect(codeOf(await peer.callRaw(name, 0))).toBe('ipc.bad-payload');
});

test('a good call is answered with a value that fits the contract', async () => {
  const { peers } = setUp({ 'throttle.read': ({ username }) => ({ waitMs: username.length, failures: 0 }) });
  expect(await peers.main.call('throttle.read', { username: 'anna' })).toEqual({ waitMs: 4, failures: 0 });
});

test('E-19: what a handler throws crosses as a code, a wrong value as ipc.bad-reply; no text, no stack', async () => {
  const { peers, lines } = setUp({
    'sync.refresh': () => {
      throw new Error('secret words at /home/anna');
    },
    'link.parse': () => ({ link: { kind: 'pay', extra: 'secret words' } }) as never,
  });
  const thrown = await peers.app.callRaw('sync.refresh', {});
  expect(thrown).toEqual({ ok: false, error: { code: 'internal', data: {} } });
  const wrong = await peers.app.callRaw('link.parse', { text: 'x' });
  expect(wrong).toEqual({ ok: false, error: { code: 'ipc.bad-reply', data: { channel: 'link.parse' } } });
  expect(lines.join()).not.toContain('secret words');
});

test('what is not a call is dropped', async () => {
  const { peers, reached } = setUp();
  for (const message of [
    null,
    1,
    {},
    { type: 'call' },
    { type: 'reply', id: 1, reply: {} },
    { type: 'call', id: 0, channel: 'x', request: {} },
  ]) {
    peers.app.send(message);
    peers.main.send(message);
  }
  expect(reached).toEqual([]);
});

test('a new port of the app replaces the old one: the old is closed and hears nothing any more', async () => {
  let answer: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { router, peers } = setUp({
    'sync.refresh': async () => {
      await waiting;
      return {};
    },
  });
  let oldAnswered = false;
  void peers.app.callRaw('sync.refresh', {}).then(() => {
    oldAnswered = true;
  });
  const next = fakePeer();
  router.serve('app', next.port);
  expect(peers.app.isClosed()).toBe(true);
  answer();
  expect(openReply('sync.refresh', await next.callRaw('sync.refresh', {}))).toEqual({});
  router.toApp('state.coins', { version: 1 });
  expect(next.events).toEqual([{ event: 'state.coins', payload: { version: 1 } }]);
  expect(peers.app.events).toEqual([]);
  expect(oldAnswered).toBe(false);
});

test('events are checked too, and without a port they go nowhere', () => {
  const { router, peers } = setUp();
  expect(() => router.toApp('state.coins', { version: 1, extra: 2 } as never)).toThrow('ipc.bad-payload');
  peers.app.close();
  router.toApp('state.coins', { version: 1 });
  expect(peers.app.events).toEqual([]);
});
