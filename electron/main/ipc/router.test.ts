/** E-22: each channel that main answers × everything that must not get through, made from the contract's own table. */
import type { IpcMainInvokeEvent } from 'electron';
import { beforeEach, describe, expect, it } from 'vitest';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { channels } from '../../../wallet-core/ipc/index.ts';
import { hosts, type WindowKind } from '../../windows/window-kinds.ts';
import { createWindowRegistry } from '../../windows/window-registry.ts';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import { createRecordingLogger, type RecordingLogger } from '../testing/recording-logger.ts';
import { account, accountId, draftId, requestSamples, settings, stated, txid, unsigned } from '../testing/samples.ts';
import { type MainChannel, type MainHandlers, mainChannels } from './main-handlers.ts';
import { registerChannels } from './router.ts';

const ids: Record<WindowKind, number> = { app: 1, signer: 2 };

const replies: { readonly [Name in MainChannel]: unknown } = {
  ...(Object.fromEntries(mainChannels.map((name) => [name, {}])) as { [Name in MainChannel]: unknown }),
  'app.boot': { version: '1', engine: 'x', standIn: true, demo: false, platform: 'linux' },
  'approval.request': { sendId: 'a-1', txid },
  'clipboard.compare': { same: true },
  'file.save': { saved: true },
  'link.take': { link: null },
  'signer.ready': { accounts: [account], settings },
  'unlock.gate': { waitMs: 0, failures: 0 },
  'unlock.failed': { waitMs: 0, failures: 0 },
  'account.preview': { addresses: [], total: null, usedCount: null, provenance: null, error: null },
  'blob.read': { blob: null },
  'accounts.list': { accounts: [{ account, unlocked: true }] },
  'account.rename': account,
  'approval.node-start': { starts: [{ key: `${txid}:0`, txid }] },
  'approval.flux-id': {
    textKind: 'free',
    identity: '1FvyAqqELFiQyaEWdhFbWF8MZapKPZS8J7',
    signature: null,
    delivered: 'no-callback',
    problem: null,
    privilege: null,
    host: null,
  },
  'approval.fusion-claims': { claimIds: [draftId] },
  'node.adopt': { added: 1, known: 0 },
  'node.hand-over': { words: 'amber birch cloud' },
  'backup.save': { saved: true },
  'backup.restore': { restored: true, added: 1, kept: 0 },
  'sheet.save-pdf': { saved: true },
  'system-store.status': { available: false, kind: 'plain' },
  'system-store.seal': { sealed: '00' },
  'system-store.open': { content: '00' },
  'd2fa.records': { readings: [], agreement: 'unknown', anchorsWanted: 8 },
  'd2fa.plan': { planId: draftId, firstInput: `${txid}:0`, fee: '1', inputCount: 1, validUntilMs: 1 },
  'd2fa.prepare': {
    draftId,
    stated: { ...stated, message: null, data: 'ab'.repeat(80) },
    unsigned,
    validUntilMs: 1,
  },
  'd2fa.commit': { sendId: 'a-1', txid },
  'sweep.prepare': {
    batches: [{ draftId, unsigned, validUntilMs: 1 }],
    collateralCount: 0,
    notReady: 0,
    leftForLater: 0,
    provenance: { source: 'one.example', height: 1, atMs: 1 },
  },
  'sweep.commit': { sendId: 'a-1', txid },
  'd2fa.view': { view: null },
};

type Invoke = (event: IpcMainInvokeEvent, ...args: unknown[]) => Promise<unknown>;

let registered: Map<string, Invoke>;
let calls: [string, unknown, string][];
let open: boolean;
let epoch: number;
let clock: ManualClock;
let logger: RecordingLogger;
let behaviour: (name: string) => unknown;

beforeEach(() => {
  registered = new Map();
  calls = [];
  open = true;
  epoch = 1;
  clock = createManualClock();
  logger = createRecordingLogger();
  behaviour = (name) => replies[name as MainChannel];
  const windows = createWindowRegistry();
  windows.add(ids.app, 'app');
  windows.add(ids.signer, 'signer');
  const handlers = Object.fromEntries(
    mainChannels.map((name) => [
      name,
      async (request: unknown, caller: { kind: string }) => {
        calls.push([name, request, caller.kind]);
        return behaviour(name);
      },
    ]),
  ) as unknown as MainHandlers;
  registerChannels(
    {
      ipcMain: { handle: (name, listener) => void registered.set(name, listener as Invoke) },
      windows,
      clock,
      logger,
      session: { isOpen: () => open, epoch: () => epoch },
    },
    handlers,
  );
});

