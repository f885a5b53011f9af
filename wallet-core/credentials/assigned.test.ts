import { versions } from 'node:process';
import { describe, expect, it } from 'vitest';
import { isAssigned } from './assigned.ts';

const runtimeAssigned = /^\P{Cn}$/u;

describe('the table of Unicode 17', () => {
  it('has as many assigned code points as the standard says', () => {
    let count = 0;
    for (let point = 0; point <= 0x10ffff; point++) if (isAssigned(point)) count++;
    // The Unicode Standard 17.0: 159,801 graphic and format characters; plus controls, private use and surrogates.
    expect(count).toBe(159_801 + 65 + 137_468 + 2_048);
  });

  it('agrees with the runtime wherever the runtime knows Unicode 17 or older', () => {
    const older = Number(versions.unicode) < 17;
    const same = versions.unicode === '17.0';
    const differing: string[] = [];
    for (let point = 0; point <= 0x10ffff; point++) {
      const runtime = runtimeAssigned.test(String.fromCodePoint(point));
      const table = isAssigned(point);
      // Code points are added and never taken back: an older runtime knows a subset, a newer one a superset.
      if ((same && runtime !== table) || (older && runtime && !table) || (!older && !same && table && !runtime)) {
        differing.push(point.toString(16));
      }
    }
    expect(differing).toEqual([]);
  });

  it.each([
    [0x0000, true],
    [0x0378, false],
    [0xa7f1, true],
    [0xe000, true],
    [0xfdd0, false],
    [0xffff, false],
    [0x1fffe, false],
    [0x50000, false],
    [0x10ffff, false],
    [0x110000, false],
  ])('U+%s', (point, assigned) => {
    expect(isAssigned(point)).toBe(assigned);
  });
});
