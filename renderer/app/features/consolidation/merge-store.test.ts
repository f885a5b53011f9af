import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PreparedSend, RequestOf, WireStatedPayment } from '../../../../wallet-core/ipc/index.ts';
import { fails } from '../../testing/fake-bridge.ts';
import { consolidationPlan, consolidationRun } from '../../testing/fake-nodes.ts';
import { standPage } from '../../testing/stand-page.ts';
import { useReview } from '../review/review-store.ts';
import { beginMerge, editTerms, makePlan, reviewNext, termsOf, useMerge } from './merge-store.ts';

const batch = consolidationRun.batches[2];
if (batch === undefined) throw new Error('no invented batch');

const right: WireStatedPayment = {
  kind: 'payment',
  chain: 'flux',
  asset: 'native',
  recipients: [{ address: consolidationRun.address, amount: batch.amount }],
  message: null,
  fee: batch.fee,
};
const prepared = (stated: WireStatedPayment): PreparedSend => ({
  draftId: '0f'.repeat(16),
  stated,
  change: '0',
  inputCount: 650,
  signedSize: 96_000,
  expiryHeight: 2_312_528,
  validUntilMs: Date.UTC(2027, 0, 15, 15),
});

async function next(stated: WireStatedPayment) {
  const asked = vi.fn<(request: RequestOf<'approval.request'>) => void>();
  standPage({
    'consolidation.next': () => ({ batchId: batch?.id ?? null, prepared: prepared(stated) }),
    'approval.request': (request) => {
      asked(request);
      return { sendId: 'send-13', txid: '0'.repeat(64) };
    },
  });
  await reviewNext(consolidationRun);
  return asked;
}

beforeEach(() => standPage());

describe('merging payouts', () => {
  it('asks with amounts as text of smallest units, and not while one cannot be read', () => {
    expect(termsOf({ below: '20', fee: '2', maxFee: '' })).toEqual({
      chain: 'flux',
      below: '2000000000',
      feePerByte: '2',
      maxInputsPerBatch: 600,
      maxFeePerBatch: null,
    });
    expect(termsOf({ below: '20', fee: '1', maxFee: '0.01' })?.maxFeePerBatch).toBe('1000000');
    for (const below of ['', '0', '-1', '1e3', '1.000000001']) {
      expect(termsOf({ below, fee: '1', maxFee: '' })).toBeNull();
    }
    expect(termsOf({ below: '20', fee: '1', maxFee: 'x' })).toBeNull();
  });

  it('shows a plan for the terms it was made for only', async () => {
    await makePlan();
    expect(useMerge.getState().plan).toEqual(consolidationPlan);
    editTerms({ below: '5' });
    expect(useMerge.getState().plan).toBeNull();
  });

  it('drops a plan that comes when the terms are others already', async () => {
    let reply: () => void = () => undefined;
    standPage({
      'consolidation.plan': () =>
        new Promise((resolve) => {
          reply = () => resolve(consolidationPlan);
        }),
    });
    const planning = makePlan();
    editTerms({ below: '5' });
    reply();
    await planning;
    expect(useMerge.getState()).toMatchObject({ plan: null, planning: false });
  });

  it('says why there is nothing to merge', async () => {
    standPage({ 'consolidation.plan': fails('consolidation.nothing') });
    await makePlan();
    expect(useMerge.getState().planError?.code).toBe('consolidation.nothing');
  });

  it('writes the plan down once and goes on to its first review', async () => {
    const begin = vi.fn(() => consolidationRun);
    standPage({ 'consolidation.begin': begin });
    await makePlan();
    await Promise.all([beginMerge(), beginMerge()]);
    expect(begin).toHaveBeenCalledExactlyOnceWith({ planId: consolidationPlan.planId });
    expect(useMerge.getState()).toMatchObject({ plan: null, runs: [consolidationRun] });
  });

  it('has the next transaction reviewed as the screen shows it', async () => {
    const asked = await next(right);
    expect(asked).toHaveBeenCalledExactlyOnceWith({ draftId: '0f'.repeat(16), stated: right });
  });

  it.each([
    ['to another address', { recipients: [{ address: 't1WkW8kV6pBhxJz5wE1f6ZZZx1mLDnMfvn1', amount: batch.amount }] }],
    ['of another amount', { recipients: [{ address: consolidationRun.address, amount: '1' }] }],
    ['to a second recipient', { recipients: [...right.recipients, ...right.recipients] }],
    ['with another fee', { fee: '99999999' }],
    ['with a message', { message: 'hello' }],
  ])('refuses a transaction %s (T-06)', async (_, change) => {
    const asked = await next({ ...right, ...change });
    expect(asked).not.toHaveBeenCalled();
    expect(useReview.getState().step).toMatchObject({ kind: 'stopped', error: { code: 'consolidation.changed' } });
  });
});
