import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collateralTier, currentCollateral, isCollateralValue } from './collateral.ts';
import { nodeTiers } from './tiers.ts';

const FLUX = 100_000_000n;
const NOW = 2_917_115;

describe('collateral by value and height', () => {
  it.each([
    ['cumulus', 1_000n, NOW],
    ['nimbus', 12_500n, NOW],
    ['stratus', 40_000n, NOW],
    ['cumulus', 10_000n, 1_076_531],
    ['cumulus', 1_000n, 1_076_532],
    ['cumulus', 10_000n, 1_086_612],
    ['nimbus', 25_000n, 1_081_571],
    ['nimbus', 12_500n, 1_081_572],
    ['nimbus', 25_000n, 1_092_372],
    ['stratus', 100_000n, 600_000],
    ['stratus', 40_000n, 1_087_332],
    ['stratus', 100_000n, 1_097_412],
  ] as const)('%s: %i FLUX at %i', (tier, flux, height) => {
    expect(collateralTier(flux * FLUX, height)).toBe(tier);
  });

  it.each([
    [10_000n, NOW],
    [25_000n, NOW],
    [100_000n, NOW],
    [1_000n, 1_076_531],
    [12_500n, 1_081_571],
    [40_000n, 1_087_331],
    [10_000n, 1_086_613],
    [25_000n, 1_092_373],
    [100_000n, 1_097_413],
  ])('none: %i FLUX at %i', (flux, height) => {
    expect(collateralTier(flux * FLUX, height)).toBeNull();
  });

  it('T-08: matches exactly, to the unit', () => {
    fc.assert(
      fc.property(fc.constantFrom(...nodeTiers), fc.bigInt(-1_000n, 1_000n), (tier, off) => {
        expect(isCollateralValue(currentCollateral(tier) + off, NOW)).toBe(off === 0n);
      }),
    );
  });
});
