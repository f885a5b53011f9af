import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLink } from '../../../../wallet-core/links/index.ts';
import { type AddressText, accept, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { paymentRequest } from './payment-request.ts';

const address = 't1WkW8kV6pBhxJz5wE1f6ZZZx1mLDnMfvn1';
const codecs = { flux: { parseAddress: (text: string) => accept(unsafeBrand<AddressText>(text)) } };

describe('paymentRequest', () => {
  it('is the bare address while nothing is asked for', () => {
    expect(paymentRequest(address, '', ' ')).toEqual({
      ok: true,
      value: { text: address, amount: null, isLink: false },
    });
  });

  it('is a flux: link that the wallet itself reads back, whatever is asked for', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 44_000_000_000_000_000n }),
        fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => !/[\p{C}]/u.test(text)),
        (units, message) => {
          const amount = `${units / 100_000_000n}.${(units % 100_000_000n).toString().padStart(8, '0')}`;
          const request = paymentRequest(address, amount, message);
          if (!request.ok) return;
          expect(request.value.amount).toBe(units);
          const link = parseLink(request.value.text, codecs);
          expect(link.ok && link.value.kind === 'pay' && link.value.amount).toBe(units);
        },
      ),
    );
  });

  it.each([
    ['1,5', '', 'amount', 'amount.bad-format'],
    ['0.000000001', '', 'amount', 'amount.too-precise'],
    ['0', '', 'amount', 'amount.out-of-range'],
    ['1', '\ud800', 'message', 'input.bad'],
  ])('says which field is wrong: %s %s', (amount, message, field, reason) => {
    expect(paymentRequest(address, amount, message)).toEqual({ ok: false, reason, field });
  });
});
