import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Activity } from '../chain-contract/index.ts';
import { type TxId, unsafeBrand } from '../primitives/index.ts';
import {
  compareActivities,
  createActivityFilter,
  dayKey,
  foldSuspicious,
  groupByDay,
  isSuspicious,
  labelKey,
  labelOf,
  mergeActivities,
  paidRecipients,
  parseLabel,
  reconcileActivities,
} from './index.ts';

const txidOf = (number: number) => unsafeBrand<TxId>(number.toString(16).padStart(64, '0'));
const DAY = 86_400_000;

function activityOf(changes: Partial<Activity> = {}): Activity {
  return {
    chain: 'flux',
    txid: txidOf(1),
    kind: 'received',
    net: 150_000_000n,
    fee: null,
    counterparties: [{ address: 't1Stranger', amount: 200_000_000n }],
    own: ['t1Mine'],
    message: null,
    height: 100,
    confirmations: 5,
    timeMs: 1_760_000_000_000,
    expiryHeight: null,
    ...changes,
  };
}

const activities = fc.array(
  fc
    .record({
      chain: fc.constantFrom('flux' as const, 'bitcoin' as const, 'ergo' as const),
      txid: fc.nat(30).map(txidOf),
      height: fc.option(fc.nat(20)),
      timeMs: fc.nat(50),
    })
    .map(activityOf),
  { maxLength: 40 },
);

describe('merging', () => {
  it('keeps each activity once, the later word counting, in one order whatever the order of arrival', () => {
    fc.assert(
      fc.property(activities, activities, (a, b) => {
        const merged = mergeActivities(a, b);
        const keys = merged.map(({ chain, txid }) => `${chain}:${txid}`);
        expect(new Set(keys).size).toBe(keys.length);
        expect(new Set(keys)).toEqual(new Set([...a, ...b].map(({ chain, txid }) => `${chain}:${txid}`)));
        for (const [index, activity] of merged.entries()) {
          const next = merged[index + 1];
          if (next !== undefined) expect(compareActivities(activity, next)).toBeLessThan(0);
        }
        expect(mergeActivities(merged, merged)).toEqual(merged);
        expect(mergeActivities(merged.toReversed())).toEqual(merged);
      }),
    );
    expect(mergeActivities([activityOf({ confirmations: 1 })], [activityOf({ confirmations: 2 })])).toMatchObject([
      { confirmations: 2 },
    ]);
  });

  it('puts what waits for its block first', () => {
    const waiting = activityOf({ txid: txidOf(2), height: null, timeMs: 1 });
    expect(mergeActivities([activityOf()], [waiting])[0]).toBe(waiting);
  });

  it('drops what a complete fresh part no longer has, and nothing else', () => {
    const old = activityOf({ txid: txidOf(1), height: 10 });
    const reorganised = activityOf({ txid: txidOf(2), height: 90 });
    const lapsed = activityOf({ txid: txidOf(3), height: null });
    const elsewhere = activityOf({ txid: txidOf(4), chain: 'ergo', height: null });
    const fresh = activityOf({ txid: txidOf(5), height: 91 });
    const reconciled = reconcileActivities([old, reorganised, lapsed, elsewhere], [fresh], {
      chain: 'flux',
      aboveHeight: 60,
    });
    expect(new Set(reconciled)).toEqual(new Set([elsewhere, fresh, old]));
    expect(reconcileActivities([old, lapsed], [], { chain: 'flux', aboveHeight: -1 })).toEqual([]);
    const partial = { chain: 'flux', aboveHeight: Number.MAX_SAFE_INTEGER } as const;
    expect(reconcileActivities([old, lapsed], [], partial)).toEqual([lapsed, old]);
  });
});

describe('days', () => {
  it('follow the offset that is passed in', () => {
    const midnightUtc = Date.UTC(2026, 10, 20);
    expect(dayKey(midnightUtc, 0)).toBe('2026-11-20');
    expect(dayKey(midnightUtc - 1, 0)).toBe('2026-11-19');
    expect(dayKey(midnightUtc - 1, 60)).toBe('2026-11-20');
    expect(dayKey(midnightUtc, -720)).toBe('2026-11-19');
    expect(dayKey(midnightUtc, 330)).toBe('2026-11-20');
  });

  it('group a list without losing or moving anything', () => {
    const summer = (timeMs: number) => (timeMs > 3 * DAY ? 120 : 60);
    fc.assert(
      fc.property(fc.array(fc.nat(6 * DAY)), (times) => {
        const list = mergeActivities(times.map((timeMs, index) => activityOf({ txid: txidOf(index), timeMs })));
        const days = groupByDay(list, summer);
        expect(days.flatMap((day) => day.items)).toEqual(list);
        for (const { key, items } of days) {
          expect(items.length).toBeGreaterThan(0);
          for (const { timeMs } of items) expect(dayKey(timeMs, summer(timeMs))).toBe(key);
        }
        for (const [index, day] of days.entries()) expect(days[index + 1]?.key).not.toBe(day.key);
      }),
    );
  });
});

