import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockSubsidy } from '../nodes/index.ts';
import { checkSupply, isConserved, scheduledSupply } from './index.ts';
import { COIN } from './testing/samples.ts';

const oneOffs = new Map<number, bigint>([
  [836_274, 7_500_000n * COIN],
  [836_994, 2_500_000n * COIN],
  ...Array.from({ length: 10 }, (_, at) => [837_714 + at * 21_600, 22_000_000n * COIN] as const),
]);

describe('the emission schedule', () => {
  it('grows with each block by its subsidy and its one-off outputs, and by nothing else', () => {
    const edges = [4_999, 5_000, 657_850, 1_313_200, 2_020_000, 2_020_000 + 1_051_200, ...oneOffs.keys()];
    const heights = fc.oneof(
      fc.integer({ min: 1, max: 30_000_000 }),
      fc.constantFrom(...edges),
      fc.integer({ min: 1, max: 6_000 }),
    );
    fc.assert(
      fc.property(heights, (height) => {
        const added = scheduledSupply(height) - scheduledSupply(height - 1);
        expect(added).toBe(blockSubsidy(height) + (oneOffs.get(height) ?? 0n));
      }),
      { numRuns: 300 },
    );
    for (const height of edges)
      expect(scheduledSupply(height) - scheduledSupply(height - 1)).toBe(
        blockSubsidy(height) + (oneOffs.get(height) ?? 0n),
      );
  });

  it('meets the supply that the network’s paper gives for height 2,912,015: about 429.47 million', () => {
    const rounded = (scheduledSupply(2_912_015) + 5_000n * COIN) / (10_000n * COIN);
    expect(rounded).toBe(42_947n);
  });
});

describe('the sum over all chains', () => {
  it('holds up to the schedule and no sat further', () => {
    const limit = scheduledSupply(2_950_000);
    const over = (eth: bigint) =>
      checkSupply(
        new Map([
          ['main', limit - 5n],
          ['eth', eth],
        ]),
        2_950_000,
      ).holds;
    expect([over(5n), over(6n)]).toEqual([true, false]);
  });

  it('a swap that frees more or less than it locked is no swap', () => {
    expect(isConserved({ locked: 10n, freed: 7n, fee: 3n })).toBe(true);
    expect(isConserved({ locked: 10n, freed: 8n, fee: 3n })).toBe(false);
    expect(isConserved({ locked: 10n, freed: -1n, fee: 11n })).toBe(false);
  });
});
