import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePayment } from '../../wallet-core/approvals/index.ts';
import type { BuildContext, PaymentDraft, Spendable } from '../../wallet-core/chain-contract/index.ts';
import { isWalletError } from '../../wallet-core/errors/index.ts';
import { currentCollateral } from '../../wallet-core/nodes/index.ts';
import { equalBytes, utf8 } from '../../wallet-core/primitives/index.ts';
import { formatAddress, formatDestination } from './address.ts';
import { fluxBuilder } from './build.ts';
import { fluxCodec } from './codec.ts';
import { explainPayment } from './explain.ts';
import { fluxSigner } from './sign.ts';
import {
  coinOf,
  contextOf,
  createTestKeys,
  draftOf,
  ownAddress,
  strangerT1,
  strangerT3,
  TIP_HEIGHT,
} from './testing/wallet-fixture.ts';
import { parseTransaction } from './transaction.ts';
import { verifySigned } from './verify.ts';

const keys = createTestKeys();
const FLUX = 100_000_000n;

const codes = (draft: PaymentDraft, context: BuildContext) => {
  const { errors, warnings } = fluxBuilder.validate(draft, context);
  return { errors: errors.map((issue) => issue.code), warnings: warnings.map((issue) => issue.code) };
};

const wallet = (...values: readonly bigint[]) => contextOf(values.map((value, number) => coinOf(number, value)));

const address = fc
  .tuple(fc.constantFrom('p2pkh' as const, 'p2sh' as const), fc.uint8Array({ minLength: 20, maxLength: 20 }))
  .map(([kind, hash]) => formatDestination({ kind, hash }));

const message = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
  .filter((text) => utf8(text).length <= 80 && !/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/.test(text));

const draft = fc
  .record({
    recipients: fc.array(fc.record({ address, amount: fc.bigInt(546n, 5_000n * FLUX) }), {
      minLength: 1,
      maxLength: 6,
    }),
    message: fc.option(message),
    feePerByte: fc.bigInt(1n, 5n),
  })
  .map((parts) => draftOf(parts));

const coins = fc
  .array(fc.bigInt(1n, 4_000n * FLUX), { minLength: 1, maxLength: 40 })
  .map((values) => values.map((value, number) => coinOf(number, value)));

describe('data instead of a text', () => {
  const data = Uint8Array.from({ length: 80 }, (_, at) => 255 - at);
  const carrying = (change: Partial<PaymentDraft> = {}) => ({ ...draftOf({ message: null }), data, ...change });

  it('stands last, as it is, beside no text; what is stated says so', () => {
    const { unsigned, stated } = fluxBuilder.build(carrying(), wallet(10n * FLUX));
    expect(stated).toMatchObject({ message: null, data });
    const outputs = fluxCodec.decode(unsigned).outputs;
    expect(outputs.at(-1)).toMatchObject({ kind: 'message', bytes: data, text: null });
    expect(comparePayment(fluxCodec.decode(unsigned), stated, (vout) => vout === 1)).toEqual([]);
  });

  it('the same inputs, named in their order, give the same bytes but for the data', () => {
    const context = wallet(3n * FLUX, 2n * FLUX, FLUX);
    const recipients = [{ address: strangerT1, amount: 5n * FLUX }];
    const first = fluxBuilder.build(carrying({ recipients }), context);
    const inputs = fluxCodec.decode(first.unsigned).inputs.map(({ outpoint }) => outpoint);
    const other = Uint8Array.from(data).reverse();
    const second = fluxBuilder.build(carrying({ recipients, inputs, data: other }), context);
    expect(second.stated.fee).toBe(first.stated.fee);
    expect(inputs.length).toBeGreaterThan(1);
    const again = fluxBuilder.build(carrying({ recipients, inputs }), context);
    expect(equalBytes(again.unsigned.bytes, first.unsigned.bytes)).toBe(true);
  });

  it('is refused beside a text, when empty and when too long', () => {
    const context = wallet(10n * FLUX);
    expect(codes(carrying({ message: 'text' }), context).errors).toEqual(['input.bad']);
    expect(codes(carrying({ data: new Uint8Array(0) }), context).errors).toEqual(['input.bad']);
    expect(codes(carrying({ data: new Uint8Array(81) }), context).errors).toEqual(['send.message-too-long']);
  });
});

