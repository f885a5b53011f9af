import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseTransaction } from '../../../chains/flux/transaction.ts';
import { verifySigned } from '../../../chains/flux/verify.ts';
import { WalletError, type WireError } from '../../../wallet-core/errors/index.ts';
import { type KnownAccount, type RequestOf, toWireStated, toWireUnsigned } from '../../../wallet-core/ipc/index.ts';
import { fromHex, SecretBytes } from '../../../wallet-core/primitives/index.ts';
import { buildPayment, makeKeyring, otherStranger, ownAddress, stranger } from '../testing/payment-fixture.ts';
import { ApprovalDesk, type ApprovalDeskDeps, SETTLE_MS } from './approval-desk.ts';
import { describeKeyring } from './candidate.ts';
import type { MainPort } from './main-port.ts';
import { ScreenStore } from './screen-store.ts';
import { Session } from './session.ts';

type Decision = RequestOf<'approval.decide'>;

const ID = 'ab'.repeat(16);

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
  const decisions: Decision[] = [];
  const blobs = new Map<string, string>();
  /** What happens inside main before it answers. */
  const during = new Map<string, () => unknown>();
  const main = (async (channel: string, request: Record<string, unknown>) => {
    await during.get(channel)?.();
    if (channel === 'approval.decide') decisions.push(request as Decision);
    if (channel === 'blob.read') return { blob: blobs.get(String(request.name)) ?? null };
    if (channel === 'blob.write') blobs.set(String(request.name), String(request.blob));
    return {};
  }) as MainPort;
  let now = 1_795_000_000_000;
  const room = { isFree: true };
  const screens = new ScreenStore();
  const gate: { pass: ApprovalDeskDeps['gate']['pass'] } = { pass: async () => ({ by: 'nothing-set' }) };
  const desk = new ApprovalDesk({
    main,
    screens,
    session,
    clock: { now: () => now, sleep: () => Promise.resolve() },
    random: { bytes: (length) => new Uint8Array(length).fill(4) },
    makeRoom: () => room.isFree,
    gate,
    proofs: { ask: () => undefined, drop: () => undefined },
  });
  const pass = (ms: number) => {
    now += ms;
  };
  return { desk, screens, session, keyring, known, decisions, pass, blobs, during, room, gate };
}

let fixture: ReturnType<typeof makeDesk>;

function requestOf(payment: ReturnType<typeof buildPayment>, requestId = ID) {
  return {
    requestId,
    accountId: fixture.known.accountId,
    stated: toWireStated(payment.stated),
    unsigned: toWireUnsigned(payment.unsigned),
    validUntilMs: 1_795_000_000_000 + 300_000,
  };
}

function refusalOf(decision: Decision | undefined): WireError['code'] | undefined {
  return decision?.decision.kind === 'refused' ? decision.decision.error.code : undefined;
}

beforeEach(() => {
  fixture = makeDesk();
});

