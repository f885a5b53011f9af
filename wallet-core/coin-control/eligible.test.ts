import { describe, expect, it } from 'vitest';
import { outpointKey } from '../chain-contract/index.ts';
import { chooseExplicitly, eligibleSpendables } from './eligible.ts';
import { applyFreezing } from './freeze.ts';
import { COLLATERAL_VALUE, coin, rulesOf } from './testing/coins.ts';

const plain = coin(1, 5_000n);
const change = coin(2, 5_000n, 'own-change');
const incoming = coin(3, 5_000n, 'incoming');
const immature = coin(4, 5_000n, 'immature');
const marked = coin(5, 7_000n, 'collateral');
const unmarked = coin(6, COLLATERAL_VALUE);
const frozen = coin(7, 5_000n, 'frozen');
const all = [plain, change, incoming, immature, marked, unmarked, frozen];

describe('T-08: what may be spent', () => {
  it('is confirmed or own change, and no collateral by mark or by value', () => {
    const { eligible, collateralValue } = eligibleSpendables(all, rulesOf());
    expect(eligible).toEqual([plain, change]);
    expect(collateralValue).toBe(7_000n + COLLATERAL_VALUE);
  });

  it('unlocking reaches collateral and nothing else', () => {
    const unlockedCollateral = all.map((one) => one.outpoint);
    const { eligible, collateralValue } = eligibleSpendables(all, rulesOf({ unlockedCollateral }));
    expect(eligible).toEqual([plain, change, marked, unmarked]);
    expect(collateralValue).toBe(0n);
  });

  it('is nothing the account cannot sign for', () => {
    expect(eligibleSpendables(all, rulesOf({ canSign: () => false })).eligible).toEqual([]);
  });

  it('an explicit choice keeps its order, takes each once and names what is not to be had', () => {
    const unknown = coin(99, 1n).outpoint;
    const wanted = [change, plain, plain, frozen, marked, incoming, immature].map((one) => one.outpoint);
    const { chosen, refused } = chooseExplicitly(all, [...wanted, unknown], rulesOf());
    expect(chosen).toEqual([change, plain]);
    expect(refused.map(({ reason }) => reason)).toEqual(['frozen', 'collateral', 'incoming', 'immature', 'unknown']);
  });
});

describe('freezing', () => {
  it('wins over every other state and ends when the outpoint leaves the list', () => {
    const keys = new Set([outpointKey(marked.outpoint), outpointKey(plain.outpoint)]);
    const after = applyFreezing(all, keys);
    expect(after.filter(({ state }) => state === 'frozen').map(outpointOf)).toEqual(
      [plain, marked, frozen].map(outpointOf),
    );
    expect(after[1]).toBe(change);
    expect(applyFreezing(all, new Set())).toBe(all);
    expect(plain.state).toBe('spendable');
  });
});

function outpointOf({ outpoint }: { readonly outpoint: typeof plain.outpoint }): string {
  return outpointKey(outpoint);
}
