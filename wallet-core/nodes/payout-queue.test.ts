import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, reverseBytes, toHex } from '../primitives/index.ts';
import { type NodeRow, parseNodeList } from './node-row.ts';
import { blocksPerYear, comparePayoutOrder, payoutOutlook, rankNodes, rotation } from './payout-queue.ts';
import { listRow } from './testing/rows.ts';

const NOW = 2_917_115;

const entry = fc.record({
  txid: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => toHex(bytes.fill(7, 2, 30))),
  vout: fc.integer({ min: 0, max: 2 }),
  confirmedHeight: fc.integer({ min: 1, max: 4 }),
  lastPaidHeight: fc.option(fc.integer({ min: 1, max: 4 })),
});

/** The daemon's comparison, word by word (fluxnode.h:313-328). */
type Entry = Parameters<typeof comparePayoutOrder>[0];

function daemonLess(a: Entry, b: Entry): boolean {
  const height = (node: Entry) => ((node.lastPaidHeight ?? 0) > 0 ? (node.lastPaidHeight ?? 0) : node.confirmedHeight);
  const internal = (node: Entry) => toHex(reverseBytes(fromHex(node.txid)));
  const outpointLess = internal(a) < internal(b) || (a.txid === b.txid && a.vout < b.vout);
  const [ha, hb] = [height(a), height(b)];
  if (a.lastPaidHeight && b.lastPaidHeight) return ha < hb || (ha === hb && outpointLess);
  if (a.lastPaidHeight) return ha < hb;
  if (b.lastPaidHeight) return ha < hb || ha === hb;
  return ha < hb || (ha === hb && outpointLess);
}

describe('the payout queue', () => {
  it('orders as the daemon does', () => {
    fc.assert(
      fc.property(entry, entry, (a, b) => {
        const order = comparePayoutOrder(a, b);
        expect(order < 0).toBe(daemonLess(a, b));
        expect(comparePayoutOrder(b, a) === 0 ? 0 : -Math.sign(comparePayoutOrder(b, a))).toBe(Math.sign(order));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is a total order', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
        const sorted = [...entries].sort(comparePayoutOrder);
        for (let at = 1; at < sorted.length; at++) {
          const [before, after] = [sorted[at - 1], sorted[at]];
          if (before !== undefined && after !== undefined)
            expect(comparePayoutOrder(before, after)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('ranks each tier for itself from 0 and counts the ranks a server tells otherwise', () => {
    const rows = parseNodeList(Array.from({ length: 200 }, (_, number) => listRow(number)));
    const { queues, rankOf, disputed } = rankNodes(rows);
    expect(queues.cumulus.length + queues.nimbus.length + queues.stratus.length).toBe(200);
    for (const queue of Object.values(queues)) {
      expect(queue.map(({ key }) => rankOf.get(key))).toEqual(queue.map((_, rank) => rank));
    }
    const told = rows.map((row): NodeRow => ({ ...row, claimedRank: rankOf.get(row.key) ?? -1 }));
    expect(disputed).toBeGreaterThan(150);
    expect(rankNodes(told).disputed).toBe(0);
  });

  it('has no place for a node that waits for its first CONFIRM', () => {
    const rows = parseNodeList([listRow(1, { confirmed_height: 0 }), listRow(2)]);
    expect(rankNodes(rows).rankOf.has(rows[0]?.key ?? '')).toBe(false);
  });

  it('says when and how much: the amount is that of the paying block', () => {
    expect(payoutOutlook(0, 'stratus', NOW)).toEqual({
      rank: 0,
      height: NOW + 1,
      inMs: 30_000,
      amount: 900_000_000n,
      spendableFrom: NOW + 100,
    });
    expect(payoutOutlook(9, 'cumulus', 3_071_189)).toMatchObject({ height: 3_071_199, amount: 100_000_000n });
    expect(payoutOutlook(10, 'cumulus', 3_071_189)).toMatchObject({ height: 3_071_200, amount: 90_000_000n });
    expect(payoutOutlook(0, 'cumulus', 500_000).amount).toBeNull();
    expect(() => payoutOutlook(-1, 'cumulus', NOW)).toThrow(RangeError);
  });

  it('goes round in hours; a year has 1,051,200 blocks, a quarter of it before Proof of Node', () => {
    expect(rotation(3_247, NOW).ms / 3_600_000).toBeCloseTo(27.06, 2);
    expect(blocksPerYear(NOW)).toBe(1_051_200);
    expect(blocksPerYear(2_019_999)).toBe(262_800);
  });
});
