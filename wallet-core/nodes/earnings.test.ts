import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressEarnings, PARALLEL_ASSETS, payoutTier } from './earnings.ts';
import { tierRewards } from './emission.ts';
import { nodeTiers } from './tiers.ts';
import { tierYields } from './yield.ts';

const NOW = 2_917_115;

describe('earnings', () => {
  it('know a payout by its amount at its height', () => {
    expect(payoutTier({ height: NOW, amount: 350_000_000n })).toBe('nimbus');
    expect(payoutTier({ height: 3_071_200, amount: 350_000_000n })).toBeNull();
    expect(payoutTier({ height: 1_300_000, amount: 562_500_000n })).toBe('cumulus');
    expect(payoutTier({ height: 400_000, amount: 1n })).toBeNull();
  });

  it('add up, native and parallel, and keep tiers and others apart', () => {
    const payout = fc
      .record({
        height: fc.integer({ min: 560_000, max: 4_000_000 }),
        tier: fc.constantFrom(...nodeTiers),
        odd: fc.boolean(),
      })
      .map(({ height, tier, odd }) => ({
        height,
        timeMs: height * 30_000,
        amount: (tierRewards(height)?.[tier] ?? 0n) + (odd ? 1n : 0n),
      }));
    fc.assert(
      fc.property(fc.array(payout, { maxLength: 50 }), fc.integer({ min: 0, max: 4_000_000 }), (payouts, since) => {
        const { byTier, other } = addressEarnings(payouts, since);
        const parts = [...Object.values(byTier), other];
        const counted = payouts.filter(({ height }) => height >= since);
        expect(parts.reduce((sum, part) => sum + part.native, 0n)).toBe(
          counted.reduce((sum, { amount }) => sum + amount, 0n),
        );
        expect(parts.reduce((sum, part) => sum + part.payouts, 0)).toBe(counted.length);
        for (const { native, parallelEach, payouts: count } of parts) {
          expect(native - parallelEach * 10n).toBeGreaterThanOrEqual(0n);
          expect(native - parallelEach * 10n).toBeLessThan(10n * BigInt(count) + 1n);
        }
      }),
    );
  });

  it('a tenth of each parallel asset', () => {
    const { byTier } = addressEarnings([{ height: NOW, timeMs: 1, amount: 900_000_000n }]);
    expect(PARALLEL_ASSETS).toBe(10);
    expect(byTier.stratus).toMatchObject({ native: 900_000_000n, parallelEach: 90_000_000n, payouts: 1 });
    expect(byTier.cumulus).toMatchObject({ native: 0n, first: null, last: null });
  });
});

describe('yields', () => {
  it('of 3 September 2026, with the reward from October on', () => {
    expect(tierYields({ cumulus: 3_247, nimbus: 1_615, stratus: 1_627 }, 3_071_200)).toEqual({
      cumulus: 2_913,
      nimbus: 1_640,
      stratus: 1_308,
    });
  });

  it('are unknown, not infinite, without nodes', () => {
    expect(tierYields({ cumulus: 0, nimbus: -1, stratus: Number.NaN }, NOW)).toEqual({
      cumulus: null,
      nimbus: null,
      stratus: null,
    });
    expect(tierYields({ cumulus: 5, nimbus: 5, stratus: 5 }, 1_000)).toMatchObject({ cumulus: null });
  });
});