describe('labels', () => {
  it('belong to a transaction first, then to the address on the other side', () => {
    const transaction = labelKey({ kind: 'transaction', chain: 'flux', txid: txidOf(1) });
    const address = labelKey({ kind: 'address', chain: 'flux', address: 't1Stranger' });
    expect(
      labelOf(
        activityOf(),
        new Map([
          [address, 'Shop'],
          [transaction, 'Shoes'],
        ]),
      ),
    ).toBe('Shoes');
    expect(labelOf(activityOf(), new Map([[address, 'Shop']]))).toBe('Shop');
    expect(labelOf(activityOf({ chain: 'ergo' }), new Map([[address, 'Shop']]))).toBeNull();
  });

  it('of different targets never share a key', () => {
    const outpoint = { txid: txidOf(1), vout: 0 };
    const keys = [
      labelKey({ kind: 'transaction', chain: 'flux', txid: txidOf(1) }),
      labelKey({ kind: 'address', chain: 'flux', address: txidOf(1) }),
      labelKey({ kind: 'coin', chain: 'flux', outpoint }),
      labelKey({ kind: 'coin', chain: 'flux', outpoint: { ...outpoint, vout: 1 } }),
    ];
    expect(new Set(keys).size).toBe(4);
  });

  it('are trimmed, bounded and without hidden characters (T-01)', () => {
    expect(parseLabel('  Rent ')).toEqual({ ok: true, value: 'Rent' });
    expect(parseLabel('')).toEqual({ ok: true, value: '' });
    expect(parseLabel('x'.repeat(201))).toEqual({ ok: false, reason: 'too-long' });
    for (const text of ['a\u202eb', 'a\u200bb', 'a\nb', '\ud800']) {
      expect(parseLabel(text)).toEqual({ ok: false, reason: 'hidden-characters' });
    }
  });
});

describe('suspicious entries (T-03)', () => {
  const rules = { dustLimit: 546n, isLookAlike: (address: string) => address === 't1Lookalike' };

  it.each([
    ['zero from others', activityOf({ net: 0n }), true],
    ['dust from others', activityOf({ net: 546n }), true],
    ['more than dust', activityOf({ net: 547n }), false],
    ['from a look-alike', activityOf({ counterparties: [{ address: 't1Lookalike', amount: 5n }] }), true],
    ['sent, however small', activityOf({ kind: 'sent', net: -1n }), false],
    [
      'sent to a look-alike',
      activityOf({ kind: 'sent', counterparties: [{ address: 't1Lookalike', amount: 5n }] }),
      false,
    ],
    ['to oneself', activityOf({ kind: 'self', net: 0n }), false],
    ['mined', activityOf({ kind: 'mined', net: 1n }), false],
    ['a node start', activityOf({ kind: 'node-start', net: 0n }), false],
  ])('%s', (_name, activity, expected) => {
    expect(isSuspicious(activity, rules)).toBe(expected);
  });

  it('are folded, not lost, and never suggested as recipients', () => {
    const bait = activityOf({ txid: txidOf(1), net: 1n, counterparties: [{ address: 't1Bait', amount: 1n }] });
    const paid = activityOf({ txid: txidOf(2), kind: 'sent', counterparties: [{ address: 't1Shop', amount: 1n }] });
    expect(foldSuspicious([bait, paid], rules)).toEqual({ shown: [paid], folded: [bait] });
    expect(paidRecipients([bait, paid, paid, activityOf()])).toEqual(['t1Shop']);
  });
});

describe('filtering', () => {
  const shoes = activityOf({ message: 'Größe 42', kind: 'sent', net: -150_000_000n });

  it.each([
    ['', true],
    ['  ', true],
    ['GRÖSSE', false],
    ['größe', true],
    ['GRÖßE 42', true],
    ['42 größe', true],
    ['42 shirt', false],
    ['boots', true],
    ['ｂｏｏｔｓ', true],
    ['t1stranger', true],
    ['-1.5', true],
    ['0001', true],
    ['.*', false],
  ])('%j', (search, expected) => {
    expect(createActivityFilter({ search, kinds: [] })(shoes, 'Boots')).toBe(expected);
  });

  it('by kind', () => {
    expect(createActivityFilter({ search: '', kinds: ['mined', 'sent'] })(shoes, null)).toBe(true);
    expect(createActivityFilter({ search: '', kinds: ['mined'] })(shoes, null)).toBe(false);
  });
});
