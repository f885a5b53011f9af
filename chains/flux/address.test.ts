import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from '../../wallet-core/primitives/zod.ts';
import {
  addressOfScript,
  destinationScript,
  formatAddress,
  formatDestination,
  isNobodysAddress,
  parseAddress,
  parseDestination,
} from './address.ts';

const destination = fc.record({
  kind: fc.constantFrom('p2pkh' as const, 'p2sh' as const),
  hash: fc.uint8Array({ minLength: 20, maxLength: 20 }),
});

const vectors = z
  .object({
    cases: z.array(
      z.object({
        id: z.string(),
        chain: z.string(),
        address: z.string(),
        valid: z.boolean(),
        reason: z.string().optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('../../e2e/vectors/addresses-valid-invalid.json', import.meta.url), 'utf8')));

describe('addresses', () => {
  it('round-trip through text and script', () => {
    fc.assert(
      fc.property(destination, (value) => {
        const text = formatDestination(value);
        expect(text).toMatch(value.kind === 'p2pkh' ? /^t1/ : /^t3/);
        expect(parseDestination(text)).toEqual({ ok: true, value });
        expect(addressOfScript(destinationScript(value))).toBe(text);
      }),
    );
  });

  it('have one form: no other text of the same length parses to the same destination', () => {
    fc.assert(
      fc.property(
        destination,
        fc.nat(34),
        fc.constantFrom(...'123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'),
        (value, at, character) => {
          const text = formatDestination(value);
          const changed = text.slice(0, at) + character + text.slice(at + 1);
          expect(parseAddress(changed).ok).toBe(changed === text);
        },
      ),
    );
  });

  it.each(vectors.cases.filter((one) => one.chain === 'flux' && !one.valid))(
    'names the mistake: $id $reason',
    ({ address, reason }) => {
      expect(parseAddress(address)).toEqual({ ok: false, reason });
    },
  );

  it('answers any text without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String()), (text) => {
        expect(parseAddress(text).ok).toBe(false);
      }),
    );
    expect(parseAddress('1'.repeat(1_000_000))).toEqual({ ok: false, reason: 'length' });
  });

  it('refuses bytes that are no public key and hashes of another length', () => {
    expect(() => formatAddress(new Uint8Array(33))).toThrow(RangeError);
    expect(() => formatDestination({ kind: 'p2sh', hash: new Uint8Array(19) })).toThrow(RangeError);
    expect(addressOfScript(Uint8Array.of(0x6a))).toBeNull();
  });

  it('questions the address nobody holds', () => {
    const hash = new Uint8Array(20);
    expect(isNobodysAddress(formatDestination({ kind: 'p2sh', hash }))).toBe(true);
    expect(isNobodysAddress('t1T8yaLVhNqxA5KJcmiqqFN88e8DNp2PBfF')).toBe(false);
    expect(isNobodysAddress('nonsense')).toBe(false);
  });
});
