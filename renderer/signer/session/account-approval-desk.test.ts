import { beforeEach, describe, expect, it } from 'vitest';
import { ethereumCodec } from '../../../chains/ethereum/codec.ts';
import { fluxOn } from '../../../wallet-core/assets/index.ts';
import {
  type KnownAccount,
  type RequestOf,
  toWireStatedAccount,
  toWireUnsignedAccount,
} from '../../../wallet-core/ipc/index.ts';
import { fromHex, SecretBytes } from '../../../wallet-core/primitives/index.ts';
import { deriveMnemonic } from '../../../wallet-core/seed/index.ts';
import {
  allowanceDraft,
  type BuiltAccountPayment,
  buildAccountPayment,
  ETHER,
  otherEvmStranger,
  someToken,
  transferDraft,
} from '../testing/account-fixture.ts';
import { makeKeyring } from '../testing/payment-fixture.ts';
import { AccountApprovalDesk } from './account-approval-desk.ts';
import { type ApprovalDeskDeps, SETTLE_MS } from './approval-desk.ts';
import { describeKeyring } from './candidate.ts';
import type { MainPort } from './main-port.ts';
import { ScreenStore } from './screen-store.ts';
import { Session } from './session.ts';

type Decision = RequestOf<'approval.decide'>;
const ID = 'ab'.repeat(16);
const NOW = 1_795_000_000_000;

function makeDesk() {
  const keyring = makeKeyring();
  const described = describeKeyring(keyring);
  const key = () => new SecretBytes(new Uint8Array(32).fill(3));
  const known: KnownAccount = {
    accountId: described.accountId,
    kind: 'password',
    label: 'ada',
    username: 'ada',
    fingerprint: ['write', 'push', 'receive'],
    createdAtMs: 0,
    lastOpenedAtMs: null,
  };
  const session = new Session();
  session.add({
    known,
    candidate: {
      ...described,
      kind: 'password',
      username: 'ada',
      fingerprint: ['write', 'push', 'receive'],
      keys: { keyring, vaultKey: key(), sealKey: key(), policyKey: key(), d2faKey: key(), backupKey: null },
    },
  });
  const decisions: Decision['decision'][] = [];
  const blobs = new Map<string, string>();
  const main = (async (channel: string, request: Record<string, unknown>) => {
    if (channel === 'approval.decide') decisions.push((request as Decision).decision);
    if (channel === 'blob.read') return { blob: blobs.get(String(request.name)) ?? null };
    if (channel === 'blob.write') blobs.set(String(request.name), String(request.blob));
    return {};
  }) as MainPort;
  let now = NOW;
  const gate: { pass: ApprovalDeskDeps['gate']['pass'] } = { pass: async () => ({ by: 'nothing-set' }) };
  const asked: Parameters<ApprovalDeskDeps['proofs']['ask']>[0][] = [];
  const screens = new ScreenStore();
  const desk = new AccountApprovalDesk({
    main,
    screens,
    session,
    clock: { now: () => now, sleep: () => Promise.resolve() },
    random: { bytes: (length) => new Uint8Array(length).fill(4) },
    makeRoom: () => true,
    gate,
    proofs: { ask: (question) => asked.push(question), drop: () => undefined },
  });
  const pass = (ms: number) => {
    now += ms;
  };
  return { desk, screens, keyring, known, decisions, pass, blobs, gate, asked };
}

let fixture: ReturnType<typeof makeDesk>;
beforeEach(() => {
  fixture = makeDesk();
});

function requestOf({ stated, unsigned }: BuiltAccountPayment, requestId = ID, claim = { symbol: 'EXA', decimals: 6 }) {
  return {
    requestId,
    accountId: fixture.known.accountId,
    stated: toWireStatedAccount(stated),
    unsigned: toWireUnsignedAccount(
      unsigned,
      stated.action.kind === 'transfer' && stated.action.asset === someToken ? claim : null,
    ),
    validUntilMs: NOW + 300_000,
  };
}

const coins = () => buildAccountPayment(fixture.keyring, transferDraft('native', ETHER, 18));

