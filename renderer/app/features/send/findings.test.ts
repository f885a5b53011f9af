import { describe, expect, it } from 'vitest';
import { validation } from '../../testing/fake-data.ts';
import { findingsOf, sentenceFor, shownAt } from './findings.ts';
import { emptyForm } from './form.ts';

const filled = { ...emptyForm, recipient: 't1', amount: '25' };

describe('findingsOf', () => {
  it('judges the amount itself and then ignores what the backend says of the stand-in for it', () => {
    const judged = {
      ...validation,
      errors: [
        { code: 'send.amount-zero', field: 'amount' as const, data: {} },
        { code: 'chain.bad-address', field: 'recipient' as const, data: { reason: 'checksum' } },
      ],
    };
    expect(findingsOf({ ...filled, amount: '1,5' }, judged).errors.map((one) => one.code)).toEqual([
      'amount.bad-format',
      'chain.bad-address',
    ]);
    expect(findingsOf(filled, judged).errors.map((one) => one.code)).toEqual(['send.amount-zero', 'chain.bad-address']);
  });

  it('blocks on a fee that cannot be read', () => {
    expect(findingsOf({ ...filled, fee: 'own', ownFee: 'x' }, validation).errors.map((one) => one.field)).toEqual([
      'fee',
    ]);
  });
});

describe('shownAt', () => {
  it('keeps gaps quiet until the review is asked for, and mistakes never', () => {
    const gaps = findingsOf(emptyForm, null).errors;
    expect(shownAt('amount', gaps, false)).toBeUndefined();
    expect(shownAt('amount', gaps, true)?.code).toBe('send.amount-missing');
    const mistakes = findingsOf({ ...filled, amount: '0.000000001' }, null).errors;
    expect(shownAt('amount', mistakes, false)?.code).toBe('amount.too-precise');
  });
});

describe('sentenceFor', () => {
  it('says which rule an address breaks', () => {
    expect(sentenceFor({ code: 'chain.bad-address', field: 'recipient', reason: 'checksum' })).toContain(
      'typing error',
    );
    expect(sentenceFor({ code: 'chain.bad-address', field: 'recipient', reason: 'made-up' })).toContain('not a valid');
  });
});
