import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChainCodec, ChainModel } from '../index.ts';

export interface AddressSubject {
  readonly codec: Pick<ChainCodec<ChainModel>, 'parseAddress' | 'formatAddress'>;
  readonly publicKeys: fc.Arbitrary<Uint8Array>;
  readonly validAddresses: readonly string[];
  /** Wrong checksum, other network, other chain, empty, with spaces. */
  readonly invalidAddresses: readonly string[];
}

/** Round trips, refusals with reasons, and a parser that never throws: the same for every chain. */
export function describeAddresses(name: string, subject: AddressSubject): void {
  const { codec } = subject;
  describe(`${name} conforms: addresses`, () => {
    it('parse(format(key)) = format(key), for any key', () => {
      fc.assert(
        fc.property(subject.publicKeys, (publicKey) => {
          const address = codec.formatAddress(publicKey);
          expect(codec.parseAddress(address)).toEqual({ ok: true, value: address });
        }),
        { numRuns: 50 },
      );
    });

    it.each(subject.validAddresses)('%s is accepted, and its canonical form is itself accepted', (text) => {
      const parsed = codec.parseAddress(text);
      expect(parsed.ok).toBe(true);
      if (parsed.ok) expect(codec.parseAddress(parsed.value)).toEqual(parsed);
    });

    it.each(subject.invalidAddresses)('%j is refused with a reason', (text) => {
      expect(codec.parseAddress(text)).toMatchObject({ ok: false });
    });

    it('no text makes the parser throw', () => {
      const nearly = fc
        .tuple(fc.constantFrom(...subject.validAddresses), fc.nat(60), fc.string({ unit: 'binary', maxLength: 2 }))
        .map(([address, at, insert]) => address.slice(0, at) + insert + address.slice(at + 1));
      fc.assert(
        fc.property(fc.oneof(nearly, fc.string({ unit: 'binary' })), (text) => {
          expect(typeof codec.parseAddress(text).ok).toBe('boolean');
        }),
        { numRuns: 500 },
      );
    });
  });
}
