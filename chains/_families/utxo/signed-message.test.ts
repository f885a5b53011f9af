import { secp256k1 } from '@noble/curves/secp256k1.js';
import { base64 } from '@scure/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nobleEngine } from '../../../wallet-core/keyring/noble-engine.ts';
import { hash160 } from './hashes.ts';
import { formatMessageSignature, MAX_MESSAGE_BYTES, messageDigest, verifyMessage } from './signed-message.ts';

const magic = 'Some Signed Message:\n';
const key = new Uint8Array(32).fill(11);
const hash = (compressed: boolean) => hash160(secp256k1.getPublicKey(key, compressed));
const sign = (text: string, compressed: boolean) =>
  formatMessageSignature(nobleEngine.signRecoverable(messageDigest(magic, text), key), compressed);

describe('signed messages', () => {
  it('verify for the key form they were made for, with their own text and magic only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.boolean(), (text, compressed) => {
        const signature = sign(text, compressed);
        expect(signature).toMatch(/^[A-Za-z0-9+/]{87}=$/);
        expect(verifyMessage(magic, hash(compressed), text, signature)).toBe(true);
        expect(verifyMessage(magic, hash(!compressed), text, signature)).toBe(false);
        expect(verifyMessage(magic, hash(compressed), `${text} `, signature)).toBe(false);
        expect(verifyMessage('Other Signed Message:\n', hash(compressed), text, signature)).toBe(false);
      }),
      { numRuns: 20 },
    );
  });

  it('answer false to any malformed signature', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.base64String()),
        (signature) => !verifyMessage(magic, hash(true), 'x', signature),
      ),
    );
    // Set bits behind the 65th byte: the same signature in a second spelling.
    expect(verifyMessage(magic, hash(true), 'x', `${sign('x', true).slice(0, 86)}B=`)).toBe(false);
  });

  it('have headers 27 to 34 only: no second spelling of the recovery id', () => {
    const bytes = base64.decode(sign('x', true));
    const withHeader = (change: number) => base64.encode(Uint8Array.of((bytes[0] ?? 0) + change, ...bytes.subarray(1)));
    expect(verifyMessage(magic, hash(true), 'x', withHeader(0))).toBe(true);
    for (const change of [8, 16, -8, 128])
      expect(verifyMessage(magic, hash(true), 'x', withHeader(change))).toBe(false);
  });

  it('are not made of broken or endless text', () => {
    expect(() => messageDigest(magic, 'a\ud800')).toThrow(expect.objectContaining({ code: 'input.bad' }));
    expect(() => messageDigest(magic, 'a'.repeat(MAX_MESSAGE_BYTES + 1))).toThrow(
      expect.objectContaining({ code: 'input.too-long' }),
    );
    expect(verifyMessage(magic, hash(true), 'a\ud800', sign('a', true))).toBe(false);
  });
});