interface EventChange {
  readonly url?: string;
  readonly parent?: unknown;
  readonly detached?: boolean;
  readonly id?: number;
  readonly senderFrame?: unknown;
}

function eventOf(kind: WindowKind, change: EventChange = {}): IpcMainInvokeEvent {
  const frame = {
    url: change.url ?? `app://${hosts[kind]}/index.html`,
    parent: change.parent ?? null,
    detached: change.detached ?? false,
  };
  return {
    senderFrame: 'senderFrame' in change ? change.senderFrame : frame,
    sender: { id: change.id ?? ids[kind] },
  } as unknown as IpcMainInvokeEvent;
}

async function invoke(name: string, event: IpcMainInvokeEvent, ...args: unknown[]): Promise<unknown> {
  const handler = registered.get(name);
  if (handler === undefined) throw new Error(`${name} is not registered`);
  return await handler(event, ...args);
}

const refused = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });
const kindsOf = (name: MainChannel): WindowKind[] =>
  (['app', 'signer'] as const).filter((kind) => channels[name].from.some((party) => party === kind));
const otherKind = (kind: WindowKind): WindowKind => (kind === 'app' ? 'signer' : 'app');

/** Every text far beyond any bound; a request without texts gets a key that has one. */
function oversized(value: unknown, huge: string): unknown {
  let grown = false;
  const grow = (part: unknown): unknown => {
    if (typeof part === 'string') {
      grown = true;
      return `${part}${huge}`;
    }
    if (Array.isArray(part)) return part.map(grow);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, grow(inner)]));
  };
  const result = grow(value);
  return grown ? result : { ...(value as object), huge };
}

const matrix = mainChannels.flatMap((name) => kindsOf(name).map((kind) => ({ name, kind })));

it('registers exactly the channels of the contract that main answers', () => {
  const expected = Object.entries(channels).filter(([, channel]) => channel.to === 'main');
  expect([...registered.keys()].sort()).toEqual(expected.map(([name]) => name).sort());
});

