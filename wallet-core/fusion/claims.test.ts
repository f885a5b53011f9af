import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClaimRow,
  claimRows,
  claimTotals,
  compareClaims,
  type FusionChain,
  type MiningSummary,
  netOf,
  nextClaim,
  totalsBy,
} from './index.ts';
import { COIN, feeTable, NOW, PAYOUT, someFees, someUnits, T1 } from './testing/samples.ts';

const chains: readonly FusionChain[] = ['kda', 'eth', 'bsc'];
const mining = feeTable({ kda: 5n * COIN, eth: 154n * COIN, bsc: 11n * COIN });
const fees = { snapshot: mining, mining, swap: feeTable({ main: 5n * COIN }) };

function summaryOf(
  claimable: Partial<Record<FusionChain, bigint>>,
  changes: Partial<MiningSummary> = {},
): MiningSummary {
  const onChain = new Map(
    chains.flatMap((chain) => {
      const units = claimable[chain];
      return units === undefined ? [] : [[chain, { claimed: 3n, received: 2n, fees: 1n, claimable: units }] as const];
    }),
  );
  return { address: T1, earned: 0n, payouts: 0, isMiner: false, perChain: 0n, onChain, ...changes };
}

const facts = { snapshots: [], fees, served: new Set(chains), chains };
const rowsOf = (summary: MiningSummary, changes = {}) => claimRows({ ...facts, summaries: [summary], ...changes });
const standings = (rows: readonly ClaimRow[]) => rows.map(({ standing }) => standing);

describe('claim rows', () => {
  it('offers nothing below its fee (T-17), and tells unknown from nothing', () => {
    const rows = rowsOf(summaryOf({ kda: 100n * COIN, eth: 100n * COIN }));
    expect(standings(rows)).toEqual(['offered', 'below-fee', 'unknown']);
    expect(rows[0]).toMatchObject({ fee: 6n * COIN, net: 94n * COIN, claimed: 3n });
    expect(rows[1]).toMatchObject({ net: 0n });
    expect(rows[2]).toMatchObject({ claimable: null, fee: null, net: null });
  });

  it('says when the service does not pay out there, or wants to know the pool first', () => {
    const summary = summaryOf({ kda: 100n * COIN, eth: 0n, bsc: 100n * COIN });
    expect(standings(rowsOf(summary, { served: new Set(['eth', 'bsc']) }))).toEqual([
      'not-served',
      'nothing',
      'offered',
    ]);
    expect(standings(rowsOf({ ...summary, isMiner: true }))).toEqual(['needs-listing', 'nothing', 'needs-listing']);
  });

  it('a claimed snapshot is history', () => {
    const record = { address: T1, from: 'main', chain: 'kda', claimable: 50n * COIN } as const;
    const snapshots = [
      { ...record, txid: PAYOUT },
      { ...record, txid: null },
    ];
    const [claimed, open] = claimRows({ ...facts, summaries: [], snapshots });
    expect(claimed).toMatchObject({ standing: 'claimed', claimed: 50n * COIN, claimable: 0n });
    expect(open).toMatchObject({ standing: 'offered', net: 44n * COIN });
  });

  it('totals add up over any grouping, offered + waiting = claimable, net + fees = offered', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ kda: someUnits, eth: someUnits, bsc: someUnits }), { maxLength: 5 }),
        someFees,
        (all, table) => {
          const summaries = all.map((one, index) => summaryOf(one, { address: `t1${index}` }));
          const rows = claimRows({ ...facts, summaries, fees: { ...fees, mining: table } });
          const totals = claimTotals(rows);
          expect(totals.offered + totals.waiting).toBe(totals.claimable);
          expect(totals.net + totals.fees).toBe(totals.offered);
          for (const groups of [totalsBy(rows, (row) => row.chain), totalsBy(rows, (row) => row.address)]) {
            const sum = [...groups.values()].reduce((total, group) => total + group.net, 0n);
            expect(sum).toBe(totals.net);
          }
        },
      ),
    );
  });
});

describe('each chain or all to native', () => {
  const offer = (claim: bigint, fee: bigint) => {
    const reward = claim > fee ? claim - fee : 0n;
    return { address: T1, claim, miningFees: fee, swapFees: 0n, fee, reward };
  };

  it('counts what stays behind on either way', () => {
    const rows = rowsOf(summaryOf({ kda: 100n * COIN, eth: 100n * COIN, bsc: 100n * COIN }));
    const result = compareClaims(rows, offer(300n * COIN, 200n * COIN), fees);
    expect(result.each).toEqual({ claimed: 200n * COIN, fees: 18n * COIN, net: 182n * COIN, waiting: 100n * COIN });
    expect(result.eachThenSwapped?.net).toBe((88n + 82n) * COIN);
    expect(result.native).toEqual({ claimed: 300n * COIN, fees: 200n * COIN, net: 100n * COIN, waiting: 0n });
    expect(result).toMatchObject({ better: 'each', breakEven: 0n });
  });

  it('without an offer nothing is compared', () => {
    const rows = rowsOf(summaryOf({ kda: 100n * COIN }));
    expect(compareClaims(rows, null, fees)).toMatchObject({ native: null, better: 'unknown', breakEven: null });
  });

  it('at the break-even claiming each brings as much, and at no whole FLUX before it', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 300n }), fc.bigInt({ min: 0n, max: 150n }), (units, fee) => {
        const rows = rowsOf(summaryOf({ kda: units * COIN, eth: units * COIN, bsc: units * COIN }));
        const native = offer(3n * units * COIN, fee * COIN);
        const { breakEven } = compareClaims(rows, native, fees);
        const usable = rows.filter(({ standing }) => standing === 'offered' || standing === 'below-fee');
        const isEnough = (more: bigint) => {
          const each = usable.reduce(
            (sum, row) => sum + (netOf(mining, row.chain, (row.claimable ?? 0n) + more) ?? 0n),
            0n,
          );
          const total = native.claim + BigInt(usable.length) * more;
          return each >= (total > native.fee ? total - native.fee : 0n);
        };
        if (breakEven === null) return;
        expect(isEnough(breakEven)).toBe(true);
        for (let more = 0n; more < breakEven; more += COIN) expect(isEnough(more)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the next sensible claim', () => {
  const DAY = 86_400_000;
  const ask = { claimable: 0n, perDay: COIN, nowMs: NOW, basisPoints: 1_000n };

  it('is today when the fee is small enough already', () => {
    expect(nextClaim('kda', mining, { ...ask, claimable: 1_000n * COIN })?.atMs).toBe(NOW);
  });

  it('follows the income', () => {
    expect(nextClaim('kda', mining, ask)).toEqual({ amount: 60n * COIN, atMs: NOW + 60 * DAY });
    expect(nextClaim('kda', mining, { ...ask, perDay: 0n })).toBeNull();
    expect(nextClaim('kda', mining, { ...ask, perDay: 1n })).toBeNull();
    expect(nextClaim('main', mining, ask)).toBeNull();
  });
});
