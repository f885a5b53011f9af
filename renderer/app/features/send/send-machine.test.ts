import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PreparedSend, WireStatedPayment } from '../../../../wallet-core/ipc/index.ts';
import { ADDRESS } from '../../testing/fake-data.ts';
import { composing, nextStep, type SendEvent, type SendStep } from './send-machine.ts';

const stated: WireStatedPayment = {
  kind: 'payment',
  chain: 'flux',
  asset: 'native',
  recipients: [{ address: ADDRESS, amount: '1' }],
  message: null,
  fee: '226',
};
const prepared: PreparedSend = {
  draftId: '0'.repeat(32),
  stated,
  change: '0',
  inputCount: 1,
  signedSize: 226,
  expiryHeight: null,
  validUntilMs: 0,
};
const error = { code: 'approval.rejected', data: {} } as const;
const run = (...events: readonly SendEvent[]): SendStep => events.reduce(nextStep, composing);

const submit = { kind: 'submit', attempt: 1 } as const;
const ready = { kind: 'prepared', attempt: 1, prepared, stated } as const;
const committed = { kind: 'committed', attempt: 1, sendId: 'a', txid: 'b' } as const;

describe('compose → review → approve (feature 27)', () => {
  it('goes from the form through the signer to the journal', () => {
    expect(run(submit).kind).toBe('preparing');
    expect(run(submit, ready).kind).toBe('signing');
    expect(run(submit, ready, committed)).toEqual({ kind: 'sent', sendId: 'a', txid: 'b' });
  });

  it('stops on a refusal and comes back to the form', () => {
    expect(run(submit, ready, { kind: 'failed', attempt: 1, error })).toEqual({ kind: 'stopped', error });
    expect(run(submit, { kind: 'failed', attempt: 1, error }, { kind: 'edit' })).toBe(composing);
  });

  it('goes back to the form with a word when numbers have changed', () => {
    expect(run(submit, { kind: 'changed', attempt: 1 })).toEqual({ kind: 'compose', changed: true });
  });

  it('submits once: a second press while one is under way does nothing', () => {
    const step = run(submit, ready);
    expect(nextStep(step, { kind: 'submit', attempt: 2 })).toBe(step);
  });

  it('ignores answers of an attempt that is over', () => {
    const second = run(submit, { kind: 'failed', attempt: 1, error }, { kind: 'submit', attempt: 2 });
    expect(nextStep(second, ready)).toBe(second);
    expect(nextStep(second, { kind: 'failed', attempt: 1, error })).toBe(second);
    expect(nextStep(second, { kind: 'changed', attempt: 1 })).toBe(second);
  });

  it('never leaves the signer because something else is to be shown', () => {
    const step = run(submit, ready);
    expect(nextStep(step, { kind: 'show', sendId: 'x', txid: 'y' })).toBe(step);
    expect(nextStep(step, { kind: 'edit' })).toBe(step);
  });

  it('shows a committed payment as sent from wherever one is', () => {
    const event = fc.constantFrom<SendEvent>(
      submit,
      ready,
      { kind: 'changed', attempt: 1 },
      { kind: 'failed', attempt: 1, error },
      { kind: 'edit' },
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        expect(nextStep(run(...events), committed)).toEqual({ kind: 'sent', sendId: 'a', txid: 'b' });
      }),
    );
  });
});
