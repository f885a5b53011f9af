import { describe, expect, it } from 'vitest';
import { matchScheme, parsePath } from '../seed/index.ts';
import { importedPath, isImportedPath } from './imported-path.ts';

describe('the place of an imported key', () => {
  it.each([0, 1, 77, 0x7fff_ffff])('is its id %i, in a form that paths have, and of no scheme', (id) => {
    const path = importedPath(id);
    expect(isImportedPath(path)).toBe(true);
    expect(parsePath(path)).toEqual([0xffff_ffff, id]);
    expect(matchScheme(path)).toBeUndefined();
  });

  it.each([-1, 0.5, 0x8000_0000, Number.NaN])('is not made of %s', (id) => {
    expect(() => importedPath(id)).toThrow(RangeError);
  });

  it.each([
    "m/2147483647'/2147483648",
    "m/2147483647'/01",
    "m/2147483647'/1'",
    'm/2147483647/1',
    "m/44'/19167'/0'/0/0",
    '',
  ])('is not %s', (path) => {
    expect(isImportedPath(path)).toBe(false);
  });
});
