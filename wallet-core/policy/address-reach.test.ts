import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AddressReach,
  extendReach,
  formatReach,
  isWithinReach,
  noReach,
  type PlaceOnBranch,
  parseReach,
  raiseReach,
  reachStep,
} from './address-reach.ts';

const GAP_LIMIT = 20;
const change = (index: number): PlaceOnBranch => ({ branch: 'change', index });
const receive = (index: number): PlaceOnBranch => ({ branch: 'receive', index });
const reachOf = (at: number): AddressReach => ({ receive: -1, change: at });

/** Discovery as BIP44 has it: asks on until 20 in a row are unused. */
function isFound(used: ReadonlySet<number>, wanted: number): boolean {
  let last = -1;
  for (let index = 0; index <= last + GAP_LIMIT; index++) if (used.has(index)) last = index;
  return used.has(wanted) && wanted <= last;
}

describe('T-06: how far change may go', () => {
  it('is a step beyond what is known, each branch for itself', () => {
    expect(isWithinReach(noReach, change(reachStep - 1))).toBe(true);
    expect(isWithinReach(noReach, change(reachStep))).toBe(false);
    expect(isWithinReach(reachOf(40), change(50))).toBe(true);
    expect(isWithinReach(reachOf(40), change(51))).toBe(false);
    expect(isWithinReach(reachOf(40), receive(11))).toBe(false);
  });

  it('grows by the coins a payment spends, step by step, and not by one that stands alone far away', () => {
    expect(extendReach(noReach, [change(17), change(8), receive(3)])).toEqual({ receive: 3, change: 17 });
    expect(extendReach(noReach, [change(9_000), change(2)])).toEqual({ receive: -1, change: 2 });
    expect(extendReach(reachOf(30), [change(4)])).toEqual(reachOf(30));
  });

  it('is remembered one step at a time, or whole when the person was asked', () => {
    expect(raiseReach(reachOf(3), [change(9)], false)).toEqual(reachOf(4));
    expect(raiseReach(reachOf(3), [change(2)], false)).toEqual(reachOf(3));
    expect(raiseReach(reachOf(3), [change(500)], true)).toEqual(reachOf(500));
    expect(raiseReach(reachOf(3), [], true)).toEqual(reachOf(3));
  });

  it('ends where a new device looks, unless ten payments in a row were approved and held back', () => {
    const attack = fc.array(fc.record({ index: fc.nat(60), isHeldBack: fc.boolean() }), { maxLength: 60 });
    fc.assert(
      fc.property(attack, (payments) => {
        const used = new Set<number>();
        let reach = noReach;
        let heldBack = 0;
        for (const { index, isHeldBack } of payments) {
          if (!isWithinReach(reach, change(index))) continue;
          reach = raiseReach(reach, [change(index)], false);
          if (isHeldBack) heldBack++;
          else used.add(index);
          if (heldBack >= reachStep) return;
          if (!isHeldBack) expect(isFound(used, index)).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the stored form', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1, max: 9_999 }), fc.integer({ min: -1, max: 9_999 }), (one, other) => {
        const reach = { receive: one, change: other };
        expect(parseReach(formatReach(reach))).toEqual(reach);
      }),
    );
  });

  it('E-36: of version 1 opens for ever', () => {
    expect(parseReach('{"version":1,"data":{"receive":3,"change":41}}')).toEqual({ receive: 3, change: 41 });
  });

  it('refuses everything else with a code', () => {
    expect(() => parseReach('{"version":2,"data":{}}')).toThrow(
      expect.objectContaining({ code: 'vault.newer-version' }),
    );
    for (const text of [
      '',
      '[]',
      '{"version":1,"data":{"receive":1}}',
      '{"version":1,"data":{"receive":1.5,"change":1}}',
      '{"version":1,"data":{"receive":1,"change":10000}}',
      '{"version":1,"data":{"receive":-2,"change":0}}',
    ])
      expect(() => parseReach(text)).toThrow(expect.objectContaining({ code: 'vault.bad-format' }));
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => parseReach(text)).toThrow(expect.objectContaining({ code: 'vault.bad-format' }));
      }),
    );
  });
});