describe.each(matrix)('E-22: $name from $kind', ({ name, kind }) => {
  const sample = requestSamples[name];

  it('is answered', async () => {
    expect(await invoke(name, eventOf(kind), sample)).toEqual({ ok: true, value: replies[name] });
    expect(calls).toEqual([[name, sample, kind]]);
  });

  it.each<[string, EventChange]>([
    ['a foreign origin', { url: 'https://evil.example/' }],
    ['a look-alike host', { url: `app://${hosts[kind]}.evil/index.html` }],
    ['the other window’s origin', { url: `app://${hosts[otherKind(kind)]}/index.html` }],
    ['a blank page', { url: 'about:blank' }],
    ['no URL', { url: '' }],
    ['a sub-frame', { parent: { url: 'app://wallet/index.html' } }],
    ['a detached frame', { detached: true }],
    ['a missing frame', { senderFrame: null }],
    ['an undefined frame', { senderFrame: undefined }],
    ['a window that is not ours', { id: 99 }],
    ['the other window', { id: ids[otherKind(kind)] }],
  ])('E-18: refuses %s', async (_what, change) => {
    expect(await invoke(name, eventOf(kind, change), sample)).toEqual(refused('ipc.bad-sender'));
    expect(calls).toEqual([]);
  });

  it('E-18: refuses a frame that was disposed meanwhile', async () => {
    const event = {
      get senderFrame(): never {
        throw new Error('Render frame was disposed');
      },
      sender: { id: ids[kind] },
    } as unknown as IpcMainInvokeEvent;
    expect(await invoke(name, event, sample)).toEqual(refused('ipc.bad-sender'));
  });

  it('E-19: refuses an extra key, a wrong type, no argument and a second one', async () => {
    for (const args of [[{ ...sample, extra: 1 }], ['text'], [null], [[]], [], [sample, {}]]) {
      await clock.advance(2_000);
      expect(await invoke(name, eventOf(kind), ...args)).toEqual(refused('ipc.bad-payload'));
    }
    expect(calls).toEqual([]);
  });

  it('E-19: refuses an oversized request', async () => {
    const huge = 'a'.repeat(name === 'file.save' ? 50_000_001 : 4_000_001);
    expect(await invoke(name, eventOf(kind), oversized(sample, huge))).toEqual(refused('ipc.bad-payload'));
    expect(calls).toEqual([]);
  });

  it('is refused while locked exactly when it needs a session', async () => {
    open = false;
    const reply = await invoke(name, eventOf(kind), sample);
    expect(reply).toEqual(channels[name].needsSession ? refused('session.locked') : { ok: true, value: replies[name] });
  });

  it('E-21: is limited per window and second', async () => {
    const { perSecond } = channels[name];
    for (let call = 0; call < perSecond; call++) await invoke(name, eventOf(kind), sample);
    expect(await invoke(name, eventOf(kind), sample)).toEqual(refused('ipc.rate-limited'));
    await clock.advance(1_000);
    expect(await invoke(name, eventOf(kind), sample)).toEqual({ ok: true, value: replies[name] });
  });

  it('E-19: a value that does not fit and a foreign error become codes without a word', async () => {
    behaviour = () => ({ more: true, path: '/home/somebody' });
    expect(await invoke(name, eventOf(kind), sample)).toEqual({
      ok: false,
      error: { code: 'ipc.bad-reply', data: { channel: name } },
    });
    await clock.advance(2_000);
    behaviour = () => {
      throw new Error('ENOENT /home/somebody');
    };
    expect(await invoke(name, eventOf(kind), sample)).toEqual({ ok: false, error: { code: 'internal', data: {} } });
    await clock.advance(2_000);
    behaviour = () => {
      throw new WalletError('store.corrupt', { table: 'sends' }, { cause: new Error('secret') });
    };
    expect(await invoke(name, eventOf(kind), sample)).toEqual({
      ok: false,
      error: { code: 'store.corrupt', data: { table: 'sends' } },
    });
  });

  it('tells nothing of a session after a lock', async () => {
    behaviour = () => {
      epoch += 1;
      return replies[name];
    };
    const reply = await invoke(name, eventOf(kind), sample);
    expect(reply).toEqual(channels[name].needsSession ? refused('session.locked') : { ok: true, value: replies[name] });
  });
});

describe('E-18: channels of the other window', () => {
  const foreign = mainChannels.flatMap((name) =>
    (['app', 'signer'] as const).filter((kind) => !kindsOf(name).includes(kind)).map((kind) => ({ name, kind })),
  );

  it.each(foreign)('$name is refused to $kind, in its own window, at its own origin', async ({ name, kind }) => {
    expect(await invoke(name, eventOf(kind), requestSamples[name])).toEqual(refused('ipc.bad-sender'));
    expect(calls).toEqual([]);
  });

  it('the app window can neither decide an approval nor open a session nor read a sealed blob', () => {
    for (const name of [
      'approval.decide',
      'session.open',
      'session.unlocked',
      'blob.read',
      'blob.write',
      'account.forget',
      'clipboard.secret',
      'system-store.open',
      'system-store.seal',
      'device.wipe',
      'd2fa.prepare',
      'd2fa.commit',
      'sweep.prepare',
      'sweep.commit',
      'd2fa.report',
      'session.activity',
    ] as const) {
      expect(kindsOf(name)).toEqual(['signer']);
    }
  });
});

it('rates of one window do not use up those of the other', async () => {
  const { perSecond } = channels['session.lock'];
  for (let call = 0; call <= perSecond; call++) await invoke('session.lock', eventOf('app'), {});
  expect(await invoke('session.lock', eventOf('app'), {})).toEqual(refused('ipc.rate-limited'));
  expect(await invoke('session.lock', eventOf('signer'), {})).toEqual({ ok: true, value: {} });
});

it('E-35: a refusal is logged as channel and code, without a byte of what was sent', async () => {
  const lines: string[] = [];
  logger.log = (_level, event, fields) => void lines.push(JSON.stringify([event, fields]));
  await invoke('session.open', eventOf('signer'), { ...requestSamples['session.open'], storageKey: 'planted' });
  await invoke('blob.read', eventOf('app'), { accountId, name: 'policy' });
  expect(lines).toEqual([
    '["ipc.refused",{"channel":"session.open","code":"ipc.bad-payload"}]',
    '["ipc.refused",{"channel":"blob.read","code":"ipc.bad-sender"}]',
  ]);
});
