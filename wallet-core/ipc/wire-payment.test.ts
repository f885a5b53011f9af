import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StatedPayment, Unsigned } from '../chain-contract/index.ts';
import { type DerivationPath, toHex, unsafeBrand } from '../primitives/index.ts';
import { shapes } from './index.ts';
import {
  fromOutpointText,
  fromWireStated,
  fromWireStatedData,
  fromWireUnsigned,
  toOutpointText,
  toWireStated,
  toWireStatedData,
  toWireUnsigned,
} from './wire-payment.ts';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });
const amount = fc.bigInt({ min: 0n, max: 44_000_000_000_000_000n });
const path = fc
  .integer({ min: 0, max: 1_000_000 })
  .map((index) => unsafeBrand<DerivationPath>(`m/44'/19167'/0'/1/${index}`));

const unsigned: fc.Arbitrary<Unsigned> = fc.record({
  chain: fc.constant('flux' as const),
  bytes,
  inputs: fc.array(fc.record({ value: amount, scriptPubKey: bytes, path }), { maxLength: 5 }),
  change: fc.array(fc.record({ vout: fc.nat(10), path }), { maxLength: 2 }),
});

const stated: fc.Arbitrary<StatedPayment> = fc.record({
  kind: fc.constant('payment' as const),
  chain: fc.constant('flux' as const),
  asset: fc.constant('native'),
  recipients: fc.array(fc.record({ address: fc.stringMatching(/^[!-~]{1,40}$/), amount }), {
    minLength: 1,
    maxLength: 4,
  }),
  message: fc.option(fc.constant('lunch'), { nil: null }),
  fee: amount,
});

/** Vitest compares Uint8Arrays by realm; text is enough here. */
const comparable = (value: unknown) =>
  JSON.stringify(value, (_key, part) =>
    typeof part === 'bigint' ? `${part}n` : part instanceof Uint8Array ? toHex(part) : part,
  );

describe('payment shapes on the wire', () => {
  it('unsigned bytes come back as they went, through their schema', () => {
    fc.assert(
      fc.property(unsigned, (value) => {
        const wire = shapes.unsignedTransaction.parse(JSON.parse(JSON.stringify(toWireUnsigned(value))));
        expect(comparable(fromWireUnsigned(wire))).toBe(comparable(value));
      }),
    );
  });

  it('stated payments come back as they went, through their schema', () => {
    fc.assert(
      fc.property(stated, (value) => {
        const wire = shapes.statedPayment.parse(JSON.parse(JSON.stringify(toWireStated(value))));
        expect(comparable(fromWireStated(wire))).toBe(comparable(value));
      }),
    );
  });

  it('data goes in a form of its own, which is not the app window’s', () => {
    const data = fc.uint8Array({ minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(stated, data, (value, bytesOfIt) => {
        const carrying = { ...value, message: null, data: bytesOfIt };
        const wire = shapes.statedData.parse(JSON.parse(JSON.stringify(toWireStatedData(carrying))));
        expect(comparable(fromWireStatedData(wire))).toBe(comparable(carrying));
        expect(shapes.statedPayment.safeParse(wire).success).toBe(false);
        expect(() => toWireStated(carrying)).toThrow(RangeError);
        expect(() => toWireStatedData(value)).toThrow(RangeError);
      }),
    );
  });

  it('outpoints come back as they went', () => {
    const text = `${'ab'.repeat(32)}:7`;
    expect(toOutpointText(fromOutpointText(text))).toBe(text);
  });
});
