import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outpointKey, type Spendable, type SpendableState } from '../chain-contract/index.ts';
import { eligibleSpendables } from './eligible.ts';
import type { SelectionStrategy } from './order.ts';
import { type Selection, selectEverything, selectExplicit, selectForTarget, spendAll } from './select.ts';
import { COLLATERAL_VALUE, coin, rulesOf, termsOf } from './testing/coins.ts';

const strategies: readonly SelectionStrategy[] = ['fewest-inputs', 'oldest-first', 'smallest-first'];
const states: readonly SpendableState[] = ['spendable', 'own-change', 'incoming', 'immature', 'collateral', 'frozen'];

const coins = fc
  .array(
    fc.record({
      value: fc.oneof(fc.bigInt(1n, 5_000_000n), fc.constant(COLLATERAL_VALUE)),
      state: fc.constantFrom(...states),
    }),
    { maxLength: 60 },
  )
  .map((list) => list.map(({ value, state }, number) => coin(number, value, state)));

const eligible = (...list: readonly Spendable[]) => eligibleSpendables(list, rulesOf()).eligible;
const sum = (list: readonly { readonly value: bigint }[]) => list.reduce((total, { value }) => total + value, 0n);

function selected(selection: Selection) {
  if (selection.kind !== 'selected') throw new TypeError(selection.kind);
  return selection;
}

describe('selection for a target', () => {
  it('T-08: never picks collateral or frozen outputs, nor immature or incoming ones, and adds up', () => {
    fc.assert(
      fc.property(
        coins,
        fc.bigInt(1n, 20_000_000n),
        fc.bigInt(1n, 20n),
        fc.constantFrom(...strategies),
        fc.array(fc.nat(59), { maxLength: 5 }),
        (spendables, target, feePerByte, strategy, unlockedNumbers) => {
          const unlockedCollateral = unlockedNumbers.map((number) => coin(number, 0n).outpoint);
          const unlocked = new Set(unlockedCollateral.map(outpointKey));
          const candidates = eligibleSpendables(spendables, rulesOf({ unlockedCollateral })).eligible;
          const terms = termsOf({ feePerByte });
          for (const selection of [
            selectForTarget(candidates, target, terms, strategy),
            selectEverything(candidates, target, terms),
          ]) {
            if (selection.kind !== 'selected') continue;
            expect(new Set(selection.inputs.map((input) => outpointKey(input.outpoint))).size).toBe(
              selection.inputs.length,
            );
            for (const input of selection.inputs) {
              expect(['frozen', 'immature', 'incoming']).not.toContain(input.state);
              const isCollateral = input.state === 'collateral' || input.value === COLLATERAL_VALUE;
              expect(isCollateral && !unlocked.has(outpointKey(input.outpoint))).toBe(false);
            }
          }
          const selection = selectForTarget(candidates, target, terms, strategy);
          if (selection.kind !== 'selected') return;
          const { inputs, fee, change } = selection;
          expect(sum(inputs)).toBe(target + fee + change);
          expect(change === 0n || change >= 546n).toBe(true);
          expect(fee).toBeGreaterThanOrEqual(BigInt(terms.size.signedSize(inputs.length, change > 0n)) * feePerByte);
        },
      ),
      { numRuns: 1_000, seed: 8 },
    );
  });

  it('finds a selection exactly when everything together can pay', () => {
    fc.assert(
      fc.property(coins, fc.bigInt(1n, 60_000_000n), fc.constantFrom(...strategies), (spendables, target, strategy) => {
        const candidates = eligible(...spendables);
        const terms = termsOf();
        const useful = candidates.filter(({ value }) => value > 148n);
        const needed = target + BigInt(terms.size.signedSize(Math.max(useful.length, 1), false));
        const selection = selectForTarget(candidates, target, terms, strategy);
        expect(selection.kind).toBe(sum(useful) >= needed && useful.length > 0 ? 'selected' : 'insufficient');
        if (selection.kind === 'insufficient') expect(selection.missing).toBe(needed - sum(useful));
      }),
      { numRuns: 500, seed: 9 },
    );
  });

  it('gives the same inputs whatever order the coins come in', () => {
    fc.assert(
      fc.property(coins, fc.bigInt(1n, 5_000_000n), fc.constantFrom(...strategies), (spendables, target, strategy) => {
        const keys = (list: readonly Spendable[]) => {
          const selection = selectForTarget(eligible(...list), target, termsOf(), strategy);
          return selection.kind === 'selected' ? selection.inputs.map((input) => outpointKey(input.outpoint)) : [];
        };
        expect(keys([...spendables].reverse())).toEqual(keys(spendables));
      }),
    );
  });

  it('takes the smallest single coin that covers it', () => {
    const { inputs } = selected(
      selectForTarget(
        eligible(coin(1, 900_000n), coin(2, 300_000n), coin(3, 200_000n), coin(4, 50_000n)),
        150_000n,
        termsOf(),
      ),
    );
    expect(inputs.map(({ value }) => value)).toEqual([200_000n]);
  });

  it('prefers confirmed coins, then own change, then collateral unlocked for this', () => {
    const list = [coin(1, 500_000n, 'own-change'), coin(2, 300_000n), coin(3, COLLATERAL_VALUE, 'collateral')];
    const candidates = eligibleSpendables(list, rulesOf({ unlockedCollateral: [coin(3, 0n).outpoint] })).eligible;
    const statesFor = (target: bigint) =>
      selected(selectForTarget(candidates, target, termsOf())).inputs.map(({ state }) => state);
    expect(statesFor(200_000n)).toEqual(['spendable']);
    expect(statesFor(700_000n)).toEqual(['spendable', 'own-change']);
    expect(statesFor(1_500_000n)).toEqual(['spendable', 'own-change', 'collateral']);
  });

  it('takes one more coin when that costs less than throwing the rest away', () => {
    // 192 bytes with one input; 100,500 leaves 308 over, less than dust. A second input and change cost 182.
    const { inputs, fee, change } = selected(
      selectForTarget(eligible(coin(1, 100_500n), coin(2, 5_000n)), 100_000n, termsOf()),
    );
    expect({ count: inputs.length, fee, change }).toEqual({ count: 2, fee: 374n, change: 5_126n });
  });

  it('gives a small rest to the fee when change would cost more', () => {
    const one = selected(selectForTarget(eligible(coin(1, 100_292n), coin(2, 5_000n)), 100_000n, termsOf()));
    expect(one).toMatchObject({ fee: 292n, change: 0n });
    expect(one.inputs).toHaveLength(1);
  });

  it('takes a larger single coin instead, when there is one', () => {
    const { inputs, change } = selected(
      selectForTarget(eligible(coin(1, 100_500n), coin(2, 101_000n), coin(3, 4_000n)), 100_000n, termsOf()),
    );
    expect({ values: inputs.map(({ value }) => value), change }).toEqual({ values: [101_000n], change: 774n });
  });

  it('leaves coins alone that cost more than they are worth', () => {
    const list = Array.from({ length: 30 }, (_, number) => coin(number, 148n));
    expect(selectForTarget(eligible(...list), 100n, termsOf())).toMatchObject({ kind: 'insufficient', available: 0n });
  });

  it('says how many inputs fit when too many would be needed', () => {
    const list = Array.from({ length: 100 }, (_, number) => coin(number, 10_000n));
    // 10 + 68 + 148 n ≤ 2,000: twelve.
    expect(selectForTarget(eligible(...list), 900_000n, termsOf({}, 2_000))).toEqual({
      kind: 'too-large',
      fittingInputs: 12,
    });
    expect(selectEverything(eligible(...list), 0n, termsOf({}, 2_000))).toEqual({
      kind: 'too-large',
      fittingInputs: 13,
    });
    expect(selectExplicit(eligible(...list), 10n, termsOf({}, 2_000))).toEqual({
      kind: 'too-large',
      fittingInputs: 12,
    });
  });

  it('copes with 50,000 outputs', () => {
    const list = Array.from({ length: 50_000 }, (_, number) =>
      coin(number, BigInt(1_000 + ((number * 7_919) % 99_991))),
    );
    const selection = selected(selectForTarget(eligible(...list), 200_000_000n, termsOf()));
    expect(sum(selection.inputs)).toBe(200_000_000n + selection.fee + selection.change);
  });
});

