import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { WalletError } from '../../wallet-core/errors/index.ts';
import type { ReplyOf, RequestOf } from '../../wallet-core/ipc/index.ts';
import { type Approvals, createApprovals } from './approvals.ts';
import { createManualClock, type ManualClock, settle } from './testing/manual-clock.ts';
import { createRecordingLogger } from './testing/recording-logger.ts';
import { accountId, draftId, stated, txid, unsigned } from './testing/samples.ts';

let log: string[];
let shown: { readonly requestId: string; readonly payload: unknown }[];
let clock: ManualClock;
let approvals: Approvals;
let taken: ReplyOf<'draft.take'>;
let held: Record<string, Promise<void>>;
let committedTxid: string;
let counter: number;
let signerTaken: boolean;

beforeEach(() => {
  log = [];
  shown = [];
  held = {};
  counter = 0;
  signerTaken = false;
  committedTxid = txid;
  clock = createManualClock();
  taken = { accountId, unsigned, validUntilMs: clock.now() + 60_000 };
  approvals = createApprovals({
    backend: {
      call: async (name, request) => {
        log.push(`${name} ${'draftId' in request ? request.draftId.slice(0, 2) : ''}`);
        await held[name];
        if (name === 'draft.take') return taken as never;
        if (name === 'draft.commit') return { sendId: 'send-1', txid: committedTxid } as never;
        return {} as never;
      },
    },
    signer: {
      present: () => void log.push('present'),
      hide: () => void log.push('hide'),
      send: (name, payload) => {
        log.push(name);
        if (name === 'approval.open' && 'requestId' in payload) shown.push({ requestId: payload.requestId, payload });
      },
    },
    clock,
    random: { bytes: (length) => new Uint8Array(length).fill(++counter) },
    logger: createRecordingLogger(),
    isAccountOpen: (id) => id === accountId,
    isSignerTaken: () => signerTaken,
  });
});

const request = { draftId, stated };
type Decision = RequestOf<'approval.decide'>['decision'];
const approved: Decision = { kind: 'approved', signed: 'beef', txid };

/** Opens one and gives its id with the promise of the app window. */
async function openOne(): Promise<{ readonly requestId: string; readonly outcome: Promise<unknown> }> {
  const outcome = approvals.request(request);
  outcome.catch(() => undefined);
  await settle();
  const requestId = shown.at(-1)?.requestId ?? '';
  log = [];
  return { requestId, outcome };
}

const refuses = (promise: Promise<unknown>, code: string) => expect(promise).rejects.toMatchObject({ code });

describe('one approval', () => {
  it('shows the app window’s words beside the backend’s bytes, commits what the signer signed, answers the asker', async () => {
    const outcome = approvals.request(request);
    await settle();
    expect(log).toEqual(['draft.take 11', 'approval.open', 'present']);
    const requestId = '01'.repeat(16);
    expect(shown).toEqual([
      { requestId, payload: { requestId, accountId, stated, unsigned, validUntilMs: taken.validUntilMs } },
    ]);
    log = [];
    await approvals.decide({ requestId, decision: approved });
    expect(log).toEqual(['draft.commit 11', 'hide']);
    expect(await outcome).toEqual({ sendId: 'send-1', txid });
    expect(approvals.isPending()).toBe(false);
  });

  it('a rejection reaches the asker; the draft is dropped and never committed', async () => {
    const { requestId, outcome } = await openOne();
    await approvals.decide({ requestId, decision: { kind: 'rejected' } });
    await refuses(outcome, 'approval.rejected');
    expect(log).toEqual(['approval.withdraw', 'hide', 'draft.drop 11']);
  });

  it('the signer’s refusal reaches the asker with its code', async () => {
    const { requestId, outcome } = await openOne();
    const error = { code: 'approval.mismatch' as const, data: { part: 'amount' } };
    await approvals.decide({ requestId, decision: { kind: 'refused', error } });
    await refuses(outcome, 'approval.mismatch');
    expect(log).not.toContain('draft.commit 11');
  });

  it('closing the signer’s window is a rejection', async () => {
    const { outcome } = await openOne();
    approvals.dismiss();
    await refuses(outcome, 'approval.rejected');
  });

  it('a failing commit is told to both sides', async () => {
    const { requestId, outcome } = await openOne();
    held['draft.commit'] = Promise.reject(new WalletError('store.write-failed'));
    await refuses(approvals.decide({ requestId, decision: approved }), 'store.write-failed');
    await refuses(outcome, 'store.write-failed');
    expect(approvals.isPending()).toBe(false);
  });

  it('a backend that names another transaction than was signed is not believed', async () => {
    const { requestId, outcome } = await openOne();
    committedTxid = 'cd'.repeat(32);
    await refuses(approvals.decide({ requestId, decision: approved }), 'ipc.bad-reply');
    await refuses(outcome, 'ipc.bad-reply');
  });
});

