import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchScheme, parsePath } from './match-path.ts';
import {
  accountPath,
  algorandPath,
  bitcoinPath,
  ergoPath,
  evmPath,
  fluxIdPath,
  fluxNodeIdentityPath,
  fluxPath,
  hardened,
  kadenaPath,
  pathTable,
  solanaPath,
  tronPath,
} from './paths.ts';

describe('the path table of scheme v1', () => {
  it('is spelled as published', () => {
    expect([
      fluxPath(0, 0),
      fluxPath(1, 19),
      fluxNodeIdentityPath(3),
      fluxIdPath(),
      bitcoinPath(1, 2),
      evmPath(4),
      tronPath(5),
      solanaPath(6),
      kadenaPath(7),
      algorandPath(8),
      ergoPath(9),
    ]).toEqual([
      "m/44'/19167'/0'/0/0",
      "m/44'/19167'/0'/1/19",
      "m/44'/19167'/0'/12/3",
      "m/48'/0'/0'/2'/11/0",
      "m/84'/0'/0'/1/2",
      "m/44'/60'/0'/0/4",
      "m/44'/195'/0'/0/5",
      "m/44'/501'/6'/0'",
      "m/44'/626'/7'",
      "m/44'/283'/0'/0'/8'",
      "m/44'/429'/0'/0/9",
    ]);
    expect(accountPath('flux')).toBe("m/44'/19167'/0'");
    expect(
      Object.isFrozen(pathTable) && Object.isFrozen(pathTable.flux) && Object.isFrozen(pathTable.flux.branches),
    ).toBe(true);
  });

  it('refuses an index at or above 2^31 and one that is no integer', () => {
    for (const index of [-1, 0.5, Number.NaN, hardened, hardened + 1])
      expect(() => fluxPath(0, index)).toThrow(RangeError);
  });

  it('knows its own paths (property)', () => {
    fc.assert(
      fc.property(fc.nat({ max: hardened - 1 }), fc.constantFrom<0 | 1>(0, 1), (index, branch) => {
        expect(matchScheme(fluxPath(branch, index))?.kind).toBe('flux');
        expect(matchScheme(fluxNodeIdentityPath(index))?.kind).toBe('fluxNodeIdentity');
        expect(matchScheme(bitcoinPath(branch, index))?.kind).toBe('bitcoin');
        expect(matchScheme(evmPath(index))?.kind).toBe('evm');
        expect(matchScheme(tronPath(index))?.kind).toBe('tron');
        expect(matchScheme(ergoPath(index))?.kind).toBe('ergo');
        expect(matchScheme(solanaPath(index))?.kind).toBe('solana');
        expect(matchScheme(kadenaPath(index))?.kind).toBe('kadena');
        expect(matchScheme(algorandPath(index))?.kind).toBe('algorand');
      }),
    );
    expect(matchScheme(fluxIdPath())?.kind).toBe('fluxId');
  });

  it.each([
    'm',
    "m/44'/19167'/0'",
    "m/44'/19167'/0'/0",
    "m/44'/19167'/0'/2/0",
    "m/44'/19167'/1'/0/0",
    "m/44'/19167'/0/0/0",
    "m/44'/19167'/0'/0/0'",
    "m/44'/19167'/0'/0/0/0",
    "m/44'/19167'/0'/0/00",
    "m/44'/19167'/0'/0/2147483648",
    "m/44'/19167'/0'/0/-1",
    "m/44'/19167'/0'/0/ 1",
    'm/44h/19167h/0h/0/0',
    "M/44'/19167'/0'/0/0",
    "m/48'/0'/0'/2'/11/1",
    "m/48'/0'/0'/2'/10/0",
    "m/84'/0'/0'/12/0",
    "m/44'/501'/0'/1'",
    "m/44'/501'/0/0'",
    "m/44'/0'/0'/0/0",
    '',
  ])('has no key at %s', (path) => {
    expect(matchScheme(path)).toBeUndefined();
  });
});

describe('parsePath', () => {
  it('marks hardened steps with the top bit', () => {
    expect(parsePath("m/44'/0/2147483647'")).toEqual([hardened + 44, 0, 2 ** 32 - 1]);
    expect(parsePath('m')).toEqual([]);
    expect(parsePath(`m${'/0'.repeat(9)}`)).toBeUndefined();
    expect(parsePath(`m/${'0'.repeat(200)}`)).toBeUndefined();
  });

  it('accepts one spelling only (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('m', '/', "'", '0', '1', '9', 'h'), maxLength: 30 }), (text) => {
        const steps = parsePath(text);
        if (steps === undefined) return;
        const back = ['m', ...steps.map((step) => (step >= hardened ? `${step - hardened}'` : `${step}`))].join('/');
        expect(back).toBe(text);
      }),
    );
  });
});
