import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChainSync, PortfolioPlace } from '../../../../wallet-core/ipc/index.ts';
import { fluxTotals, isFlux, partIds, summarizeSync } from './totals.ts';

const place = (change: Partial<PortfolioPlace>): PortfolioPlace => ({
  chain: 'flux',
  asset: 'native',
  symbol: 'FLUX',
  decimals: 8,
  balance: { spendable: '1', incoming: '2', immature: '3', collateral: '4', frozen: '5' },
  provenance: { source: 'a.example', height: 5, atMs: 100 },
  error: null,
  refreshing: false,
  ...change,
});

const NOW = 1_000;

const units = fc.bigInt({ min: 0n, max: 44_000_000_000_000_000n }).map(String);

describe('fluxTotals', () => {
  it('has parts that add up to the total, whatever the places hold', () => {
    const balance = fc.record({ spendable: units, incoming: units, immature: units, collateral: units, frozen: units });
    fc.assert(
      fc.property(fc.array(balance, { minLength: 1, maxLength: 3 }), (balances) => {
        const totals = fluxTotals({ places: balances.map((one) => place({ balance: one })) }, NOW);
        expect(partIds.reduce((sum, part) => sum + totals.parts[part], 0n)).toBe(totals.total);
      }),
    );
  });

  it('has no total while nothing is known, rather than zero', () => {
    expect(fluxTotals({ places: [place({ balance: null })] }, NOW).total).toBeNull();
    expect(fluxTotals({ places: [] }, NOW).total).toBeNull();
  });

  it('names places that are not known, and dates the total by its oldest number', () => {
    const known = place({});
    const unknown = place({
      chain: 'ergo',
      asset: 'e8b20745ee9d18817305f32eb21015831a48f02d40980de6e849f886dca7f807',
      balance: null,
    });
    const old = place({ provenance: { source: 'b.example', height: 1, atMs: 7 } });
    const totals = fluxTotals({ places: [known, unknown, old] }, NOW);
    expect(totals.missing).toEqual([unknown]);
    expect(totals.oldestMs).toBe(7);
    expect(totals.total).toBe(30n);
  });

  it('keeps the last balance of a place that failed, and names it', () => {
    const failed = place({ error: { code: 'network.timeout', data: {} } });
    expect(fluxTotals({ places: [failed] }, NOW)).toMatchObject({ total: 15n, failed: [failed] });
  });

  it('counts by identifier and not by ticker (T-05)', () => {
    expect(isFlux(place({ chain: 'ethereum', asset: '0x0000000000000000000000000000000000000001' }))).toBe(false);
    expect(
      fluxTotals({ places: [place({}), place({ chain: 'bitcoin', asset: 'native', symbol: 'FLUX' })] }, NOW).total,
    ).toBe(15n);
  });
});

const chain = (change: Partial<ChainSync>): ChainSync => ({
  chain: 'flux',
  state: 'ok',
  provenance: { source: 'a.example', height: 5, atMs: 100 },
  tipTimeMs: 90,
  error: null,
  refreshing: false,
  lastAttemptMs: 100,
  ...change,
});

describe('summarizeSync', () => {
  it('counts what is up to date and dates the oldest', () => {
    const stale = chain({ state: 'stale', provenance: { source: 'b.example', height: 1, atMs: 10 } });
    expect(summarizeSync([chain({}), stale])).toMatchObject({ done: 1, count: 2, oldestMs: 10, state: 'partial' });
  });

  it('tells never, failed and ok apart', () => {
    expect(summarizeSync([chain({ state: 'never', provenance: null })])).toMatchObject({
      state: 'never',
      oldestMs: null,
    });
    expect(summarizeSync([chain({ state: 'failed' })]).state).toBe('failed');
    expect(summarizeSync([chain({})]).state).toBe('ok');
  });
});
