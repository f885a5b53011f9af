import { describe, expect, it } from 'vitest';
import { verifyBitcoinMessage } from '../../../chains/bitcoin/message.ts';
import { fluxCodec } from '../../../chains/flux/codec.ts';
import { buildStart, parseStart, verifyStart } from '../../../chains/flux/fluxnode/index.ts';
import type { KnownAccount, PayloadOf, RequestOf, WireStatedIdentity } from '../../../wallet-core/ipc/index.ts';
import { fromHex, SecretBytes, toHex, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { fluxNodeIdentityPath, fluxPath } from '../../../wallet-core/seed/index.ts';
import { makeKeyring } from '../testing/payment-fixture.ts';
import { SETTLE_MS } from './approval-desk.ts';
import { describeKeyring } from './candidate.ts';
import { FluxApprovalDesk } from './flux-approval-desk.ts';
import type { MainPort } from './main-port.ts';
import { ScreenStore } from './screen-store.ts';
import { Session } from './session.ts';

type Decision = RequestOf<'approval.decide'>;
type Starts = PayloadOf<'approval.open-starts'>;

const NOW = 1_795_000_000_000;
const keyring = makeKeyring();
const described = describeKeyring(keyring);
const known: KnownAccount = {
  accountId: described.accountId,
  kind: 'password',
  label: 'ada',
  username: 'ada',
  fingerprint: ['write', 'push', 'receive'],
  createdAtMs: 0,
  lastOpenedAtMs: null,
};

function makeDesk() {
  const key = () => new SecretBytes(new Uint8Array(32).fill(3));
  const session = new Session();
  const keys = { keyring, vaultKey: key(), sealKey: key(), policyKey: key(), d2faKey: key(), backupKey: null };
  session.add({
    known,
    candidate: { ...described, kind: 'password', username: 'ada', fingerprint: ['write', 'push', 'receive'], keys },
  });
  const decisions: Decision[] = [];
  const main = (async (channel: string, request: unknown) => {
    if (channel === 'approval.decide') decisions.push(request as Decision);
    return {};
  }) as MainPort;
  let now = NOW;
  let isPassed = true;
  const screens = new ScreenStore();
  const desk = new FluxApprovalDesk({
    main,
    screens,
    session,
    clock: { now: () => now, sleep: () => new Promise(() => undefined) },
    makeRoom: () => true,
    gate: { pass: async () => (isPassed ? { by: 'nothing-set' } : null) },
  });
  return {
    desk,
    screens,
    decisions,
    pass: (ms: number) => {
      now += ms;
    },
    shutGate: () => {
      isPassed = false;
    },
  };
}

function startsRequest(count = 2): Starts {
  const made = Array.from({ length: count }, (_, at) => {
    const path = fluxPath(0, at);
    const nodePublicKey = keyring.publicKey(fluxNodeIdentityPath(at));
    const value = 1_000n * 100_000_000n;
    const { unsigned } = buildStart({
      collateral: { txid: unsafeBrand(`${at}`.repeat(64)), vout: at },
      value,
      owner: { kind: 'p2pkh', publicKey: keyring.publicKey(path) },
      nodePublicKey,
      sigTime: NOW / 1_000,
      signer: 'owner',
      newDelegates: null,
      path,
    });
    return {
      unsigned: { bytes: toHex(unsigned.bytes), path },
      stated: {
        key: `${`${at}`.repeat(64)}:${at}`,
        address: fluxCodec.formatAddress(keyring.publicKey(path)),
        value: value.toString(),
        nodePublicKey: toHex(nodePublicKey),
        sigTime: NOW / 1_000,
        signer: 'owner' as const,
        newDelegates: null,
      },
    };
  });
  return {
    requestId: 'ab'.repeat(16),
    accountId: described.accountId,
    stated: { kind: 'flux-node-start', starts: made.map(({ stated }) => stated) },
    unsigned: made.map(({ unsigned }) => unsigned),
    validUntilMs: NOW + 300_000,
  };
}

describe('starts of nodes', () => {
  it('T-18: one review lists every node as its bytes say; after a click each is signed by its own key', async () => {
    const at = makeDesk();
    const request = startsRequest();
    await at.desk.openStarts(request);
    const screen = at.screens.read();
    if (screen.kind !== 'approve-starts') throw new Error(screen.kind);
    expect(screen.review.starts.map(({ key, tier, identityIndex }) => [key, tier, identityIndex])).toEqual([
      [`${'0'.repeat(64)}:0`, 'cumulus', 0],
      [`${'1'.repeat(64)}:1`, 'cumulus', 1],
    ]);
    await at.desk.approve(request.requestId);
    expect(at.decisions).toEqual([]);
    at.pass(SETTLE_MS);
    await at.desk.approve(request.requestId);
    const [{ decision } = { decision: null }] = at.decisions;
    if (decision?.kind !== 'starts-signed') throw new Error('not signed');
    for (const { signed, txid } of decision.starts) {
      const read = parseStart(fromHex(signed));
      expect(read.txid).toBe(txid);
      expect(verifyStart(read).ok).toBe(true);
    }
    await at.desk.openStarts(request);
    expect(at.decisions.at(-1)).toMatchObject({ decision: { kind: 'refused', error: { code: 'approval.replayed' } } });
  });

  it.each<[string, (request: Starts) => unknown, string]>([
    [
      'another collateral',
      (request) => ({ ...request.stated.starts[0], key: `${'f'.repeat(64)}:0` }),
      'start-collateral',
    ],
    [
      'another address',
      (request) => ({ ...request.stated.starts[0], address: request.stated.starts[1]?.address }),
      'start-address',
    ],
    [
      'another node key',
      (request) => ({ ...request.stated.starts[0], nodePublicKey: `02${'11'.repeat(32)}` }),
      'start-node-key',
    ],
    ['another time', (request) => ({ ...request.stated.starts[0], sigTime: 1 }), 'start-time'],
    ['delegates nobody stated', (request) => ({ ...request.stated.starts[0], newDelegates: [] }), 'start-delegates'],
    ['an amount of no tier', (request) => ({ ...request.stated.starts[0], value: '1' }), 'start-amount'],
  ])('T-06: %s refuses all of them', async (_, change, reason) => {
    const at = makeDesk();
    const request = startsRequest();
    const starts = [change(request), ...request.stated.starts.slice(1)] as Starts['stated']['starts'];
    await at.desk.openStarts({ ...request, stated: { ...request.stated, starts } });
    expect(at.screens.read()).toMatchObject({ kind: 'refused', reasons: [reason] });
    at.pass(SETTLE_MS);
    await at.desk.approve(request.requestId);
    await at.desk.acknowledge();
    expect(at.decisions).toEqual([expect.objectContaining({ decision: expect.objectContaining({ kind: 'refused' }) })]);
  });

  it('T-15: a foreign path, a start too many, unreadable bytes and one node twice are refused', async () => {
    const request = startsRequest();
    const [first, second] = request.unsigned;
    if (first === undefined || second === undefined) throw new Error('two');
    const cases: [Starts, string][] = [
      [{ ...request, unsigned: [{ ...first, path: "m/48'/0'/0'/2'/11/0" }, second] }, 'start-own-key'],
      [{ ...request, unsigned: [{ ...first, path: second.path }, second] }, 'start-own-key'],
      [{ ...request, unsigned: [first] }, 'start-count'],
      [{ ...request, unsigned: [{ ...first, bytes: `${first.bytes}00` }, second] }, 'start-unreadable'],
    ];
    for (const [asked, reason] of cases) {
      const at = makeDesk();
      await at.desk.openStarts(asked);
      expect(at.screens.read()).toMatchObject({ kind: 'refused', reasons: expect.arrayContaining([reason]) });
    }
  });

  it('no second factor, no signature: the review comes again', async () => {
    const at = makeDesk();
    at.shutGate();
    const request = startsRequest();
    await at.desk.openStarts(request);
    at.pass(SETTLE_MS);
    await at.desk.approve(request.requestId);
    expect(at.decisions).toEqual([]);
    expect(at.screens.read().kind).toBe('approve-starts');
    await at.desk.reject(request.requestId);
    expect(at.decisions).toMatchObject([{ decision: { kind: 'rejected' } }]);
  });
});

const login = `${NOW - 60_000}${'k3j9x2m4p7q8w1e5r6t9y3u2i1o4a7s8d5f6g9h2'}`;
const stated: WireStatedIdentity = {
  kind: 'flux-id',
  textKind: 'login',
  message: login,
  identity: described.publicKeys.fluxId ?? '',
  requester: {
    host: 'home.runonflux.io',
    secure: true,
    kind: 'flux-service',
    isPunycode: false,
    isOwnNode: false,
    isListedNode: false,
    warnings: [],
  },
  callback: 'https://home.runonflux.io/id/verifylogin',
  privilege: 'user',
  fetchedFrom: null,
};
const identityRequest = (change: Partial<WireStatedIdentity> = {}): PayloadOf<'approval.open-identity'> => ({
  requestId: 'cd'.repeat(16),
  accountId: described.accountId,
  stated: { ...stated, ...change },
  validUntilMs: NOW + 300_000,
});

describe('texts of the Flux ID', () => {
  it('T-11: a login shows the host as it is parsed here, and is signed with Bitcoin’s magic', async () => {
    const at = makeDesk();
    await at.desk.openIdentity(identityRequest());
    expect(at.screens.read()).toMatchObject({ kind: 'approve-identity', review: { hostText: 'home.runonflux.io' } });
    at.pass(SETTLE_MS);
    await at.desk.approve('cd'.repeat(16));
    const [{ decision } = { decision: null }] = at.decisions;
    if (decision?.kind !== 'identity-signed') throw new Error('not signed');
    expect(verifyBitcoinMessage(stated.identity, login, decision.signature)).toBe(true);
  });

  it.each<[string, Partial<WireStatedIdentity>, string]>([
    ['64 hex digits', { textKind: 'free', message: 'ab'.repeat(32) }, 'identity-text'],
    ['a transaction as a message', { textKind: 'free', message: '01000000'.repeat(20) }, 'identity-text'],
    ['an old login', { message: `${NOW - 3_600_000}${'k'.repeat(42)}` }, 'identity-text'],
    ['a login stated as a text', { textKind: 'free' }, 'identity-kind'],
    ['hidden characters', { textKind: 'free', message: 'pay\u202eme' }, 'identity-text'],
    ['plain http', { callback: 'http://home.runonflux.io/id/verifylogin' }, 'identity-callback'],
    [
      'an address in this house',
      {
        callback: 'https://192.168.1.1/x',
        requester: stated.requester && { ...stated.requester, host: '192.168.1.1' },
      },
      'identity-callback',
    ],
    ['another host than was shown', { callback: 'https://home.runonflux.io.evil.example/x' }, 'identity-requester'],
    ['a callback without a requester', { requester: null }, 'identity-requester'],
    ['a foreign identity', { identity: '1FvyAqqELFiQyaEWdhFbWF8MZapKPZS8J7' }, 'identity-own-key'],
    ['a login of a FLUX address', { identity: described.firstAddress }, 'identity-own-key'],
  ])('T-12, T-13: %s is refused', async (_, change, reason) => {
    const at = makeDesk();
    await at.desk.openIdentity(identityRequest(change));
    expect(at.screens.read()).toMatchObject({ kind: 'refused', reasons: [reason] });
  });

  it('T-14: a login without a place to go is shown here, and told only when it was taken', async () => {
    const at = makeDesk();
    await at.desk.openIdentity(identityRequest({ callback: null, requester: null }));
    at.pass(SETTLE_MS);
    await at.desk.approve('cd'.repeat(16));
    expect(at.screens.read().kind).toBe('signed-text');
    expect(at.decisions).toEqual([]);
    await at.desk.done('cd'.repeat(16));
    expect(at.decisions).toMatchObject([{ decision: { kind: 'identity-signed' } }]);
  });
});