describe('E-29: hostile use', () => {
  it('E-28: refuses a second one while one is open', async () => {
    const { requestId, outcome } = await openOne();
    await refuses(approvals.request(request), 'session.busy');
    await refuses(approvals.request({ draftId: '22'.repeat(16), stated }), 'session.busy');
    expect(shown).toHaveLength(1);
    await approvals.decide({ requestId, decision: approved });
    await outcome;
  });

  it('refuses a second one while the first is still fetching its bytes', async () => {
    const gate = Promise.withResolvers<void>();
    held['draft.take'] = gate.promise;
    const first = approvals.request(request);
    await refuses(approvals.request(request), 'session.busy');
    gate.resolve();
    await settle();
    await approvals.decide({ requestId: shown[0]?.requestId ?? '', decision: approved });
    await first;
  });

  it('refuses a replayed decision', async () => {
    const { requestId, outcome } = await openOne();
    await approvals.decide({ requestId, decision: approved });
    await outcome;
    await refuses(approvals.decide({ requestId, decision: approved }), 'approval.replayed');
    const next = await openOne();
    await refuses(approvals.decide({ requestId, decision: approved }), 'approval.replayed');
    expect(log).toEqual([]);
    await approvals.decide({ requestId: next.requestId, decision: { kind: 'rejected' } });
    await refuses(next.outcome, 'approval.rejected');
  });

  it('refuses two decisions at once: the first one counts', async () => {
    const { requestId, outcome } = await openOne();
    const first = approvals.decide({ requestId, decision: approved });
    await refuses(approvals.decide({ requestId, decision: { kind: 'rejected' } }), 'approval.replayed');
    await refuses(approvals.decide({ requestId, decision: approved }), 'approval.replayed');
    await first;
    await outcome;
    expect(log.filter((line) => line.startsWith('draft.commit'))).toHaveLength(1);
  });

  it('refuses a forged id, with or without something open', async () => {
    await refuses(approvals.decide({ requestId: 'ff'.repeat(16), decision: approved }), 'approval.unknown');
    const { requestId, outcome } = await openOne();
    await refuses(approvals.decide({ requestId: 'ff'.repeat(16), decision: approved }), 'approval.unknown');
    await refuses(approvals.decide({ requestId: draftId, decision: approved }), 'approval.unknown');
    expect(log).toEqual([]);
    await approvals.decide({ requestId, decision: approved });
    await outcome;
  });

  it('refuses bytes for an account that is not open, and for another chain than stated', async () => {
    taken = { ...taken, accountId: 'f'.repeat(16) };
    await refuses(approvals.request(request), 'approval.mismatch');
    taken = { ...taken, accountId, unsigned: { ...unsigned, chain: 'bitcoin' } };
    await refuses(approvals.request(request), 'approval.mismatch');
    expect(shown).toEqual([]);
    expect(approvals.isPending()).toBe(false);
  });

  it('never uses an id twice', async () => {
    const seen = new Set<string>();
    for (let round = 0; round < 20; round++) {
      const { requestId, outcome } = await openOne();
      expect(seen.has(requestId)).toBe(false);
      seen.add(requestId);
      await approvals.decide({ requestId, decision: { kind: 'rejected' } });
      await refuses(outcome, 'approval.rejected');
    }
  });
});

describe('time', () => {
  it('refuses a draft that is already too old', async () => {
    taken = { ...taken, validUntilMs: clock.now() };
    await refuses(approvals.request(request), 'approval.expired');
    expect(shown).toEqual([]);
  });

  it('takes an open approval back when its time is over', async () => {
    const { requestId, outcome } = await openOne();
    await clock.advance(60_000);
    await refuses(outcome, 'approval.expired');
    expect(log).toEqual(['approval.withdraw', 'hide', 'draft.drop 11']);
    await refuses(approvals.decide({ requestId, decision: approved }), 'approval.replayed');
  });

  it('looks at the clock itself when the decision comes: the computer may have slept', async () => {
    const { requestId, outcome } = await openOne();
    clock.jump(60_000);
    await refuses(approvals.decide({ requestId, decision: approved }), 'approval.expired');
    await refuses(outcome, 'approval.expired');
    expect(log).not.toContain('draft.commit 11');
  });
});

