import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWalletError } from '../errors/index.ts';
import { z } from '../primitives/zod.ts';
import { readVersioned, type VersionedFormat, writeVersioned } from './versioned.ts';

const limits: VersionedFormat<{ readonly daily: string; readonly currency: string }> = {
  version: 3,
  schema: z.strictObject({ daily: z.string(), currency: z.string() }),
  migrations: {
    1: (old) => ({ daily: z.string().parse(old) }),
    2: (old) => ({ ...z.looseObject({}).parse(old), currency: 'FLUX' }),
  },
};

function errorOf(text: string): string {
  try {
    readVersioned(limits, text);
    return 'no error';
  } catch (error) {
    return isWalletError(error) ? error.code : String(error);
  }
}

describe('versioned data', () => {
  it('come back as written', () => {
    const data = { daily: '5', currency: 'FLUX' };
    expect(readVersioned(limits, writeVersioned(limits, data))).toEqual(data);
    expect(writeVersioned(limits, data)).toBe('{"version":3,"data":{"daily":"5","currency":"FLUX"}}');
  });

  it('E-36: are read from every version so far', () => {
    const now = { daily: '5', currency: 'FLUX' };
    expect(readVersioned(limits, '{"version":1,"data":"5"}')).toEqual(now);
    expect(readVersioned(limits, '{"version":2,"data":{"daily":"5"}}')).toEqual(now);
  });

  it('are refused when a newer release wrote them', () => {
    expect(errorOf('{"version":4,"data":{}}')).toBe('vault.newer-version');
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"version":0,"data":1}',
    '{"version":1.5,"data":"5"}',
    '{"version":"3","data":{}}',
    '{"version":3}',
    '{"version":3,"data":{"daily":5,"currency":"FLUX"}}',
    '{"version":3,"data":{"daily":"5","currency":"FLUX"},"extra":1}',
    '{"version":1,"data":5}',
  ])('are refused when they cannot be read: %s', (text) => {
    expect(errorOf(text)).toBe('vault.bad-format');
  });

  it('are refused when a migration is missing, and never give anything else than data or a vault error (property)', () => {
    const gap = { ...limits, migrations: { 2: (old: unknown) => old } };
    expect(() => readVersioned(gap, '{"version":1,"data":"5"}')).toThrow('vault.bad-format');
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(errorOf(text)).toMatch(/^(no error|vault\.)/);
      }),
    );
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(errorOf(text)).toMatch(/^(no error|vault\.)/);
      }),
    );
  });
});
