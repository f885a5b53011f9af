import { describe, expect, it } from 'vitest';
import type { NodeFacts } from './node-state.ts';
import { checkStart } from './start-check.ts';
import { COIN, confirmedRow, factsOf, NOW, waitingRow } from './testing/facts.ts';

const TIME = 1_788_400_000;
const check = (change: Partial<NodeFacts>, sigTime = TIME) => checkStart(factsOf(change), sigTime, TIME);
const young = (height: number | null) => ({ collateral: { kind: 'unspent', value: 40_000n * COIN, height } as const });

describe('T-18: a START is checked before it is signed', () => {
  it('lets a good one pass', () => {
    expect(check({})).toEqual({ tier: 'cumulus', refusals: [] });
    expect(check(young(NOW - 99))).toEqual({ tier: 'stratus', refusals: [] });
    expect(check({ rememberedConfirm: NOW - 900 }).refusals).toEqual([]);
  });

  it.each<[string, Partial<NodeFacts>, unknown]>([
    [
      'too young',
      young(NOW - 98),
      { reason: 'too-young', confirmations: 99, needed: 100, possible: { height: NOW + 1, inMs: 30_000 } },
    ],
    ['in no block', young(null), { reason: 'too-young', confirmations: 0, possible: null }],
    ['spent', { collateral: { kind: 'spent', pending: true } }, { reason: 'collateral-spent' }],
    ['wrong amount', { collateral: { kind: 'unspent', value: 1n, height: 1 } }, { reason: 'wrong-amount', value: 1n }],
    ['started', { start: waitingRow(NOW - 10) }, { reason: 'already-started', possible: { height: NOW + 710 } }],
    ['banned', { dos: waitingRow(NOW - 700) }, { reason: 'dos', possible: { height: NOW + 20, inMs: 600_000 } }],
    [
      'confirmed',
      { confirmed: confirmedRow(NOW - 600) },
      { reason: 'already-confirmed', possible: { height: NOW + 41 } },
    ],
    ['unknown list', { dos: 'unknown' }, { reason: 'unknown', missing: ['dos-list'] }],
    ['unknown collateral', { collateral: { kind: 'unknown' } }, { reason: 'unknown', missing: ['collateral'] }],
  ])('%s', (_, change, refusal) => {
    expect(check(change).refusals[0]).toMatchObject(refusal as object);
  });

  it('minds the time: an hour back, minutes ahead, later than one that waits', () => {
    expect(check({}, TIME - 3_600).refusals).toEqual([]);
    expect(check({}, TIME - 3_601).refusals).toEqual([
      { reason: 'time-too-old', ageSeconds: 3_601, limitSeconds: 3_600 },
    ]);
    expect(check({}, TIME + 601).refusals).toEqual([{ reason: 'time-ahead', aheadSeconds: 601 }]);
    expect(check({ pendingStart: { sigTime: TIME } }).refusals).toEqual([{ reason: 'already-sent', sigTime: TIME }]);
    expect(check({ pendingStart: { sigTime: TIME - 1 } }).refusals).toEqual([]);
  });

  it('names everything that stands against it', () => {
    const reasons = check({ ...young(NOW), dos: waitingRow(NOW) }, 0).refusals.map(({ reason }) => reason);
    expect(reasons).toEqual(['too-young', 'dos', 'time-too-old']);
  });
});
