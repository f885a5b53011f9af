import fc from 'fast-check';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { formatAmount, parseAmount } from '../../../wallet-core/amounts/index.ts';
import { AddressText, groupsOfFour } from './address-text.tsx';
import { ageWords } from './age.ts';
import { amountParts, amountWords, shareInTenthsOfPercent } from './amount-format.ts';
import { AmountText, HideAmounts } from './amount-text.tsx';

const markup = (element: ReactElement) => renderToStaticMarkup(element);
const textOf = (element: ReactElement) => markup(element).replaceAll(/<[^>]*>/g, '');
const flux = { decimals: 8, symbol: 'FLUX' };

const anyUnits = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
const anyDecimals = fc.integer({ min: 0, max: 18 });

describe('amountParts', () => {
  it('joined without spaces is the exact decimal text, for every size', () => {
    fc.assert(
      fc.property(anyUnits, anyDecimals, (units, decimals) => {
        const { negative, groups, fraction } = amountParts(units, decimals);
        const text = `${negative ? '-' : ''}${groups.join('')}${fraction === '' ? '' : `.${fraction}`}`;
        expect(text).toBe(formatAmount(units, decimals));
        expect(groups.slice(1).every((group) => group.length === 3)).toBe(true);
      }),
    );
  });

  it('says amounts with unit in words for sentences', () => {
    expect(amountWords(123_456_750_000_000n, 8, 'FLUX')).toBe('1\u202f234\u202f567.5\u00a0FLUX');
    expect(amountWords(-1n, 8, 'FLUX')).toBe('\u22120.00000001\u00a0FLUX');
  });

  it('gives shares in tenths of a percent and none of an empty whole', () => {
    expect(shareInTenthsOfPercent(1n, 3n)).toBe(333);
    expect(shareInTenthsOfPercent(0n, 0n)).toBeUndefined();
    expect(shareInTenthsOfPercent(-1n, 3n)).toBeUndefined();
  });
});

describe('AmountText', () => {
  it('holds text that parses back to the same units, with the coin beside it', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), anyDecimals, fc.boolean(), (units, decimals, aligned) => {
        const text = textOf(createElement(AmountText, { units, decimals, symbol: 'FLUX', aligned }));
        expect(text.endsWith(' FLUX')).toBe(true);
        expect(parseAmount(text.slice(0, -5), decimals)).toEqual({ ok: true, value: units });
      }),
    );
  });

  it('takes units as they cross borders and refuses anything else as unknown', () => {
    expect(textOf(createElement(AmountText, { units: '2500000000', ...flux }))).toBe('25 FLUX');
    expect(textOf(createElement(AmountText, { units: '1e3', ...flux }))).toContain('—');
  });

  it('shows the unknown as a dash with its reason, never as zero (feature 76)', () => {
    const text = textOf(createElement(AmountText, { units: null, ...flux, unknownReason: 'the server is silent' }));
    expect(text).toContain('—');
    expect(text).toContain('the server is silent');
    expect(text).not.toMatch(/\d/);
  });

  it('signs changes with a true minus or a plus, and zero with neither', () => {
    const signed = (units: bigint) => textOf(createElement(AmountText, { units, ...flux, sign: 'both' }));
    expect(signed(-5n)).toBe('\u22120.00000005 FLUX');
    expect(signed(5n)).toBe('+0.00000005 FLUX');
    expect(signed(0n)).toBe('0 FLUX');
  });

  it('leaves no digit of the amount in the page while amounts are hidden (feature 73)', () => {
    const amount = createElement(AmountText, { units: 987_654_321n, ...flux, aligned: true });
    const hidden = createElement(HideAmounts, { hidden: true }, amount);
    expect(markup(hidden)).not.toContain('value=');
    expect(textOf(hidden)).toBe('••••Amount hidden FLUX');
  });
});

describe('AddressText', () => {
  const address = 't1YhSgB2kT9vQ8mX4cN7dR5wE3zF6jHpLuA';

  it('holds exactly the address as text in both forms, so that what is copied is the address (T-01)', () => {
    expect(textOf(createElement(AddressText, { address }))).toBe(address);
    expect(textOf(createElement(AddressText, { address, form: 'short' }))).toBe(address);
  });

  it('groups by four, nothing lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        const groups = groupsOfFour(text);
        expect(groups.map((group) => group.text).join('')).toBe(text);
        expect(groups.slice(0, -1).every((group) => group.text.length === 4)).toBe(true);
      }),
    );
  });

  it('keeps the whole address in the title of the short form', () => {
    expect(markup(createElement(AddressText, { address, form: 'short' }))).toContain(`title="${address}"`);
  });
});

describe('ageWords', () => {
  const now = Date.UTC(2027, 0, 15);

  it.each([
    [0, 'just now'],
    [8_000, '8 s ago'],
    [59_999, '59 s ago'],
    [60_000, '1 min ago'],
    [3_600_000, '1 h ago'],
    [86_400_000, '1 day ago'],
    [5 * 86_400_000, '5 days ago'],
    [-30_000, 'just now'],
    [-600_000, 'clock is ahead'],
  ])('%d ms back is "%s"', (age, words) => {
    expect(ageWords(now - age, now)).toBe(words);
  });

  it('becomes the date after a month', () => {
    expect(ageWords(now - 40 * 86_400_000, now)).toMatch(/2026/);
  });
});
