import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PreparedSend, RequestOf } from '../../../../wallet-core/ipc/index.ts';
import { collateralPlan } from '../../testing/fake-nodes.ts';
import { standPage } from '../../testing/stand-page.ts';
import { useReview } from '../review/review-store.ts';
import { makeCollateral, planCollateral, statedCollateral, useCollateral } from './collateral-store.ts';

const stated = statedCollateral({ plan: collateralPlan });
if (stated === null) throw new Error('the invented plan has no fee');

async function make(change: Partial<PreparedSend['stated']>) {
  const asked = vi.fn<(request: RequestOf<'approval.request'>) => void>();
  standPage({
    'send.prepare': () => ({
      draftId: '1e'.repeat(16),
      stated: { ...(stated as PreparedSend['stated']), ...change },
      change: '5',
      inputCount: 2,
      signedSize: 374,
      expiryHeight: 2_312_528,
      validUntilMs: Date.UTC(2027, 0, 15, 15),
    }),
    'approval.request': (request) => {
      asked(request);
      return { sendId: 'send-20', txid: 'ee'.repeat(32) };
    },
  });
  await planCollateral('cumulus');
  await makeCollateral();
  return asked;
}

beforeEach(() => standPage());

describe('making collateral', () => {
  it('states the amount of the tier to the own address, with the fee that was shown (T-06)', async () => {
    const asked = await make({});
    expect(asked).toHaveBeenCalledExactlyOnceWith({ draftId: '1e'.repeat(16), stated });
    expect(useCollateral.getState()).toMatchObject({ plan: null, txid: 'ee'.repeat(32) });
  });

  it.each([
    ['another amount', { recipients: [{ address: collateralPlan.address, amount: '99999999999' }] }],
    [
      'another address',
      { recipients: [{ address: 't1WkW8kV6pBhxJz5wE1f6ZZZx1mLDnMfvn1', amount: collateralPlan.amount }] },
    ],
    ['another fee', { fee: '90000000' }],
    ['a message', { message: 'x' }],
  ])('refuses a backend that prepared %s (T-06)', async (_, change) => {
    const asked = await make(change);
    expect(asked).not.toHaveBeenCalled();
    expect(useReview.getState().step).toMatchObject({ kind: 'stopped', error: { code: 'approval.mismatch' } });
  });

  it('asks nothing while the plan has errors', async () => {
    const prepare = vi.fn();
    standPage({
      'nodes.plan-collateral': () => ({
        ...collateralPlan,
        validation: {
          ...collateralPlan.validation,
          errors: [{ code: 'chain.insufficient-funds', field: 'amount', data: {} }],
        },
      }),
      'send.prepare': prepare,
    });
    await planCollateral('cumulus');
    await makeCollateral();
    expect(prepare).not.toHaveBeenCalled();
  });

  it('keeps the plan of the tier chosen last', async () => {
    const waiting: (() => void)[] = [];
    standPage({
      'nodes.plan-collateral': ({ tier }) =>
        new Promise((resolve) => {
          waiting.push(() => resolve({ ...collateralPlan, tier }));
        }),
    });
    const first = planCollateral('cumulus');
    const second = planCollateral('stratus');
    for (const answer of waiting.toReversed()) answer();
    await Promise.all([first, second]);
    expect(useCollateral.getState().plan?.tier).toBe('stratus');
  });
});