describe('what is built is what was asked for', () => {
  it('T-06: decode(build(draft)) says the draft, for any draft that validates, with two implementations', () => {
    let built = 0;
    fc.assert(
      fc.property(draft, coins, (payment, spendables) => {
        const context = contextOf(spendables);
        const { errors, fee, amount, total } = fluxBuilder.validate(payment, context);
        if (errors.length > 0) return;
        built += 1;
        const { unsigned, stated } = fluxBuilder.build(payment, context);
        const review = fluxCodec.decode(unsigned);
        const explained = explainPayment(unsigned, review, (path) => formatAddress(keys.publicKey(path)));
        expect(stated.recipients).toEqual(payment.recipients);
        expect(stated.message).toBe(payment.message);
        expect(explained.payments.map(({ vout: _, ...paid }) => paid)).toEqual(stated.recipients);
        expect(explained.message?.text ?? null).toBe(stated.message);
        expect(explained.fee).toBe(stated.fee);
        expect(explained.strange).toEqual([]);
        expect(review.lockTime).toBe(0);
        const spent = explained.payments.reduce((sum, output) => sum + output.amount, 0n);
        const change = explained.change.reduce((sum, output) => sum + output.amount, 0n);
        expect({ fee: review.fee, amount: spent, total: spent + review.fee }).toEqual({ fee, amount, total });
        expect(review.inputTotal).toBe(spent + change + review.fee);
        expect(review.fee).toBeGreaterThanOrEqual(BigInt(review.signedSize) * payment.feePerByte);
        expect(review.expiryHeight).toBe(TIP_HEIGHT + 120);
        for (const output of explained.change) expect(output.amount).toBeGreaterThanOrEqual(546n);
      }),
      { numRuns: 300, seed: 20_261 },
    );
    expect(built).toBeGreaterThan(100);
  });

  it('the same draft and context give the same bytes', () => {
    const context = wallet(3n * FLUX, 2n * FLUX, FLUX);
    const first = fluxBuilder.build(draftOf(), context).unsigned.bytes;
    const shuffled = { ...context, spendables: [...context.spendables].reverse() };
    expect(equalBytes(fluxBuilder.build(draftOf(), shuffled).unsigned.bytes, first)).toBe(true);
  });

  it('puts OP_RETURN last, after change, and a 64-hex message as 64 ASCII characters', () => {
    const text = '22be7ecd828671617222bf5f9dc7dcc4b581ea75a250bc3a53528bf3c375ba60';
    const { unsigned } = fluxBuilder.build(draftOf({ message: text }), wallet(3n * FLUX));
    const review = fluxCodec.decode(unsigned);
    expect(review.outputs.map((output) => output.kind)).toEqual(['address', 'address', 'message']);
    expect(review.outputs.at(-1)).toMatchObject({ text, bytes: utf8(text) });
    expect(unsigned.change).toEqual([{ vout: 1, path: ownAddress(1, 0).path }]);
  });

  it('signed, it is never larger than planned and every signature verifies', async () => {
    const context = wallet(FLUX, FLUX, FLUX, FLUX);
    const payment = draftOf({ recipients: [{ address: strangerT3, amount: 350_000_000n }], message: 'thanks' });
    const { unsigned } = fluxBuilder.build(payment, context);
    const signed = fluxCodec.combine(unsigned, await fluxSigner.sign(unsigned, keys));
    const { signedSize } = fluxCodec.decode(unsigned);
    expect(signed.bytes.length).toBeLessThanOrEqual(signedSize);
    expect(signed.bytes.length).toBeGreaterThan(signedSize - 4 * 4);
    expect(verifySigned(signed.bytes, unsigned.inputs)).toBe(true);
    expect(parseTransaction(signed.bytes).outputs).toHaveLength(3);
  });

  it('sends the maximum: everything worth spending, no change, nothing lost', () => {
    const context = wallet(3n * FLUX, 2n * FLUX, 100n);
    const payment = draftOf({ recipients: [{ address: strangerT1, amount: 'max' }] });
    const { validation, review } = both(payment, context);
    expect(review.inputs).toHaveLength(2);
    expect(validation.total).toBe(5n * FLUX);
    expect(validation.fee).toBe(BigInt(review.signedSize));
  });

  it('pays others and the rest to one', () => {
    const recipients = [
      { address: strangerT1, amount: 'max' as const },
      { address: strangerT3, amount: FLUX },
    ];
    const { review, validation } = both(draftOf({ recipients }), wallet(3n * FLUX, 2n * FLUX));
    expect(validation.total).toBe(5n * FLUX);
    expect(review.outputs).toHaveLength(2);
  });

  it('uses exactly the coins a person has picked', () => {
    const context = wallet(3n * FLUX, 2n * FLUX, 4n * FLUX);
    const inputs = [coinOf(1, 0n).outpoint, coinOf(0, 0n).outpoint];
    const { review } = both(draftOf({ inputs }), context);
    expect(review.inputs.map((input) => input.value)).toEqual([2n * FLUX, 3n * FLUX]);
  });
});