describe('ApprovalDesk', () => {
  it('E-28: signs after a click, once, bytes that verify', async () => {
    const { desk, screens, decisions, pass, keyring } = fixture;
    const payment = buildPayment(keyring);
    await desk.open(requestOf(payment));
    expect(screens.read().kind).toBe('approve');
    pass(SETTLE_MS);
    await desk.approve(ID);
    await desk.approve(ID);
    expect(decisions).toHaveLength(1);
    const decision = decisions[0]?.decision;
    if (decision?.kind !== 'approved') throw new TypeError('not approved');
    const signed = fromHex(decision.signed);
    expect(verifySigned(signed, payment.unsigned.inputs)).toBe(true);
    expect(parseTransaction(signed).outputs).toEqual(parseTransaction(payment.unsigned.bytes).outputs);
    expect(screens.read().kind).toBe('idle');
  });

  it('E-29: a click before the screen has settled does nothing', async () => {
    const { desk, decisions, pass, keyring } = fixture;
    await desk.open(requestOf(buildPayment(keyring)));
    pass(SETTLE_MS - 1);
    await desk.approve(ID);
    expect(decisions).toEqual([]);
  });

  it('E-29: a request used once cannot be shown or signed again', async () => {
    const { desk, decisions, pass, keyring } = fixture;
    const request = requestOf(buildPayment(keyring));
    await desk.open(request);
    pass(SETTLE_MS);
    await desk.approve(ID);
    await desk.open(request);
    expect(decisions.map(refusalOf)).toEqual([undefined, 'approval.replayed']);
  });

  it('E-29: two at once, the second is refused and the first stays', async () => {
    const { desk, screens, decisions, keyring } = fixture;
    await desk.open(requestOf(buildPayment(keyring)));
    await desk.open(requestOf(buildPayment(keyring), 'cd'.repeat(16)));
    expect(decisions.map(refusalOf)).toEqual(['session.busy']);
    expect(screens.read()).toMatchObject({ kind: 'approve', requestId: ID });
  });

  it('E-29: expired requests are refused at the click', async () => {
    const { desk, decisions, pass, keyring } = fixture;
    await desk.open(requestOf(buildPayment(keyring)));
    pass(300_000);
    await desk.approve(ID);
    expect(decisions.map(refusalOf)).toEqual(['approval.expired']);
  });

  it('E-29: no approval is offered for longer than five minutes, whatever the backend says', async () => {
    const { desk, screens, keyring } = fixture;
    await desk.open({ ...requestOf(buildPayment(keyring)), validUntilMs: 8.64e15 });
    expect(screens.read()).toMatchObject({ kind: 'approve', validUntilMs: 1_795_000_000_000 + 300_000 });
  });

  it('E-29: an account that is not open here is refused', async () => {
    const { desk, decisions, keyring } = fixture;
    await desk.open({ ...requestOf(buildPayment(keyring)), accountId: '0'.repeat(16) });
    expect(decisions.map(refusalOf)).toEqual(['session.locked']);
  });

  it('T-06: bytes that differ are shown as refused and never signed, however often somebody approves', async () => {
    const { desk, screens, decisions, pass, keyring } = fixture;
    const honest = buildPayment(keyring);
    const forged = buildPayment(keyring, { recipients: [{ address: otherStranger, amount: 250_000_000n }] });
    await desk.open(requestOf({ stated: honest.stated, unsigned: forged.unsigned }));
    expect(screens.read()).toMatchObject({ kind: 'refused', reasons: expect.arrayContaining(['recipient']) });
    pass(SETTLE_MS);
    await desk.approve(ID);
    expect(decisions).toEqual([]);
    await desk.acknowledge();
    expect(decisions.map(refusalOf)).toEqual(['approval.mismatch']);
  });

  it('E-29: a request does not push aside what this window cannot leave', async () => {
    const { desk, screens, decisions, keyring, room } = fixture;
    room.isFree = false;
    const before = screens.read();
    await desk.open(requestOf(buildPayment(keyring)));
    expect(decisions.map(refusalOf)).toEqual(['session.busy']);
    expect(screens.read()).toBe(before);
  });

  it('withdrawn and rejected requests cannot be approved afterwards', async () => {
    const { desk, decisions, pass, keyring } = fixture;
    await desk.open(requestOf(buildPayment(keyring)));
    desk.withdraw(ID);
    pass(SETTLE_MS);
    await desk.approve(ID);
    expect(decisions).toEqual([]);
    const second = 'cd'.repeat(16);
    await desk.open(requestOf(buildPayment(keyring), second));
    await desk.reject(second);
    pass(SETTLE_MS);
    await desk.approve(second);
    expect(decisions.map(({ decision }) => decision.kind)).toEqual(['rejected']);
  });

  it('E-29: withdrawn while it signs, it signs no more, says nothing, and leaves the screen alone', async () => {
    const { desk, screens, decisions, pass, keyring } = fixture;
    const sign = vi.spyOn(keyring, 'signEcdsa');
    const payment = buildPayment(keyring, { recipients: [{ address: stranger, amount: 'max' }] }, undefined, 400);
    await desk.open(requestOf(payment));
    pass(SETTLE_MS);
    const approving = desk.approve(ID);
    while (screens.read().kind === 'approve') await Promise.resolve();
    expect(screens.read().kind).toBe('signing');
    desk.withdraw(ID);
    expect(screens.read().kind).toBe('idle');
    const second = 'cd'.repeat(16);
    await desk.open(requestOf(buildPayment(keyring), second));
    await approving;
    // The turn it was in, and the next one it had begun; not the other half.
    expect(payment.unsigned.inputs).toHaveLength(400);
    expect(sign.mock.calls.length).toBeLessThanOrEqual(200);
    expect(decisions).toEqual([]);
    expect(screens.read()).toMatchObject({ kind: 'approve', requestId: second });
  });

  it('E-29: withdrawn between signing and the answer, the signature goes nowhere', async () => {
    const { desk, screens, decisions, pass, keyring, during } = fixture;
    await desk.open(requestOf(buildPayment(keyring)));
    pass(SETTLE_MS);
    during.set('blob.write', () => desk.withdraw(ID));
    await desk.approve(ID);
    expect(decisions).toEqual([]);
    expect(screens.read().kind).toBe('idle');
  });

  it('E-29: an approved request cannot be rejected or acknowledged besides', async () => {
    const { desk, decisions, pass, keyring } = fixture;
    await desk.open(requestOf(buildPayment(keyring)));
    pass(SETTLE_MS);
    const approving = desk.approve(ID);
    await desk.reject(ID);
    await desk.acknowledge();
    await approving;
    expect(decisions.map(({ decision }) => decision.kind)).toEqual(['approved']);
  });

  it('E-29: a review on screen is not closed by the button of a refusal, nor a refusal by Reject', async () => {
    const { desk, screens, decisions, keyring } = fixture;
    const honest = buildPayment(keyring);
    await desk.open(requestOf(honest));
    await desk.acknowledge();
    expect(screens.read().kind).toBe('approve');
    await desk.reject(ID);
    const forged = buildPayment(keyring, { recipients: [{ address: otherStranger, amount: 250_000_000n }] });
    const second = 'cd'.repeat(16);
    await desk.open(requestOf({ stated: honest.stated, unsigned: forged.unsigned }, second));
    await desk.reject(second);
    expect(screens.read().kind).toBe('refused');
    expect(decisions.map(({ decision }) => decision.kind)).toEqual(['rejected']);
  });

  it('E-29: withdrawn before it is on screen, it never gets there', async () => {
    const { desk, screens, decisions, keyring, during } = fixture;
    during.set('blob.read', () => desk.withdraw(ID));
    await desk.open(requestOf(buildPayment(keyring)));
    expect(screens.read().kind).toBe('idle');
    expect(decisions).toEqual([]);
  });

  it('E-29: nothing is signed for an account whose keys are gone', async () => {
    const { desk, decisions, pass, keyring, session, known } = fixture;
    await desk.open(requestOf(buildPayment(keyring)));
    session.forget(known.accountId);
    pass(SETTLE_MS);
    await desk.approve(ID);
    expect(decisions.map(refusalOf)).toEqual(['session.locked']);
  });

  it('a list of recipients that cannot be kept stops no payment', async () => {
    const { desk, decisions, pass, keyring, during } = fixture;
    await desk.open(requestOf(buildPayment(keyring)));
    pass(SETTLE_MS);
    during.set('blob.write', () => Promise.reject(new WalletError('ipc.peer-gone')));
    await desk.approve(ID);
    expect(decisions.map(({ decision }) => decision.kind)).toEqual(['approved']);
  });

  it('T-04: the first payment to an address says so, the next does not; a forged memory is not believed', async () => {
    const { desk, screens, pass, keyring, blobs } = fixture;
    const standingNow = () => {
      const screen = screens.read();
      return screen.kind === 'approve' ? screen.judgements.map(({ standing }) => standing) : [];
    };
    await desk.open(requestOf(buildPayment(keyring)));
    expect(standingNow()).toEqual(['first-time']);
    pass(SETTLE_MS);
    await desk.approve(ID);
    const second = 'cd'.repeat(16);
    await desk.open(requestOf(buildPayment(keyring), second));
    expect(standingNow()).toEqual(['paid-before']);
    await desk.reject(second);
    blobs.set('recipients', `${blobs.get('recipients')?.slice(0, -2)}00`);
    const third = 'ef'.repeat(16);
    await desk.open(requestOf(buildPayment(keyring), third));
    expect(standingNow()).toEqual(['first-time']);
  });

  describe('T-06: change farther than this device has seen', () => {
    const far = () => buildPayment(fixture.keyring, {}, ownAddress(fixture.keyring, 1, 40));
    const farNow = () => {
      const screen = fixture.screens.read();
      return screen.kind === 'approve' ? screen.farChange : undefined;
    };
    const codesOf = () => fixture.decisions.map((one) => refusalOf(one) ?? one.decision.kind);

    it('is asked about, and not signed by a click on Approve alone', async () => {
      const { desk, pass } = fixture;
      await desk.open(requestOf(far()));
      expect(farNow()).toEqual({ branch: 'change', index: 40 });
      pass(SETTLE_MS);
      await desk.approve(ID);
      expect(codesOf()).toEqual(['approval.unanswered']);
      expect(fixture.blobs.size).toBe(0);
    });

    it('is signed once it was accepted, and then known', async () => {
      const { desk, pass } = fixture;
      await desk.open(requestOf(far()));
      desk.acceptFarChange('cd'.repeat(16));
      pass(SETTLE_MS);
      desk.acceptFarChange(ID);
      await desk.approve(ID);
      await desk.open(requestOf(far(), 'ef'.repeat(16)));
      expect(farNow()).toBeNull();
      expect(codesOf()).toEqual(['approved']);
    });

    it('is far again when what was remembered is taken away or changed', async () => {
      const { desk, pass, blobs } = fixture;
      await desk.open(requestOf(far()));
      desk.acceptFarChange(ID);
      pass(SETTLE_MS);
      await desk.approve(ID);
      const kept = blobs.get('reach') ?? '';
      for (const blob of [`${kept.slice(0, -2)}00`, '', undefined]) {
        if (blob === undefined) blobs.delete('reach');
        else blobs.set('reach', blob);
        const requestId = `${blob?.length ?? 9}`.padStart(32, 'a');
        await desk.open(requestOf(far(), requestId));
        expect(farNow()).toEqual({ branch: 'change', index: 40 });
        await desk.reject(requestId);
      }
    });

    it('payments approved one after the other carry it along without a word', async () => {
      const { desk, pass } = fixture;
      for (let index = 0; index < 24; index++) {
        const requestId = index.toString(16).padStart(32, '0');
        await desk.open(requestOf(buildPayment(fixture.keyring, {}, ownAddress(fixture.keyring, 1, index)), requestId));
        expect(farNow()).toBeNull();
        pass(SETTLE_MS);
        await desk.approve(requestId);
      }
      expect(new Set(codesOf())).toEqual(new Set(['approved']));
    });
  });

  it('T-02: an address that imitates an own one is marked', async () => {
    const { desk, screens, keyring } = fixture;
    const own = ownAddress(keyring, 0, 0).address;
    const payment = buildPayment(keyring, { recipients: [{ address: own, amount: 1_000_000n }] });
    await desk.open(requestOf(payment));
    expect(screens.read()).toMatchObject({ kind: 'approve', judgements: [{ standing: 'own', lookAlike: null }] });
  });

  describe('the second factor', () => {
    it('E-29: is asked between the click and the signature; turned back, the review is there again and nothing is signed', async () => {
      const { desk, screens, decisions, pass, keyring, gate } = fixture;
      const asked: unknown[] = [];
      gate.pass = async (account, purpose, { holdsDecision }) => {
        asked.push([account.known.label, purpose, holdsDecision, screens.read().kind]);
        return null;
      };
      await desk.open(requestOf(buildPayment(keyring)));
      pass(SETTLE_MS);
      await desk.approve(ID);
      expect(asked).toEqual([['ada', 'send', true, 'approve']]);
      expect(decisions).toEqual([]);
      expect(screens.read()).toMatchObject({ kind: 'approve', openedAtMs: 1_795_000_000_000 + SETTLE_MS });
      await desk.approve(ID);
      expect(asked).toHaveLength(1);
      gate.pass = async () => ({ by: 'nothing-set' });
      pass(SETTLE_MS);
      await desk.approve(ID);
      expect(decisions[0]?.decision.kind).toBe('approved');
    });

    it('a door that breaks stays shut', async () => {
      const { desk, decisions, pass, keyring, gate } = fixture;
      gate.pass = () => Promise.reject(new Error('broken'));
      await desk.open(requestOf(buildPayment(keyring)));
      pass(SETTLE_MS);
      await desk.approve(ID);
      expect(decisions).toEqual([]);
    });

    it('E-28: withdrawn while it is asked for, the answer signs nothing', async () => {
      const { desk, screens, decisions, pass, keyring, gate } = fixture;
      const answer = Promise.withResolvers<{ by: 'nothing-set' }>();
      let aborted: AbortSignal | undefined;
      gate.pass = (_account, _purpose, { signal }) => {
        aborted = signal;
        return answer.promise;
      };
      await desk.open(requestOf(buildPayment(keyring)));
      pass(SETTLE_MS);
      const approving = desk.approve(ID);
      await desk.approve(ID);
      await desk.reject(ID);
      desk.withdraw(ID);
      expect(aborted?.aborted).toBe(true);
      expect(screens.read().kind).toBe('idle');
      answer.resolve({ by: 'nothing-set' });
      await approving;
      expect(decisions).toEqual([]);
    });
  });
});
