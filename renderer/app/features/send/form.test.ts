import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount } from '../../../../wallet-core/amounts/index.ts';
import { shapes } from '../../../../wallet-core/ipc/index.ts';
import { draftOf, emptyForm, feePerByteOf, messageBytes, readAmount, type SendForm } from './form.ts';

const ADDRESS = 't1WkW8kV6pBhxJz5wE1f6ZZZx1mLDnMfvn1';

describe('draftOf', () => {
  it('always fits the contract, whatever is typed', () => {
    const form: fc.Arbitrary<SendForm> = fc.record({
      recipient: fc.string({ unit: 'binary', maxLength: 300 }),
      amount: fc.string({ unit: 'binary' }),
      max: fc.boolean(),
      message: fc.string({ unit: 'binary', maxLength: 400 }),
      fee: fc.constantFrom('normal', 'faster', 'first', 'own'),
      ownFee: fc.string({ unit: 'binary', maxLength: 6 }),
      inputs: fc.constant(null),
      unlockedCollateral: fc.constant([]),
      account: fc.constant(null),
    });
    fc.assert(fc.property(form, (typed) => shapes.paymentDraft.safeParse(draftOf(typed)).success));
  });

  it('carries the amount exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 44_000_000_000_000_000n }), (units) => {
        const draft = draftOf({ ...emptyForm, recipient: ADDRESS, amount: formatAmount(units, 8) });
        expect(draft.recipients[0]).toEqual({ address: ADDRESS, amount: units.toString() });
      }),
    );
  });

  it('says max as max, so that it survives fee changes (feature 22)', () => {
    expect(draftOf({ ...emptyForm, max: true, amount: '3' }).recipients[0]?.amount).toBe('max');
  });

  it('takes white space around an address away and nothing inside it', () => {
    expect(draftOf({ ...emptyForm, recipient: `  ${ADDRESS}\n` }).recipients[0]?.address).toBe(ADDRESS);
    expect(draftOf({ ...emptyForm, recipient: 't1 abc' }).recipients[0]?.address).toBe('t1 abc');
  });
});

describe('readAmount', () => {
  it.each([
    ['', 'missing'],
    ['  ', 'missing'],
    ['1,5', 'bad'],
    ['1e3', 'bad'],
    ['-1', 'bad'],
    ['.5', 'bad'],
    ['0.000000001', 'bad'],
    ['12.5', 'units'],
  ])('reads %j as %s: a comma is never guessed', (amount, kind) => {
    expect(readAmount({ amount, max: false, account: null }).kind).toBe(kind);
  });
});

describe('feePerByteOf', () => {
  it.each([
    ['1', 1n],
    ['1000', 1000n],
    ['1001', null],
    ['0', null],
    ['', null],
    ['1.5', null],
    ['01', null],
    ['9999', null],
  ])('own fee %j gives %s', (ownFee, fee) => {
    expect(feePerByteOf({ fee: 'own', ownFee })).toBe(fee);
  });

  it('knows three presets', () => {
    expect((['normal', 'faster', 'first'] as const).map((fee) => feePerByteOf({ fee, ownFee: '' }))).toEqual([
      1n,
      2n,
      5n,
    ]);
  });
});

describe('messageBytes', () => {
  it('counts bytes and not letters', () => {
    expect(messageBytes('abc')).toBe(3);
    expect(messageBytes('äöü')).toBe(6);
  });
});
