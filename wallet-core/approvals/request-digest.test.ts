import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SignRequest } from '../chain-contract/index.ts';
import { type DerivationPath, unsafeBrand } from '../primitives/index.ts';
import { digestRequest } from './request-digest.ts';

const path = unsafeBrand<DerivationPath>("m/44'/19167'/0'/0/0");

function payment(
  change: (draft: {
    amount: bigint;
    address: string;
    bytes: Uint8Array;
    vout: number;
    value: bigint;
  }) => void = () => {},
) {
  const draft = { amount: 5n, address: 't1abc', bytes: Uint8Array.of(1, 2, 3), vout: 1, value: 9n };
  change(draft);
  const request: SignRequest = {
    kind: 'payment',
    stated: {
      kind: 'payment',
      chain: 'flux',
      asset: 'native',
      recipients: [{ address: draft.address, amount: draft.amount }],
      message: null,
      fee: 2n,
    },
    unsigned: {
      chain: 'flux',
      bytes: draft.bytes,
      inputs: [{ value: draft.value, scriptPubKey: Uint8Array.of(7), path }],
      change: [{ vout: draft.vout, path }],
    },
  };
  return request;
}

describe('digestRequest', () => {
  it('is the same for equal requests, whatever the order of their members', () => {
    const request = payment();
    const reversed = Object.fromEntries(Object.entries(request).reverse()) as SignRequest;
    expect(digestRequest(request)).toMatch(/^[0-9a-f]{64}$/);
    expect(digestRequest(reversed)).toBe(digestRequest(request));
    expect(digestRequest(payment())).toBe(digestRequest(request));
  });

  it('E-28: differs for every changed field', () => {
    const digests = [
      payment(),
      payment((draft) => {
        draft.amount = 6n;
      }),
      payment((draft) => {
        draft.address = 't1abd';
      }),
      payment((draft) => {
        draft.bytes = Uint8Array.of(1, 2, 4);
      }),
      payment((draft) => {
        draft.vout = 0;
      }),
      payment((draft) => {
        draft.value = 10n;
      }),
      { kind: 'message', chain: 'flux', path, text: 'hello' },
      { kind: 'message', chain: 'bitcoin', path, text: 'hello' },
    ] satisfies SignRequest[];
    expect(new Set(digests.map(digestRequest)).size).toBe(digests.length);
  });

  it('keeps kinds apart: text, bytes, bigint and number never look the same (property)', () => {
    const values = fc.oneof(
      fc.string(),
      fc.bigInt(),
      fc.maxSafeInteger(),
      fc.uint8Array({ maxLength: 4 }),
      fc.constant(null),
    );
    const digestOf = (value: unknown): string =>
      digestRequest({ kind: 'message', text: value } as unknown as SignRequest);
    fc.assert(
      fc.property(values, values, (a, b) => {
        const isEqual = a instanceof Uint8Array && b instanceof Uint8Array ? a.join() === b.join() : Object.is(a, b);
        // 0 and -0 are one number.
        fc.pre(!(a === 0 && b === 0));
        expect(digestOf(a) === digestOf(b)).toBe(isEqual);
      }),
    );
    expect(digestOf(['a', 'b'])).not.toBe(digestOf(['a,b']));
    expect(() => digestOf(undefined)).toThrow(RangeError);
    expect(() => digestOf(0.5)).toThrow(RangeError);
  });
});
