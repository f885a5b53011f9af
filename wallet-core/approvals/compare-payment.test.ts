import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Review, ReviewOutput, StatedPayment } from '../chain-contract/index.ts';
import { type AddressText, unsafeBrand, utf8 } from '../primitives/index.ts';
import { comparePayment } from './compare-payment.ts';

const address = (name: string): AddressText => unsafeBrand<AddressText>(name);

interface Case {
  review: Review;
  stated: StatedPayment;
  ownChange: ReadonlySet<number>;
}

interface Parts {
  readonly recipients: readonly { readonly address: string; readonly amount: bigint }[];
  readonly change: readonly bigint[];
  readonly message: string | null;
  readonly fee: bigint;
}

function build({ recipients, change, message, fee }: Parts): Case {
  const outputs: ReviewOutput[] = [];
  for (const recipient of recipients) {
    outputs.push({
      kind: 'address',
      vout: outputs.length,
      address: address(recipient.address),
      amount: recipient.amount,
    });
  }
  const ownChange = new Set<number>();
  change.forEach((amount, at) => {
    ownChange.add(outputs.length);
    outputs.push({ kind: 'address', vout: outputs.length, address: address(`t1own${at}`), amount });
  });
  if (message !== null) outputs.push({ kind: 'message', vout: outputs.length, bytes: utf8(message), text: message });
  return { review: withOutputs(outputs, fee), stated: statedOf(recipients, message, fee), ownChange };
}

function withOutputs(outputs: readonly ReviewOutput[], fee: bigint): Review {
  const paid = outputs.reduce((sum, output) => sum + (output.kind === 'message' ? 0n : output.amount), 0n);
  const inputTotal = paid + fee;
  return { chain: 'flux', outputs, inputTotal, fee, signedSize: 226, expiryHeight: 100, lockTime: 0, inputs: [] };
}

function statedOf(recipients: Parts['recipients'], message: string | null, fee: bigint): StatedPayment {
  return { kind: 'payment', chain: 'flux', asset: 'native', recipients, message, fee };
}

function codes({ review, stated, ownChange }: Case): string[] {
  return comparePayment(review, stated, (vout) => ownChange.has(vout)).map(({ code, vout }) => `${code} ${vout}`);
}

const usual: Parts = { recipients: [{ address: 't1bob', amount: 500n }], change: [300n], message: 'rent', fee: 10n };

function changed(parts: Partial<Parts>, more: Partial<Case> = {}): Case {
  return { ...build({ ...usual, ...parts }), stated: build(usual).stated, ...more };
}

