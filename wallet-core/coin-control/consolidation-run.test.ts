import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outpointKey, type SpendableState } from '../chain-contract/index.ts';
import { type ConsolidationTerms, planConsolidation } from './consolidate.ts';
import { batchDraft, previewConsolidation, recordRun, resumeRun } from './consolidation-run.ts';
import { eligibleSpendables } from './eligible.ts';
import { COLLATERAL_VALUE, coin, rulesOf, termsOf } from './testing/coins.ts';

const terms: ConsolidationTerms = {
  ...termsOf(),
  below: 2_000_000n,
  maxInputsPerBatch: 50,
  maxFeePerBatch: 5_000n,
  isForbiddenAmount: (amount) => amount === COLLATERAL_VALUE,
};

const states: readonly SpendableState[] = ['spendable', 'own-change', 'incoming', 'immature', 'collateral', 'frozen'];
const anyCoins = fc
  .array(fc.tuple(fc.oneof(fc.bigInt(1n, 1_500_000n), fc.constant(COLLATERAL_VALUE)), fc.constantFrom(...states)), {
    maxLength: 200,
  })
  .map((list) => list.map(([value, state], number) => coin(number, value, state)));
const eligibleOf = (coins: readonly ReturnType<typeof coin>[]) => eligibleSpendables(coins, rulesOf()).eligible;

describe('consolidation', () => {
  it('T-08: never moves collateral, immature, frozen or unconfirmed outputs, and never makes a collateral (property)', () => {
    fc.assert(
      fc.property(anyCoins, fc.integer({ min: 2, max: 50 }), (coins, most) => {
        const { batches } = planConsolidation(eligibleOf(coins), { ...terms, maxInputsPerBatch: most });
        for (const { inputs, amount, fee } of batches) {
          expect(inputs.every(({ state, value }) => state === 'spendable' && value !== COLLATERAL_VALUE)).toBe(true);
          expect(amount).not.toBe(COLLATERAL_VALUE);
          expect(fee).toBeLessThanOrEqual(5_000n);
          expect(inputs.length).toBeLessThanOrEqual(most);
          expect(inputs.reduce((total, { value }) => total + value, 0n)).toBe(amount + fee);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('T-08: takes one output less where the sum would be a collateral', () => {
    const fee = BigInt(10 + 148 * 3 + 34);
    const values = [300_000n, 300_000n, COLLATERAL_VALUE + fee - 600_000n, 500_000n];
    const { batches } = planConsolidation(eligibleOf(values.map((value, number) => coin(number, value))), {
      ...terms,
      maxInputsPerBatch: 3,
    });
    expect(batches.map(({ inputs }) => inputs.length)).toEqual([2, 2]);
    const free = planConsolidation(eligibleOf(values.slice(0, 3).map((value, number) => coin(number, value))), {
      ...terms,
      isForbiddenAmount: () => false,
    });
    expect(free.batches[0]?.amount).toBe(COLLATERAL_VALUE);
  });

  it('keeps every batch under the fee limit, or makes none', () => {
    const coins = eligibleOf(Array.from({ length: 100 }, (_, number) => coin(number, 100_000n)));
    const sizes = (maxFeePerBatch: bigint) =>
      planConsolidation(coins, { ...terms, maxInputsPerBatch: 100, maxFeePerBatch }).batches.map(
        ({ inputs }) => inputs.length,
      );
    expect(sizes(BigInt(10 + 34 + 148 * 40))).toEqual([40, 40, 20]);
    expect(sizes(BigInt(10 + 34 + 148 * 40 - 1))).toEqual([39, 39, 22]);
    expect(sizes(200n)).toEqual([]);
  });

  it('previews what the batches add up to', () => {
    const coins = eligibleOf([...Array.from({ length: 60 }, (_, number) => coin(number, 100_000n)), coin(99, 100n)]);
    const plan = planConsolidation(coins, { ...terms, maxInputsPerBatch: 25 });
    const preview = previewConsolidation(plan, terms, 5_000);
    expect(preview).toMatchObject({
      transactions: 3,
      inputs: 60,
      before: 60,
      after: 3,
      bytes: 3 * 44 + 60 * 148,
      blocks: 2,
      notWorthMoving: 1,
    });
    expect(preview.amount + preview.fee).toBe(6_000_000n);
    expect(preview.fee).toBe(BigInt(preview.bytes));
    expect(previewConsolidation({ batches: [], notWorthMoving: [] }, terms, 5_000)).toMatchObject({
      transactions: 0,
      blocks: 0,
    });
  });

  it('drafts each batch as a payment of everything to oneself', () => {
    const [batch] = planConsolidation(eligibleOf([coin(1, 9_000n), coin(2, 9_000n)]), terms).batches;
    if (batch === undefined) throw new TypeError('no batch');
    const draft = batchDraft(batch, 't1own', { chain: 'flux', asset: 'native', feePerByte: 1n });
    expect(draft.inputs).toEqual(batch.inputs.map(({ outpoint }) => outpoint));
    expect(draft).toMatchObject({
      recipients: [{ address: 't1own', amount: 'max' }],
      unlockedCollateral: [],
      message: null,
    });
  });
});

describe('a run that is taken up again', () => {
  it('names the same batches the same, whatever the order of the outputs', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(1_000n, 9_000n), { minLength: 2, maxLength: 60 }), (values) => {
        const coins = values.map((value, number) => coin(number, value));
        const plan = (list: typeof coins) =>
          recordRun(planConsolidation(eligibleOf(list), { ...terms, maxInputsPerBatch: 7 }));
        const run = plan(coins);
        expect(plan([...coins].reverse())).toEqual(run);
        expect(new Set(run.batches.map(({ id }) => id)).size).toBe(run.batches.length);
      }),
    );
  });

  it('does each batch once: gone ones stay gone, broken ones are never sent', () => {
    const coins = Array.from({ length: 9 }, (_, number) => coin(number, 9_000n));
    const run = recordRun(planConsolidation(eligibleOf(coins), { ...terms, maxInputsPerBatch: 3 }));
    const left = coins.filter(
      (one) =>
        !run.batches[0]?.inputs.includes(outpointKey(one.outpoint)) &&
        outpointKey(one.outpoint) !== run.batches[1]?.inputs[0],
    );
    const standings = resumeRun(run, eligibleOf(left));
    expect(standings.map(({ kind }) => kind)).toEqual(['gone', 'broken', 'ready']);
    const [, , third] = standings;
    expect(third?.kind === 'ready' && third.inputs.map(({ outpoint }) => outpointKey(outpoint))).toEqual(
      run.batches[2]?.inputs,
    );
    expect(resumeRun(run, eligibleOf(coins)).every(({ kind }) => kind === 'ready')).toBe(true);
  });
});
