import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainState, nodeExplanationIds, nodeSteps } from './explain-node.ts';
import { type NodeFacts, nodeState } from './node-state.ts';
import { COIN, confirmedRow, factsOf, NOW, waitingRow } from './testing/facts.ts';

const collateral = (height: number | null, value = 1_000n * COIN) => ({
  collateral: { kind: 'unspent', value, height } as const,
});

describe('the state of a node', () => {
  it.each<[string, Partial<NodeFacts>, unknown]>([
    [
      'collateral in no block',
      collateral(null),
      { kind: 'waiting-for-confirmations', confirmations: 0, countdown: null },
    ],
    [
      'one confirmation',
      collateral(NOW),
      { confirmations: 1, countdown: { blocksLeft: 99, msLeft: 99 * 30_000, endHeight: NOW + 99 } },
    ],
    [
      '99 confirmations',
      collateral(NOW - 98),
      { kind: 'waiting-for-confirmations', confirmations: 99, countdown: { blocksLeft: 1 } },
    ],
    ['100 confirmations', collateral(NOW - 99), { kind: 'not-started', tier: 'cumulus' }],
    ['another amount', collateral(NOW - 500, 999n * COIN), { kind: 'wrong-amount', value: 999n * COIN }],
    ['an old amount', collateral(NOW - 500, 10_000n * COIN), { kind: 'wrong-amount' }],
    ['a START on its way', { pendingStart: { sigTime: 7 } }, { kind: 'start-sent', sigTime: 7 }],
    [
      'started a block ago',
      { start: waitingRow(NOW - 1) },
      { kind: 'started', countdown: { blocksLeft: 239, endHeight: NOW + 239 } },
    ],
    [
      'started, last block',
      { start: waitingRow(NOW - 239) },
      { kind: 'started', countdown: { blocksLeft: 1, msLeft: 30_000 } },
    ],
    ['banned', { dos: waitingRow(NOW - 240) }, { kind: 'dos', countdown: { blocksLeft: 480, msLeft: 4 * 3_600_000 } }],
    ['confirmed now', { confirmed: confirmedRow(NOW) }, { kind: 'confirmed', nextConfirm: { blocksLeft: 501 } }],
    [
      'confirmed 499 ago',
      { confirmed: confirmedRow(NOW - 499) },
      { kind: 'confirmed', nextConfirm: { blocksLeft: 2 } },
    ],
    [
      'due in the next block',
      { confirmed: confirmedRow(NOW - 500) },
      { kind: 'missing-confirm', overdueBlocks: 0, urgency: 'due', countdown: { blocksLeft: 141 } },
    ],
    ['twenty blocks late', { confirmed: confirmedRow(NOW - 520) }, { urgency: 'due', overdueBlocks: 20 }],
    ['later', { confirmed: confirmedRow(NOW - 521) }, { urgency: 'late', overdueBlocks: 21 }],
    [
      '35 blocks left',
      { confirmed: confirmedRow(NOW - 606) },
      { urgency: 'urgent', countdown: { blocksLeft: 35, endHeight: NOW + 35 } },
    ],
    [
      'the last block',
      { confirmed: confirmedRow(NOW - 640) },
      { kind: 'missing-confirm', countdown: { blocksLeft: 1 } },
    ],
    ['expired', { rememberedConfirm: NOW - 700 }, { kind: 'expired', sinceHeight: NOW - 59 }],
    ['gone early', { rememberedConfirm: NOW - 100 }, { kind: 'expired', sinceHeight: NOW }],
    [
      'started anew, still in the list',
      { confirmed: confirmedRow(0, { confirmed_height: 0 }), start: waitingRow(NOW) },
      { kind: 'started' },
    ],
    [
      'spent',
      { collateral: { kind: 'spent', pending: false }, confirmed: confirmedRow(NOW) },
      { kind: 'collateral-spent', pending: false },
    ],
  ])('%s', (_, change, expected) => {
    expect(nodeState(factsOf(change))).toMatchObject(expected as object);
  });

  it('is unknown, and says what is missing, rather than not started', () => {
    expect(nodeState(factsOf({ collateral: { kind: 'unknown' }, dos: 'unknown' }))).toEqual({
      kind: 'unknown',
      missing: ['collateral', 'dos-list'],
    });
    for (const list of ['start', 'dos', 'confirmed'] as const) {
      expect(nodeState(factsOf({ [list]: 'unknown' })).kind).toBe('unknown');
    }
    expect(nodeState(factsOf({ start: 'unknown', confirmed: confirmedRow(NOW) })).kind).toBe('confirmed');
  });

  it('has one explanation with a step for every state, and never a negative time', () => {
    const height = fc.integer({ min: NOW - 900, max: NOW + 5 });
    const waiting = fc.oneof(fc.constant(null), fc.constant('unknown' as const), height.map(waitingRow));
    const facts = fc.record({
      height: fc.constant(NOW),
      collateral: fc.oneof(
        fc.constant({ kind: 'unknown' as const }),
        fc.boolean().map((pending) => ({ kind: 'spent' as const, pending })),
        fc.record({
          kind: fc.constant('unspent' as const),
          value: fc.constantFrom(1_000n * COIN, 5n),
          height: fc.option(height),
        }),
      ),
      start: waiting,
      dos: waiting,
      confirmed: fc.oneof(
        fc.constant(null),
        fc.constant('unknown' as const),
        height.map((last) => confirmedRow(last)),
      ),
      pendingStart: fc.option(fc.record({ sigTime: fc.nat() })),
      rememberedConfirm: fc.option(height),
    });
    fc.assert(
      fc.property(facts, (each) => {
        const state = nodeState(each);
        const { id, step, data } = explainState(state);
        expect(nodeExplanationIds).toContain(id);
        expect(nodeSteps).toContain(step);
        for (const number of Object.values(data))
          if (typeof number === 'number') expect(number).toBeGreaterThanOrEqual(0);
        if (each.collateral.kind === 'unknown' && each.start === null && each.dos === null && each.confirmed === null) {
          expect(state.kind).toBe('unknown');
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
