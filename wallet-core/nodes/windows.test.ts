import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blocksToMs,
  confirmDeadline,
  dosEnd,
  expiryHeight,
  nextConfirmFrom,
  nodeWindows,
  startableFrom,
} from './windows.ts';

const NOW = 2_917_115;
const PON = 2_020_000;

describe('windows of a node', () => {
  it('since Proof of Node', () => {
    expect(confirmDeadline(NOW)).toBe(NOW + 240);
    expect(dosEnd(NOW)).toBe(NOW + 720);
    expect(nextConfirmFrom(NOW)).toBe(NOW + 501);
    expect(expiryHeight(NOW)).toBe(NOW + 641);
    expect(startableFrom(NOW)).toBe(NOW + 99);
  });

  it.each([
    [560_000, 60, 180, 40, 60],
    [835_554, 60, 180, 40, 80],
    [1_076_532, 60, 180, 120, 160],
    [2_019_999, 60, 180, 120, 160],
    [2_020_000, 240, 720, 500, 640],
  ])('from %i', (height, startToConfirm, dosFromStart, confirmAfter, expireAfter) => {
    expect(nodeWindows(height)).toMatchObject({ startToConfirm, dosFromStart, confirmAfter, expireAfter });
  });

  it('end by the rule of the block in which they end', () => {
    expect(confirmDeadline(PON - 61)).toBe(PON - 1);
    expect(confirmDeadline(PON - 60)).toBe(PON + 180);
    expect(dosEnd(PON - 181)).toBe(PON - 1);
    expect(dosEnd(PON - 180)).toBe(PON + 540);
    expect(expiryHeight(PON - 162)).toBe(PON - 1);
    expect(expiryHeight(PON - 161)).toBe(PON + 480);
    expect(nextConfirmFrom(PON - 121)).toBe(PON + 380);
  });

  it('never run backwards', () => {
    fc.assert(
      fc.property(fc.integer({ min: 558_000, max: 4_000_000 }), (height) => {
        for (const end of [confirmDeadline, dosEnd, nextConfirmFrom, expiryHeight]) {
          expect(end(height)).toBeGreaterThan(height);
          expect(end(height + 1)).toBeGreaterThanOrEqual(end(height));
        }
        expect(dosEnd(height)).toBeGreaterThan(confirmDeadline(height));
        expect(expiryHeight(height)).toBeGreaterThan(nextConfirmFrom(height));
      }),
      { numRuns: 2_000 },
    );
  });

  it('in time: 30 s a block, 120 s before Proof of Node', () => {
    expect(blocksToMs(NOW, 240)).toBe(7_200_000);
    expect(blocksToMs(NOW, 0)).toBe(0);
    expect(blocksToMs(NOW, -3)).toBe(0);
    expect(blocksToMs(PON - 3, 4)).toBe((2 * 120 + 2 * 30) * 1_000);
  });
});