function both(payment: PaymentDraft, context: BuildContext) {
  const validation = fluxBuilder.validate(payment, context);
  expect(validation.errors).toEqual([]);
  return { validation, review: fluxCodec.decode(fluxBuilder.build(payment, context).unsigned) };
}

describe('validation is data', () => {
  const rich = wallet(3n * FLUX, 2n * FLUX);
  const to = (recipient: string, amount: bigint | 'max' = FLUX) =>
    draftOf({ recipients: [{ address: recipient, amount }] });

  it.each<[string, PaymentDraft, string]>([
    ['another chain', draftOf({ chain: 'bitcoin' }), 'chain.not-supported'],
    ['another asset', draftOf({ asset: 'x' }), 'chain.not-supported'],
    ['no recipient', draftOf({ recipients: [] }), 'send.recipient-missing'],
    ['an empty address', to(''), 'send.recipient-missing'],
    ['a Bitcoin address', to('14oLXjfiZpfhS2nfzxqC8K7dwAx7J3W5Ds'), 'chain.bad-address'],
    ['nothing', to(strangerT1, 0n), 'send.amount-zero'],
    ['less than nothing', to(strangerT1, -1n), 'send.amount-zero'],
    ['dust', to(strangerT1, 545n), 'chain.dust'],
    ['more than exists', to(strangerT1, 44_000_000_000_000_001n), 'amount.out-of-range'],
    ['more than there is', to(strangerT1, 6n * FLUX), 'chain.insufficient-funds'],
    ['81 bytes of message', draftOf({ message: `${'é'.repeat(40)}x` }), 'send.message-too-long'],
    ['a control character', draftOf({ message: 'a\u0000b' }), 'input.bad'],
    ['text turned around', draftOf({ message: 'a\u202eb' }), 'input.bad'],
    ['half a character', draftOf({ message: 'a\ud800' }), 'input.bad'],
    ['no fee', draftOf({ feePerByte: 0n }), 'send.fee-below-relay'],
    ['1,001 sat per byte', draftOf({ feePerByte: 1_001n }), 'send.fee-absurd'],
    ['a coin that is not there', draftOf({ inputs: [coinOf(9, 0n).outpoint] }), 'send.input-not-available'],
    ['no coin', draftOf({ inputs: [] }), 'chain.insufficient-funds'],
  ])('refuses %s', (_, payment, code) => {
    const { errors, fee, total } = fluxBuilder.validate(payment, rich);
    expect(errors.map((issue) => issue.code)).toEqual([code]);
    expect({ fee, total }).toEqual({ fee: null, total: null });
    expect(() => fluxBuilder.build(payment, rich)).toThrow(expect.objectContaining({ name: 'WalletError' }));
  });

  it('refuses two maxima and says how much is missing', () => {
    const twice = [
      { address: strangerT1, amount: 'max' as const },
      { address: strangerT3, amount: 'max' as const },
    ];
    expect(codes(draftOf({ recipients: twice }), rich).errors).toEqual(['input.bad']);
    const { errors } = fluxBuilder.validate(to(strangerT1, 6n * FLUX), rich);
    // 5 FLUX in two coins: 1 FLUX and the fee of 27 + 1 + 2 × 148 + 1 + 34 bytes are missing.
    expect(errors[0]?.data).toMatchObject({ missing: String(FLUX + 359n), available: String(5n * FLUX) });
  });

  it('T-07: warns of a high fee, refuses an absurd one', () => {
    const many = contextOf(Array.from({ length: 400 }, (_, number) => coinOf(number, 1_000_000n)));
    const small = to(strangerT1, 'max');
    expect(codes({ ...small, feePerByte: 100n }, many)).toMatchObject({
      errors: [],
      warnings: ['send.fee-high', 'send.leaves-nothing'],
    });
    const absurd = fluxBuilder.validate(
      { ...small, feePerByte: 900n },
      wallet(...Array.from({ length: 900 }, () => 2_000_000n)),
    );
    expect(absurd.errors.map((issue) => issue.code)).toEqual(['send.fee-absurd']);
  });

  it('says what should be questioned', () => {
    expect(codes(to(ownAddress(0, 0).address), rich).warnings).toEqual(['send.recipient-own']);
    expect(codes(to('t1Hsc1LR8yKnbbe3twRp88p6vFfC5t7DLbs'), rich).warnings).toEqual(['send.recipient-nobody']);
    const again = [
      { address: strangerT1, amount: FLUX },
      { address: strangerT1, amount: FLUX },
    ];
    expect(codes(draftOf({ recipients: again }), rich).warnings).toEqual(['send.duplicate-recipient']);
    expect(codes(to(strangerT1, 'max'), rich).warnings).toEqual(['send.leaves-nothing']);
  });

  it('gives what would be dust to the fee and says so', () => {
    // One coin: 27 + 1 + 148 + 1 + 34 = 211 bytes without change.
    const context = wallet(FLUX + 211n + 300n);
    const { validation, review } = both(draftOf(), context);
    expect(validation.fee).toBe(511n);
    expect(validation.warnings.map((issue) => issue.code)).toEqual(['send.leaves-dust', 'send.leaves-nothing']);
    expect(review.outputs).toHaveLength(1);
  });

  it('says how many coins fit when a payment would be too large', () => {
    const crumbs = contextOf(Array.from({ length: 13_000 }, (_, number) => coinOf(number, 10_000n)));
    const { errors } = fluxBuilder.validate(to(strangerT1, 'max'), crumbs);
    expect(errors).toMatchObject([{ code: 'chain.too-large', data: { inputs: 12_161 } }]);
  });

  it('does not sign for watched coins and makes no change without a path', () => {
    const watched = coinOf(0, 3n * FLUX, { owner: { ...ownAddress(0, 0), path: null } });
    expect(codes(draftOf(), contextOf([watched])).errors).toEqual(['chain.insufficient-funds']);
    const noPath = contextOf([coinOf(0, 3n * FLUX)], { changeAddress: { ...ownAddress(1, 0), path: null } });
    expect(codes(draftOf(), noPath).errors).toEqual(['chain.bad-address']);
  });

  it('refuses a coin whose script is not that of its address', () => {
    const lie = coinOf(0, 3n * FLUX, { scriptPubKey: coinOf(1, 0n).scriptPubKey });
    expect(() => fluxBuilder.build(draftOf(), contextOf([lie]))).toThrow('chain.bad-transaction');
  });

  it('never throws anything but coded errors, whatever the draft says', () => {
    const wild = fc.record({
      recipients: fc.array(
        fc.record({ address: fc.string(), amount: fc.oneof(fc.bigInt(), fc.constant('max' as const)) }),
        { maxLength: 4 },
      ),
      message: fc.option(fc.string({ unit: 'binary' })),
      feePerByte: fc.bigInt(),
    });
    fc.assert(
      fc.property(wild, coins, (parts, spendables) => {
        const payment = draftOf(parts);
        const { errors } = fluxBuilder.validate(payment, contextOf(spendables));
        try {
          fluxBuilder.build(payment, contextOf(spendables));
          expect(errors).toEqual([]);
        } catch (error) {
          expect(isWalletError(error)).toBe(true);
        }
      }),
      { numRuns: 300, seed: 4 },
    );
  });
});

