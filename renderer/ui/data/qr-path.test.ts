import fc from 'fast-check';
import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { QUIET_ZONE, qrPath } from './qr-path.ts';

const SCALE = 4;

/** Draws the path as the browser would, from nothing but its text: `M x y h run v1 h-run z` per run. */
function rasterize(size: number, path: string): Uint8ClampedArray {
  const side = size * SCALE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let py = Number(y) * SCALE; py < (Number(y) + 1) * SCALE; py++) {
      for (let px = Number(x) * SCALE; px < (Number(x) + Number(run)) * SCALE; px++) {
        pixels.fill(0, (py * side + px) * 4, (py * side + px) * 4 + 3);
      }
    }
  }
  return pixels;
}

function decode(text: string): string | undefined {
  const code = qrPath(text);
  if (code === undefined) return undefined;
  const side = code.size * SCALE;
  return jsQR(rasterize(code.size, code.path), side, side)?.data;
}

describe('qrPath', () => {
  it.each([
    't1YhSgB2kT9vQ8mX4cN7dR5wE3zF6jHpLuA',
    'flux:t1YhSgB2kT9vQ8mX4cN7dR5wE3zF6jHpLuA?amount=25.5&message=Rechnung%2042',
    'Grüße, 世界',
  ])('another library reads %s back', (text) => {
    expect(decode(text)).toBe(text);
  });

  it('is read back whatever a payment link holds', () => {
    const link = fc.stringMatching(
      /^flux:t1[1-9A-HJ-NP-Za-km-z]{33}\?amount=\d{1,8}\.\d{1,8}&message=[a-zA-Z0-9%]{0,120}$/,
    );
    fc.assert(
      fc.property(link, (text) => {
        expect(decode(text)).toBe(text);
      }),
      { numRuns: 25 },
    );
  });

  it('keeps a quiet zone of four modules on every side', () => {
    const code = qrPath('flux');
    expect(QUIET_ZONE).toBe(4);
    expect(code?.size).toBe(21 + 2 * QUIET_ZONE);
    for (const [, x, y, run] of (code?.path ?? '').matchAll(/M(\d+) (\d+)h(\d+)/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(QUIET_ZONE);
      expect(Number(y)).toBeGreaterThanOrEqual(QUIET_ZONE);
      expect(Number(x) + Number(run)).toBeLessThanOrEqual((code?.size ?? 0) - QUIET_ZONE);
    }
  });

  it('refuses a text no code can hold', () => {
    expect(qrPath('x'.repeat(3_000))).toBeUndefined();
  });
});