describe('everything and exactly', () => {
  it('spends all coins without change', () => {
    const list = eligible(coin(1, 50_000n), coin(2, 60_000n), coin(3, 100n));
    expect(selected(selectEverything(list, 0n, termsOf()))).toMatchObject({ fee: 340n, change: 0n });
    expect(selected(selectEverything(list, 0n, termsOf())).inputs).toHaveLength(2);
    expect(selected(spendAll(list, 0n, termsOf())).inputs).toHaveLength(3);
    expect(selectEverything(eligible(), 0n, termsOf())).toMatchObject({ kind: 'insufficient', available: 0n });
  });

  it('does not make a maximum of dust', () => {
    expect(selectEverything(eligible(coin(1, 192n + 545n)), 0n, termsOf())).toMatchObject({
      kind: 'insufficient',
      missing: 1n,
    });
    expect(selectEverything(eligible(coin(1, 192n + 546n)), 0n, termsOf()).kind).toBe('selected');
  });

  it('uses exactly the inputs given', () => {
    const list = eligible(coin(1, 50_000n), coin(2, 60_000n));
    expect(selected(selectExplicit(list, 1_000n, termsOf()))).toMatchObject({
      inputs: list,
      fee: 374n,
      change: 108_626n,
    });
    expect(selectExplicit(list, 110_000n, termsOf())).toMatchObject({ kind: 'insufficient', missing: 340n });
    expect(selectExplicit([], 1n, termsOf()).kind).toBe('insufficient');
  });
});