describe('T-06: comparePayment', () => {
  it('finds nothing when all is as stated', () => {
    expect(codes(build(usual))).toEqual([]);
    expect(codes(build({ ...usual, change: [], message: null }))).toEqual([]);
    expect(codes(build({ ...usual, change: [1n, 2n] }))).toEqual([]);
  });

  it('names another recipient, another amount, and both', () => {
    expect(codes(changed({ recipients: [{ address: 't1eve', amount: 500n }] }))).toEqual(['recipient 0']);
    expect(codes(changed({ recipients: [{ address: 't1bob', amount: 501n }] }))).toEqual(['amount 0']);
    expect(codes(changed({ recipients: [{ address: 't1eve', amount: 501n }] }))).toEqual([
      'extra-output 0',
      'missing-output null',
    ]);
  });

  it('names change that is not derived from own keys', () => {
    expect(codes({ ...build(usual), ownChange: new Set() })).toEqual(['change-to-stranger 1']);
    const two = build({ ...usual, change: [300n, 20n] });
    expect(codes({ ...two, ownChange: new Set([1]) })).toEqual(['extra-output 2']);
  });

  it('names outputs too many and too few', () => {
    const more = [...usual.recipients, { address: 't1eve', amount: 1n }];
    expect(codes(changed({ recipients: more }))).toEqual(['extra-output 1']);
    expect(codes(changed({ recipients: [] }))).toEqual(['missing-output null']);
    expect(codes(build({ ...usual, recipients: [] }))).toEqual(['missing-output null']);
    const script: ReviewOutput = { kind: 'script', vout: 9, script: Uint8Array.of(0x51), amount: 0n };
    const base = build(usual);
    expect(codes({ ...base, review: withOutputs([...base.review.outputs, script], 10n) })).toEqual(['extra-output 9']);
  });

  it('counts a recipient stated twice twice, and stated once once', () => {
    const twice = [...usual.recipients, ...usual.recipients];
    expect(codes(build({ ...usual, recipients: twice }))).toEqual([]);
    expect(codes(changed({ recipients: twice }))).toEqual(['extra-output 1']);
    const once = { ...build(usual), stated: build({ ...usual, recipients: twice }).stated };
    expect(codes(once)).toEqual(['missing-output null']);
  });

  it('lets a person pay themselves, but not less than stated', () => {
    const self = build({ ...usual, recipients: [{ address: 't1own0', amount: 5n }], change: [7n] });
    expect(codes({ ...self, ownChange: new Set([0, 1]) })).toEqual([]);
    const less = { ...self, stated: statedOf([{ address: 't1own0', amount: 6n }], usual.message, 10n) };
    expect(codes({ ...less, ownChange: new Set([0, 1]) })).toEqual(['missing-output null']);
  });

  it('names the fee', () => {
    expect(codes(changed({ fee: 11n }))).toEqual(['fee-higher null']);
    expect(codes(changed({ fee: 9n }))).toEqual(['fee-differs null']);
    const base = build(usual);
    expect(codes({ ...base, review: { ...base.review, inputTotal: base.review.inputTotal + 1n } })).toEqual([
      'fee-differs null',
    ]);
  });

  it('names the message: other, missing, added, twice, or bytes that only look like it', () => {
    expect(codes(changed({ message: 'rent!' }))).toEqual(['message 2']);
    expect(codes(changed({ message: null }))).toEqual(['message null']);
    expect(codes({ ...build(usual), stated: { ...build(usual).stated, message: null } })).toEqual(['message 2']);
    const base = build(usual);
    const second: ReviewOutput = { kind: 'message', vout: 3, bytes: utf8('rent'), text: 'rent' };
    expect(codes({ ...base, review: { ...base.review, outputs: [...base.review.outputs, second] } })).toEqual([
      'message 2',
    ]);
    const fake: ReviewOutput = { kind: 'message', vout: 2, bytes: utf8('RENT'), text: 'rent' };
    expect(codes({ ...base, review: { ...base.review, outputs: [...base.review.outputs.slice(0, 2), fake] } })).toEqual(
      ['message 2'],
    );
    const unread: ReviewOutput = { kind: 'message', vout: 2, bytes: Uint8Array.of(0xff), text: null };
    expect(
      codes({ ...base, review: { ...base.review, outputs: [...base.review.outputs.slice(0, 2), unread] } }),
    ).toEqual(['message 2']);
  });

  it('names data that is other, missing, added, or beside a text', () => {
    const bytes = Uint8Array.of(0xff, 1, 2);
    const output: ReviewOutput = { kind: 'message', vout: 2, bytes, text: null };
    const carrying = build({ ...usual, message: null });
    const review = withOutputs([...carrying.review.outputs, output], usual.fee);
    const stated = { ...carrying.stated, data: bytes };
    expect(codes({ ...carrying, review, stated })).toEqual([]);
    expect(codes({ ...carrying, review, stated: { ...stated, data: Uint8Array.of(1) } })).toEqual(['message 2']);
    expect(codes({ ...carrying, review, stated: { ...stated, message: 'rent' } })).toEqual(['message 2']);
    expect(codes({ ...carrying, review })).toEqual(['message 2']);
    expect(codes({ ...carrying, stated })).toEqual(['message null']);
  });

  it('names another chain or asset', () => {
    const base = build(usual);
    expect(codes({ ...base, review: { ...base.review, chain: 'bitcoin' } })).toEqual(['wrong-chain null']);
    expect(codes({ ...base, stated: { ...base.stated, asset: '0x720CD16b011b987Da3518fbf38c3071d4F0D1495' } })).toEqual(
      ['wrong-chain null'],
    );
  });

  it('E-28: takes nothing but true for proof', () => {
    const base = build(usual);
    const loose = ((vout: number) => (vout === 1 ? 'yes' : undefined)) as unknown as (vout: number) => boolean;
    expect(comparePayment(base.review, base.stated, loose)).toEqual([{ code: 'change-to-stranger', vout: 1 }]);
  });
});

