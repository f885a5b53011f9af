import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assets } from '../assets/index.ts';
import type { Spendable } from '../chain-contract/index.ts';
import {
  addHoldings,
  ageOf,
  balanceOfHolding,
  emptyHolding,
  type Holding,
  holdingOf,
  holdingOfBalance,
  holdingParts,
  type Known,
  mapReading,
  type Place,
  type Reading,
  spendableNow,
  takeFailure,
  takeSnapshot,
  totalFlux,
  totalOf,
  unknown,
} from './index.ts';

const NOW = 1_760_000_000_000;
const offline = { code: 'network.offline', data: {} } as const;
const units = fc.bigInt({ min: 0n, max: 44_000_000_000_000_000n });
const holdings: fc.Arbitrary<Holding> = fc.record({
  spendable: units,
  ownPending: units,
  incoming: units,
  immature: units,
  collateral: units,
  frozen: units,
  claimable: units,
});
const snapshotOf = <T>(value: T, atMs = NOW) => ({ value, source: 'one.example', height: 10, atMs });
const knownOf = <T>(value: T, atMs = NOW): Known<T> => takeSnapshot<T>(unknown, snapshotOf(value, atMs));

describe('a reading', () => {
  it('keeps its last value, source and age when a refresh fails: never zero, never empty', () => {
    const reading = takeFailure(knownOf(5n), offline);
    expect(reading).toEqual({
      kind: 'known',
      value: 5n,
      source: 'one.example',
      height: 10,
      atMs: NOW,
      behind: false,
      error: offline,
    });
    expect(ageOf(reading, NOW + 60_000)).toBe(60_000);
    expect(ageOf(reading, NOW - 60_000)).toBe(0);
  });

  it('that never came stays unknown, whatever fails', () => {
    const reading: Reading<bigint> = takeFailure(unknown, offline);
    expect(reading).toEqual({ kind: 'unknown', error: offline });
    expect(ageOf(reading, NOW)).toBeNull();
    expect(mapReading(reading, (value) => value + 1n)).toEqual(reading);
  });

  it('forgets the error with the next success and says when the server was behind', () => {
    const failed = takeFailure(knownOf(5n), offline);
    expect(takeSnapshot(failed, { ...snapshotOf(6n, NOW + 1), behind: true })).toMatchObject({
      value: 6n,
      error: null,
      behind: true,
    });
  });

  it('is not set back by a late reply', () => {
    const newer = knownOf(6n, NOW + 10);
    expect(takeSnapshot(newer, snapshotOf(5n, NOW))).toBe(newer);
  });

  it('after any sequence of snapshots and failures holds the newest value there was', () => {
    const event = fc.oneof(fc.record({ value: units, atMs: fc.nat(1_000) }), fc.constant(null));
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        let reading: Reading<bigint> = unknown;
        let newest: { value: bigint; atMs: number } | null = null;
        for (const entry of events) {
          if (entry === null) reading = takeFailure(reading, offline);
          else {
            reading = takeSnapshot(reading, snapshotOf(entry.value, entry.atMs));
            if (newest === null || entry.atMs >= newest.atMs) newest = entry;
          }
        }
        expect(reading.kind === 'known' ? reading.value : null).toBe(newest === null ? null : newest.value);
      }),
    );
  });
});

describe('a holding', () => {
  const states: readonly Spendable['state'][] = [
    'spendable',
    'own-change',
    'incoming',
    'immature',
    'collateral',
    'frozen',
  ];

  it('counts every output once, in the part of its state', () => {
    const outputs = fc.array(fc.record({ state: fc.constantFrom(...states), value: units }), { maxLength: 50 });
    fc.assert(
      fc.property(outputs, (list) => {
        const holding = holdingOf(list);
        expect(totalOf(holding)).toBe(list.reduce((sum, output) => sum + output.value, 0n));
        const free = list.filter(({ state }) => state === 'spendable' || state === 'own-change');
        expect(spendableNow(holding)).toBe(free.reduce((sum, output) => sum + output.value, 0n));
        const balance = balanceOfHolding(holding, 'native');
        expect(totalOf(holdingOfBalance(balance))).toBe(totalOf(holding));
      }),
    );
  });

  it('adds part by part', () => {
    fc.assert(
      fc.property(holdings, holdings, (a, b) => {
        const sum = addHoldings(a, b);
        for (const part of holdingParts) expect(sum[part]).toBe(a[part] + b[part]);
        expect(totalOf(sum)).toBe(totalOf(a) + totalOf(b));
        expect(addHoldings(a, emptyHolding)).toEqual(a);
      }),
    );
  });
});

describe('total FLUX', () => {
  const fluxAssets = assets.filter((asset) => asset.isFlux);
  const places = fc
    .uniqueArray(fc.constantFrom(...fluxAssets), { minLength: 1 })
    .chain((list) => fc.tuple(...list.map((asset) => fc.option(holdings).map((holding) => ({ asset, holding })))))
    .map((list) =>
      list.map(
        ({ asset, holding }): Place => ({
          chain: asset.chain,
          asset: asset.identifier,
          holding: holding === null ? takeFailure(unknown, offline) : knownOf(holding),
        }),
      ),
    );

  it('is the sum of its places and of its parts, says what is missing, and depends on no order', () => {
    fc.assert(
      fc.property(places, (list) => {
        const total = totalFlux(list, NOW);
        const known = list.flatMap(({ holding }) => (holding.kind === 'known' ? [holding.value] : []));
        expect(total.missing).toHaveLength(list.length - known.length);
        if (known.length === 0) {
          expect(total.kind).toBe('unknown');
          expect(total).not.toHaveProperty('total');
          return;
        }
        if (total.kind === 'unknown') throw new Error('known places, unknown total');
        expect(total.kind).toBe(known.length === list.length ? 'whole' : 'partial');
        expect(total.total).toBe(known.reduce((sum, holding) => sum + totalOf(holding), 0n));
        expect(total.total).toBe(totalOf(total.holding));
        const turned = totalFlux(list.toReversed(), NOW);
        expect(turned.kind === 'unknown' ? null : turned.total).toBe(total.total);
      }),
    );
  });

  it('carries the age of its oldest number and names the places to doubt', () => {
    const list: readonly Place[] = [
      { chain: 'flux', asset: 'native', holding: knownOf({ ...emptyHolding, spendable: 1n }, NOW - 10) },
      {
        chain: 'kadena',
        asset: 'runonflux.flux',
        holding: takeFailure(knownOf({ ...emptyHolding, claimable: 2n }, NOW - 5_000), offline),
      },
    ];
    expect(totalFlux(list, NOW)).toMatchObject({ kind: 'whole', total: 3n, oldestMs: 5_000, doubtful: ['kadena'] });
  });

  it('never counts other coins or tokens nobody listed (T-05)', () => {
    const flux: Place = { chain: 'flux', asset: 'native', holding: knownOf({ ...emptyHolding, spendable: 1n }) };
    const strangers: readonly Place[] = [
      { chain: 'ethereum', asset: 'native', holding: knownOf({ ...emptyHolding, spendable: 5n }) },
      { chain: 'ethereum', asset: `0x${'1'.repeat(40)}`, holding: knownOf({ ...emptyHolding, spendable: 7n }) },
      { chain: 'bitcoin', asset: 'native', holding: unknown },
    ];
    expect(totalFlux([flux, ...strangers], NOW)).toMatchObject({ kind: 'whole', total: 1n, missing: [] });
  });
});
