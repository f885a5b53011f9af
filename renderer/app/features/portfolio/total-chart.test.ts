import { expect, it } from 'vitest';
import { fluxOn } from '../../../../wallet-core/assets/index.ts';
import { chainIds } from '../../../../wallet-core/chain-contract/index.ts';
import { FAKE_NOW, place } from '../../testing/fake-data.ts';
import { partsByNetwork } from './total-chart.tsx';
import { fluxTotals } from './totals.ts';

const places = chainIds.flatMap((chain, at) => {
  const asset = fluxOn(chain)?.identifier;
  const spendable = ((at * 7) % 11).toString();
  const balance = { spendable, incoming: '0', immature: '0', collateral: '0', frozen: '0' };
  return asset === undefined ? [] : [{ ...place, chain, asset, balance }];
});

it('parts by network add up to the total, largest first, the small ones together', () => {
  const parts = partsByNetwork(places, FAKE_NOW);
  const total = fluxTotals({ places }, FAKE_NOW).total;
  expect(parts.reduce((sum, part) => sum + part.units, 0n)).toBe(total);
  expect(parts).toHaveLength(5);
  expect(parts.at(-1)?.id).toBe('others');
  expect(parts.map((part) => part.look)).toEqual([1, 2, 3, 4, 5]);
});

it('an unknown network is no part, and other coins are none either', () => {
  const unknown = { ...place, chain: 'base' as const, asset: fluxOn('base')?.identifier ?? '', balance: null };
  const coin = { ...place, chain: 'base' as const, symbol: 'ETH', decimals: 18 };
  expect(partsByNetwork([place, unknown, coin], FAKE_NOW).map((part) => part.label)).toEqual(['Flux']);
});