const amounts = fc.bigInt({ min: 1n, max: 44_000_000_000_000_000n });
const parts: fc.Arbitrary<Parts> = fc.record({
  recipients: fc.array(fc.record({ address: fc.constantFrom('t1bob', 't1carol', 't1dave'), amount: amounts }), {
    minLength: 1,
    maxLength: 5,
  }),
  change: fc.array(amounts, { maxLength: 2 }),
  message: fc.option(fc.string({ maxLength: 20 }), { nil: null }),
  fee: amounts,
});

/** Every way to change one field of what the bytes say, in the hands of somebody who wants the money. */
const mutations: readonly ((item: Case, at: number) => Case)[] = [
  (item, at) =>
    mutateOutput(item, at, (output) => (output.kind === 'address' ? { ...output, address: address('t1eve') } : output)),
  (item, at) =>
    mutateOutput(item, at, (output) =>
      output.kind === 'message' ? output : { ...output, amount: output.amount + 1n },
    ),
  (item, at) => ({
    ...item,
    review: withOutputs(
      item.review.outputs.filter((_, index) => index !== at),
      item.review.fee,
    ),
  }),
  (item) => ({ ...item, review: { ...item.review, fee: item.review.fee + 1n } }),
  (item) => ({ ...item, review: { ...item.review, fee: item.review.fee - 1n } }),
  (item) => ({ ...item, review: { ...item.review, chain: 'bitcoin' } }),
  (item) => ({ ...item, stated: { ...item.stated, fee: item.stated.fee - 1n } }),
  (item) => ({ ...item, stated: { ...item.stated, message: `${item.stated.message ?? ''}x` } }),
  (item) => append(item, { kind: 'address', vout: 99, address: address('t1eve'), amount: 1n }),
  (item) => append(item, { kind: 'script', vout: 99, script: Uint8Array.of(0x6a), amount: 0n }),
  (item) => append(item, { kind: 'message', vout: 99, bytes: utf8('x'), text: 'x' }),
];

function append(item: Case, output: ReviewOutput): Case {
  return { ...item, review: withOutputs([...item.review.outputs, output], item.review.fee) };
}

function mutateOutput(item: Case, at: number, change: (output: ReviewOutput) => ReviewOutput): Case {
  const outputs = item.review.outputs.map((output, index) => (index === at ? change(output) : output));
  return { ...item, review: withOutputs(outputs, item.review.fee) };
}

describe('T-06: any payment', () => {
  it('is accepted as stated, in any order of outputs (property)', () => {
    fc.assert(
      fc.property(parts, fc.nat(), (some, turn) => {
        const item = build(some);
        expect(codes(item)).toEqual([]);
        const count = item.review.outputs.length;
        const turned = item.review.outputs
          .map((_, at) => item.review.outputs[(at + turn) % count])
          .filter((output) => output !== undefined);
        expect(codes({ ...item, review: { ...item.review, outputs: turned } })).toEqual([]);
      }),
    );
  });

  it('is refused when any field is changed (property)', () => {
    fc.assert(
      fc.property(parts, fc.nat({ max: 7 }), fc.constantFrom(...mutations), (some, position, mutate) => {
        const item = build(some);
        // Only outputs that pay somebody: own change may take any form as long as it is own.
        const payees = item.review.outputs.filter(({ vout }) => !item.ownChange.has(vout));
        const target = payees[position % payees.length]?.vout ?? 0;
        const before = JSON.stringify(item, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
        const mutated = mutate(item, target);
        const after = JSON.stringify(mutated, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
        fc.pre(before !== after);
        expect(codes(mutated)).not.toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('is refused when change is not proven to be own (property)', () => {
    fc.assert(
      fc.property(parts, (some) => {
        const item = build({ ...some, change: [...some.change, 5n] });
        expect(codes({ ...item, ownChange: new Set() })).not.toEqual([]);
      }),
    );
  });
});
