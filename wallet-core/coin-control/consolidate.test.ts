import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outpointKey } from '../chain-contract/index.ts';
import { planConsolidation } from './consolidate.ts';
import { eligibleSpendables } from './eligible.ts';
import { coin, rulesOf, termsOf } from './testing/coins.ts';

const terms = { ...termsOf(), below: 50_000n, maxInputsPerBatch: 100 };

describe('consolidation', () => {
  it('moves every small coin once, the sums agree, and large or costly ones stay', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(1n, 100_000n), { maxLength: 300 }),
        fc.integer({ min: 2, max: 50 }),
        (values, most) => {
          const { eligible } = eligibleSpendables(
            values.map((value, number) => coin(number, value)),
            rulesOf(),
          );
          const { batches, notWorthMoving } = planConsolidation(eligible, { ...terms, maxInputsPerBatch: most });
          const moved = batches.flatMap(({ inputs }) => inputs);
          expect(new Set(moved.map(({ outpoint }) => outpointKey(outpoint))).size).toBe(moved.length);
          for (const { inputs, amount, fee } of batches) {
            expect(inputs.length).toBeGreaterThanOrEqual(2);
            expect(inputs.length).toBeLessThanOrEqual(most);
            expect(inputs.reduce((total, { value }) => total + value, 0n)).toBe(amount + fee);
            expect(amount).toBeGreaterThanOrEqual(546n);
          }
          expect(moved.every(({ value }) => value < 50_000n && value > 148n)).toBe(true);
          expect(notWorthMoving.every(({ value }) => value <= 148n)).toBe(true);
        },
      ),
    );
  });

  it('leaves one coin alone, unconfirmed ones too, and keeps to the size limit', () => {
    const one = eligibleSpendables([coin(1, 9_000n), coin(2, 9_000n, 'own-change')], rulesOf()).eligible;
    expect(planConsolidation(one, terms).batches).toEqual([]);
    const many = Array.from({ length: 30 }, (_, number) => coin(number, 9_000n));
    const { eligible } = eligibleSpendables(many, rulesOf());
    const small = { ...terms, size: termsOf({}, 10 + 34 + 148 * 12).size };
    expect(planConsolidation(eligible, small).batches.map(({ inputs }) => inputs.length)).toEqual([12, 12, 6]);
    const tiny = { ...terms, size: termsOf({}, 200).size };
    expect(planConsolidation(eligible, tiny).batches).toEqual([]);
  });
});