describe('cancelling', () => {
  it('takes the open one back', async () => {
    const { requestId, outcome } = await openOne();
    approvals.cancel('22'.repeat(16));
    expect(approvals.isPending()).toBe(true);
    approvals.cancel(draftId);
    await refuses(outcome, 'approval.cancelled');
    expect(log).toEqual(['approval.withdraw', 'hide', 'draft.drop 11']);
    await refuses(approvals.decide({ requestId, decision: approved }), 'approval.replayed');
    approvals.cancel(draftId);
  });

  it('while the bytes are being fetched nothing is shown afterwards', async () => {
    const gate = Promise.withResolvers<void>();
    held['draft.take'] = gate.promise;
    const outcome = approvals.request(request);
    approvals.cancel(draftId);
    await refuses(outcome, 'approval.cancelled');
    gate.resolve();
    await settle();
    expect(shown).toEqual([]);
  });

  it('is too late once approved', async () => {
    const { requestId, outcome } = await openOne();
    const deciding = approvals.decide({ requestId, decision: approved });
    expect(() => approvals.cancel(draftId)).toThrow(expect.objectContaining({ code: 'session.busy' }));
    await deciding;
    expect(await outcome).toEqual({ sendId: 'send-1', txid });
  });
});

describe('E-27: a lock in the middle', () => {
  it('fails an open approval; its id is worth nothing afterwards', async () => {
    const { requestId, outcome } = await openOne();
    approvals.lock();
    await refuses(outcome, 'session.locked');
    await refuses(approvals.decide({ requestId, decision: approved }), 'approval.replayed');
    expect(log).not.toContain('draft.commit 11');
    expect(log).not.toContain('draft.drop 11');
  });

  it('while fetching: nothing is shown afterwards', async () => {
    const gate = Promise.withResolvers<void>();
    held['draft.take'] = gate.promise;
    const outcome = approvals.request(request);
    approvals.lock();
    await refuses(outcome, 'session.locked');
    gate.resolve();
    await settle();
    expect(shown).toEqual([]);
    expect(approvals.isPending()).toBe(false);
  });

  it('while committing: the asker hears of the lock, the journal write goes on and can be waited for', async () => {
    const { requestId, outcome } = await openOne();
    const gate = Promise.withResolvers<void>();
    held['draft.commit'] = gate.promise;
    const deciding = approvals.decide({ requestId, decision: approved });
    approvals.lock();
    await refuses(outcome, 'session.locked');
    let settled = false;
    const waiting = approvals.settled().then(() => {
      settled = true;
    });
    await settle();
    expect(settled).toBe(false);
    gate.resolve();
    await waiting;
    await deciding;
    expect(log).not.toContain('hide');
  });
});

it('whatever the order of events, nothing is committed more than once per approval and only after its own id', async () => {
  const events = fc.array(fc.constantFrom('request', 'approve', 'approve-old', 'forge', 'cancel', 'lock', 'wait'), {
    maxLength: 25,
  });
  await fc.assert(
    fc.asyncProperty(events, async (order) => {
      log = [];
      shown = [];
      approvals.lock();
      const quiet = (promise: Promise<unknown>) => void promise.catch(() => undefined);
      let approvalsGiven = 0;
      for (const event of order) {
        const current = shown.at(-1)?.requestId ?? '00'.repeat(16);
        if (event === 'request') quiet(approvals.request({ draftId, stated }));
        if (event === 'approve') {
          approvalsGiven += 1;
          quiet(approvals.decide({ requestId: current, decision: approved }));
        }
        if (event === 'approve-old') {
          const old = shown.at(-2)?.requestId ?? '00'.repeat(16);
          await refuses(
            approvals.decide({ requestId: old, decision: approved }),
            shown.length > 1 ? 'approval.replayed' : 'approval.unknown',
          );
        }
        if (event === 'forge') {
          await refuses(approvals.decide({ requestId: 'ee'.repeat(16), decision: approved }), 'approval.unknown');
        }
        if (event === 'cancel') {
          try {
            approvals.cancel(draftId);
          } catch {
            // Too late, which is fine.
          }
        }
        if (event === 'lock') approvals.lock();
        if (event === 'wait') await settle();
      }
      await settle();
      const commits = log.filter((line) => line.startsWith('draft.commit')).length;
      expect(commits).toBeLessThanOrEqual(Math.min(approvalsGiven, shown.length));
    }),
    { numRuns: 300 },
  );
});

describe('beside the signer’s own affairs', () => {
  it('E-28: nothing comes in front of a screen of the signer', async () => {
    signerTaken = true;
    await refuses(approvals.request(request), 'session.busy');
    expect(log).toEqual([]);
  });

  it('E-28: none survives a change of account, but what is approved is written', async () => {
    const { outcome } = await openOne();
    approvals.cancelOpen();
    await refuses(outcome, 'approval.cancelled');
    expect(log).toEqual(['approval.withdraw', 'hide', 'draft.drop 11']);

    const gate = Promise.withResolvers<void>();
    held['draft.commit'] = gate.promise;
    const second = await openOne();
    const deciding = approvals.decide({ requestId: second.requestId, decision: approved });
    approvals.cancelOpen();
    expect(approvals.isPending()).toBe(true);
    gate.resolve();
    await deciding;
    expect(await second.outcome).toEqual({ sendId: 'send-1', txid });
    approvals.cancelOpen();
  });
});