describe('T-08: node collateral stays where it is', () => {
  const collateral = coinOf(0, currentCollateral('cumulus'), { state: 'collateral' });
  const unmarked: Spendable = { ...collateral, state: 'spendable' };
  const small = coinOf(1, 2n * FLUX);

  it('is not spent, even when the reader forgot to mark it', () => {
    for (const coin of [collateral, unmarked]) {
      const context = contextOf([coin, small]);
      const { errors } = fluxBuilder.validate(
        draftOf({ recipients: [{ address: strangerT1, amount: 5n * FLUX }] }),
        context,
      );
      expect(errors).toMatchObject([
        { code: 'chain.insufficient-funds', data: { collateral: String(currentCollateral('cumulus')) } },
      ]);
      expect(codes(draftOf({ inputs: [coin.outpoint] }), context).errors).toEqual(['send.spends-collateral']);
    }
  });

  it('is spent once the person has unlocked it, with a warning, and only when needed', () => {
    const context = contextOf([collateral, small]);
    const unlocked = { unlockedCollateral: [collateral.outpoint] };
    expect(codes(draftOf({ ...unlocked, recipients: [{ address: strangerT1, amount: 5n * FLUX }] }), context)).toEqual({
      errors: [],
      warnings: ['send.spends-collateral'],
    });
    expect(codes(draftOf(unlocked), context).warnings).toEqual([]);
  });
});
