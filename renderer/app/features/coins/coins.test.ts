import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CoinView } from '../../../../wallet-core/ipc/index.ts';
import { useRoute } from '../../routes/router.ts';
import { resetAll } from '../../state/index.ts';
import { coin } from '../../testing/fake-data.ts';
import { standPage } from '../../testing/stand-page.ts';
import { useSend } from '../send/send-store.ts';
import { answerCollateral, readCoins, selectAll, selectCoin, sendSelected, useCoins } from './coins-store.ts';
import { ageShare, isSelectable, selectedTotal, sortCoins } from './selection.ts';

afterEach(() => {
  resetAll();
  vi.unstubAllGlobals();
});

const coins = Array.from({ length: 24 }, (_, at) => coin(at));
const collateral = coins.find((one) => one.state === 'collateral')?.outpoint ?? '';
const open = async (list: readonly CoinView[] = coins) => {
  standPage({ 'coins.read': () => ({ chain: 'flux', coins: [...list], provenance: null }) });
  await readCoins();
};

describe('selection', () => {
  it('never takes what cannot be spent', async () => {
    await open();
    for (const one of coins) selectCoin(one.outpoint, true);
    const chosen = coins.filter((one) => useCoins.getState().selected.has(one.outpoint));
    expect(chosen.every(isSelectable)).toBe(true);
    expect(chosen.some((one) => one.state === 'collateral' || one.state === 'frozen')).toBe(false);
  });

  it('T-08: takes collateral only after a decision of its own, and never with "select all"', async () => {
    await open();
    selectAll(true);
    expect(useCoins.getState().selected.has(collateral)).toBe(false);
    selectCoin(collateral, true);
    expect(useCoins.getState().asking).toBe(collateral);
    answerCollateral(false);
    expect(useCoins.getState().selected.has(collateral)).toBe(false);
    selectCoin(collateral, true);
    answerCollateral(true);
    expect(useCoins.getState().selected.has(collateral)).toBe(true);
  });

  it('hands the form exactly the chosen coins and names the unlocked collateral', async () => {
    await open();
    const plain = coins.find((one) => one.state === 'spendable')?.outpoint ?? '';
    selectCoin(plain, true);
    selectCoin(collateral, true);
    answerCollateral(true);
    sendSelected();
    expect(useSend.getState().form).toMatchObject({ inputs: [plain, collateral], unlockedCollateral: [collateral] });
    expect(useRoute.getState().route).toBe('send');
  });

  it('forgets chosen coins that are gone or frozen meanwhile', async () => {
    await open();
    const [first, second] = coins.filter((one) => one.state === 'spendable');
    if (first === undefined || second === undefined) throw new Error('no coins');
    selectCoin(first.outpoint, true);
    selectCoin(second.outpoint, true);
    standPageKeeping([{ ...first, state: 'frozen' }]);
    await readCoins();
    expect(useCoins.getState().selected.size).toBe(0);
  });
});

function standPageKeeping(list: readonly CoinView[]): void {
  const kept = useCoins.getState();
  standPage({ 'coins.read': () => ({ chain: 'flux', coins: [...list], provenance: null }) });
  useCoins.setState(kept);
}

describe('pure parts', () => {
  it('sorting loses nothing and is a total order whatever the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000), { maxLength: 40 }),
        fc.constantFrom('amount', 'age'),
        fc.boolean(),
        (seeds, key, down) => {
          const list = seeds.map((seed, at) => ({ ...coin(seed), outpoint: `${at}` }));
          const sorted = sortCoins(list, key, down);
          expect(sorted.map((one) => one.outpoint).toSorted()).toEqual(list.map((one) => one.outpoint).toSorted());
          expect(sortCoins(list.toReversed(), key, down)).toEqual(sorted);
        },
      ),
    );
  });

  it('totals add up exactly', () => {
    const all = new Set(coins.map((one) => one.outpoint));
    expect(selectedTotal(coins, all)).toBe(coins.reduce((sum, one) => sum + BigInt(one.value), 0n));
    expect(selectedTotal(coins, new Set())).toBe(0n);
  });

  it('ages stay within the bar', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (confirmations) => {
        const share = ageShare(confirmations);
        return share >= 0 && share <= 1;
      }),
    );
  });
});
