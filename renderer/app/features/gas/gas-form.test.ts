import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gasChoice } from '../../../../wallet-core/ipc/account-schemas.ts';
import { accountValidation } from '../../testing/fake-account-data.ts';
import { customFrom, emptyGas, gasChoiceOf, gasProblems, gweiText, roundedUp } from './gas-form.ts';

const custom = { ...emptyGas, speed: 'custom' as const };

describe('gasChoiceOf', () => {
  it('names the preset', () => {
    expect(gasChoiceOf(emptyGas, true)).toEqual({ kind: 'preset', preset: 'normal' });
  });

  it('reads gwei to the last wei', () => {
    expect(gasChoiceOf({ ...custom, maxGwei: '21.000000001', tipGwei: '1.5', limit: '65000' }, true)).toEqual({
      kind: 'custom',
      price: { maxPerGas: '21000000001', tipPerGas: '1500000000' },
      gasLimit: '65000',
    });
  });

  it('has no tip where the chain has none, and no limit unless one was typed', () => {
    expect(gasChoiceOf({ ...custom, maxGwei: '3', tipGwei: '9', limit: ' ' }, false)).toEqual({
      kind: 'custom',
      price: { maxPerGas: '3000000000', tipPerGas: null },
      gasLimit: null,
    });
  });

  it('fits the contract, whatever was typed', () => {
    const text = fc.oneof(fc.string({ maxLength: 12 }), fc.double({ noNaN: true }).map(String));
    fc.assert(
      fc.property(text, text, text, fc.boolean(), (maxGwei, tipGwei, limit, hasTip) => {
        const form = { ...custom, maxGwei, tipGwei, limit };
        const choice = gasChoiceOf(form, hasTip);
        expect(gasChoice.safeParse(choice).success).toBe(true);
        expect(choice.kind === 'custom').toBe(gasProblems(form, hasTip).length === 0);
      }),
    );
  });
});

describe('gasProblems', () => {
  it.each([
    ['', '1', '', ['maxGwei']],
    ['0', '0', '', ['maxGwei']],
    ['2', '3', '', ['tipGwei']],
    ['2', '', '', ['tipGwei']],
    ['2', '1', '-1', ['limit']],
    ['2', '1', '1.5', ['limit']],
    ['1e3', 'x', '0', ['maxGwei', 'tipGwei', 'limit']],
  ])('names what cannot be read: %s, %s, %s', (maxGwei, tipGwei, limit, problems) => {
    expect(gasProblems({ ...custom, maxGwei, tipGwei, limit }, true)).toEqual(problems);
  });

  it('is silent while a preset is chosen', () => {
    expect(gasProblems({ ...emptyGas, maxGwei: 'x' }, true)).toEqual([]);
  });
});

describe('customFrom', () => {
  it('starts at the prices of the preset', () => {
    expect(customFrom(emptyGas, accountValidation.offer)).toEqual({
      speed: 'custom',
      maxGwei: '21',
      tipGwei: '1',
      limit: '',
    });
    expect(customFrom(emptyGas, null)).toEqual(custom);
  });

  it('keeps what was typed before', () => {
    expect(customFrom({ ...emptyGas, maxGwei: '7' }, accountValidation.offer)).toMatchObject({ maxGwei: '7' });
  });
});

it('gweiText is exact', () => {
  expect(gweiText('1')).toBe('0.000000001');
  expect(gweiText('21000000000')).toBe('21');
});

it('roundedUp never says less than it costs, and hardly more', () => {
  expect(roundedUp(1_234_567_890n)).toBe(1_235_000_000n);
  expect(roundedUp(999n)).toBe(999n);
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), (units) => {
      const shown = roundedUp(units);
      expect(shown >= units && (shown - units) * 1000n <= units).toBe(true);
    }),
  );
});
