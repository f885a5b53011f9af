import { describe, expect, it } from 'vitest';
import type { PreparedSend, WireStatedPayment } from '../../../../wallet-core/ipc/index.ts';
import { ADDRESS, OWN_ADDRESS, validation } from '../../testing/fake-data.ts';
import { emptyForm } from './form.ts';
import { statedFor } from './stated.ts';

const form = { ...emptyForm, recipient: ADDRESS, amount: '25', message: 'Rent' };
const stated: WireStatedPayment = {
  kind: 'payment',
  chain: 'flux',
  asset: 'native',
  recipients: [{ address: ADDRESS, amount: '2500000000' }],
  message: 'Rent',
  fee: '226',
};
const prepared = (change: Partial<WireStatedPayment>): PreparedSend => ({
  draftId: '0'.repeat(32),
  stated: { ...stated, ...change },
  change: '0',
  inputCount: 1,
  signedSize: 226,
  expiryHeight: null,
  validUntilMs: 0,
});

describe('T-06: what the signer compares the bytes with', () => {
  it('comes from the form and the numbers beside it', () => {
    expect(statedFor(form, validation, prepared({}))).toEqual({ ok: true, value: stated });
  });

  it.each([
    ['another recipient', { recipients: [{ address: OWN_ADDRESS, amount: '2500000000' }] }],
    ['another amount', { recipients: [{ address: ADDRESS, amount: '2500000001' }] }],
    ['one recipient more', { recipients: [...stated.recipients, { address: OWN_ADDRESS, amount: '1' }] }],
    ['no recipient', { recipients: [] }],
    ['another message', { message: 'rent' }],
    ['no message', { message: null }],
    ['another chain', { chain: 'bitcoin' as const }],
    ['another asset', { asset: 'token' }],
  ])('refuses a backend that prepared %s', (_, change) => {
    expect(statedFor(form, validation, prepared(change))).toEqual({ ok: false, reason: 'approval.mismatch' });
  });

  it('sends the person back when the fee is not the one that was shown', () => {
    expect(statedFor(form, validation, prepared({ fee: '227' }))).toEqual({ ok: false, reason: 'changed' });
    expect(statedFor(form, { ...validation, fee: null }, prepared({}))).toEqual({ ok: false, reason: 'changed' });
  });

  it('holds max to the amount that was shown', () => {
    const max = { ...form, amount: '', max: true };
    expect(statedFor(max, validation, prepared({})).ok).toBe(true);
    const more = prepared({ recipients: [{ address: ADDRESS, amount: '2500000001' }] });
    expect(statedFor(max, validation, more)).toEqual({ ok: false, reason: 'changed' });
  });
});
