import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockSubsidy, subsidyRemainder, targetSpacingSeconds, tierRewards } from './emission.ts';

describe('emission', () => {
  it('shares add up at every height and never grow after the slow start', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5_000, max: 40_000_000 }),
        fc.integer({ min: 0, max: 5_000_000 }),
        (height, later) => {
          const rewards = tierRewards(height);
          const paid = rewards === null ? 0n : rewards.cumulus + rewards.nimbus + rewards.stratus;
          expect(paid + subsidyRemainder(height).amount).toBe(blockSubsidy(height));
          expect(blockSubsidy(height + later)).toBeLessThanOrEqual(blockSubsidy(height));
        },
      ),
    );
  });

  it('follows the published table', () => {
    expect(blockSubsidy(1)).toBe(1_302_000_000_000_000n);
    expect(blockSubsidy(3_071_200)).toBe(1_260_000_000n);
    expect(tierRewards(3_071_200)).toEqual({ cumulus: 90_000_000n, nimbus: 315_000_000n, stratus: 810_000_000n });
    expect(tierRewards(559_999)).toBeNull();
    expect(subsidyRemainder(559_999)).toEqual({ amount: 15_000_000_000n, to: 'miner' });
    expect([targetSpacingSeconds(2_019_999), targetSpacingSeconds(2_020_000)]).toEqual([120, 30]);
  });

  it('refuses what is no height', () => {
    for (const height of [-1, 0.5, Number.NaN, 2 ** 60]) expect(() => blockSubsidy(height)).toThrow(RangeError);
  });
});