describe('AccountApprovalDesk', () => {
  it('E-28: signs after a click, once, the very bytes, by the account’s key', async () => {
    const { desk, screens, decisions, pass } = fixture;
    const built = coins();
    await desk.open(requestOf(built));
    expect(screens.read()).toMatchObject({ kind: 'approve-account', judgement: { standing: 'first-time' } });
    pass(SETTLE_MS);
    await desk.approve(ID);
    await desk.approve(ID);
    expect(decisions).toHaveLength(1);
    const [decision] = decisions;
    if (decision?.kind !== 'approved') throw new TypeError('not approved');
    const read = ethereumCodec.readSigned(fromHex(decision.signed));
    expect(read.unsigned).toEqual(built.unsigned.bytes);
    expect([read.from, read.txid]).toEqual([built.stated.from, decision.txid]);
    expect(screens.read().kind).toBe('idle');
    // The second payment there is none to a stranger.
    await desk.open(requestOf(coins(), 'cd'.repeat(16)));
    expect(screens.read()).toMatchObject({ judgement: { standing: 'paid-before' } });
  });

  it('E-29: a click before the screen has settled, and one for another request, do nothing', async () => {
    const { desk, decisions, pass } = fixture;
    await desk.open(requestOf(coins()));
    await desk.approve(ID);
    pass(SETTLE_MS);
    await desk.approve('cd'.repeat(16));
    expect(decisions).toEqual([]);
  });

  it('T-06: bytes that differ from what was stated are shown as refused and never signed', async () => {
    const { desk, screens, decisions, pass, keyring } = fixture;
    const stated = coins().stated;
    const other = buildAccountPayment(keyring, transferDraft('native', ETHER, 18, otherEvmStranger));
    await desk.open(requestOf({ unsigned: other.unsigned, stated }));
    expect(screens.read()).toMatchObject({ kind: 'refused', reasons: ['recipient'] });
    pass(SETTLE_MS);
    await desk.approve(ID);
    expect(decisions).toEqual([]);
    await desk.acknowledge();
    expect(decisions).toMatchObject([{ kind: 'refused', error: { code: 'approval.mismatch' } }]);
  });

  it('a second request beside an open one is refused; withdrawing, rejecting and time end it', async () => {
    const { desk, screens, decisions, pass } = fixture;
    await desk.open(requestOf(coins()));
    await desk.open(requestOf(coins(), 'cd'.repeat(16)));
    expect(decisions).toMatchObject([{ kind: 'refused', error: { code: 'session.busy' } }]);
    desk.withdraw(ID);
    expect(screens.read().kind).toBe('idle');
    await desk.open(requestOf(coins(), 'ef'.repeat(16)));
    await desk.reject('ef'.repeat(16));
    expect(decisions.at(-1)).toEqual({ kind: 'rejected' });
    await desk.open(requestOf(coins(), '01'.repeat(16)));
    pass(300_000);
    await desk.approve('01'.repeat(16));
    expect(decisions.at(-1)).toMatchObject({ kind: 'refused', error: { code: 'approval.expired' } });
  });

  it('nothing is signed while the second factor is not given, or cannot be asked for', async () => {
    const { desk, screens, decisions, pass, gate } = fixture;
    gate.pass = () => Promise.reject(new Error('broken'));
    await desk.open(requestOf(coins()));
    pass(SETTLE_MS);
    await desk.approve(ID);
    expect([screens.read().kind, decisions]).toEqual(['approve-account', []]);
    gate.pass = async () => null;
    pass(SETTLE_MS);
    await desk.approve(ID);
    expect(decisions).toEqual([]);
    gate.pass = async () => ({ by: 'nothing-set' });
    pass(SETTLE_MS);
    await desk.approve(ID);
    expect(decisions).toMatchObject([{ kind: 'approved' }]);
  });

  it('T-04: much FLUX to somebody new, now or by allowance, asks for the password', async () => {
    const { desk, screens, decisions, pass, keyring, asked } = fixture;
    const flux = fluxOn('ethereum')?.identifier ?? '';
    const large = buildAccountPayment(keyring, allowanceDraft(flux, 100_000_000_000n));
    await desk.open(requestOf(large));
    expect(screens.read()).toMatchObject({ asksPassword: true });
    pass(SETTLE_MS);
    await desk.approve(ID);
    expect([asked.length, decisions]).toEqual([1, []]);
    desk.cancelProof();
    expect(screens.read().kind).toBe('approve-account');
    pass(SETTLE_MS);
    await desk.approve(ID);
    const proof = () => {
      const key = () => new SecretBytes(new Uint8Array(32).fill(9));
      const words = deriveMnemonic(key());
      return { accountId: '', words, seed: key(), vaultKey: key(), sealKey: key(), policyKey: null };
    };
    // The answer to the question that was taken back leads nowhere.
    await asked[0]?.onProven(proof());
    expect(decisions).toEqual([]);
    await asked[1]?.onProven(proof());
    expect(decisions).toMatchObject([{ kind: 'approved' }]);
    await desk.open(requestOf(buildAccountPayment(keyring, transferDraft(flux, 99_999_999_999n, 8)), 'cd'.repeat(16)));
    expect(screens.read()).toMatchObject({ asksPassword: false });
  });

  it('T-05: the name of a token is a claim until something was approved with it, and then pinned', async () => {
    const { desk, screens, pass, keyring, blobs } = fixture;
    const token = () => buildAccountPayment(keyring, transferDraft(someToken, 5n, 6));
    await desk.open(requestOf(token()));
    expect(screens.read()).toMatchObject({ review: { claim: { symbol: 'EXA' }, asset: { standing: 'unknown' } } });
    pass(SETTLE_MS);
    await desk.approve(ID);
    await desk.open(requestOf(token(), 'cd'.repeat(16)));
    expect(screens.read()).toMatchObject({ review: { claim: null, asset: { standing: 'accepted', decimals: 6 } } });
    await desk.reject('cd'.repeat(16));
    await desk.open(requestOf(token(), 'ef'.repeat(16), { symbol: 'EXA', decimals: 18 }));
    expect(screens.read()).toMatchObject({ kind: 'refused', reasons: ['token-changed'] });
    await desk.acknowledge();
    // Tampered with outside: names are claims again.
    blobs.set('tokens', (blobs.get('tokens') ?? '').replace(/..$/, '00'));
    await desk.open(requestOf(token(), '01'.repeat(16)));
    expect(screens.read()).toMatchObject({ review: { asset: { standing: 'unknown' } } });
  });
});
