import { secp256k1 } from '@noble/curves/secp256k1.js';
import fc from 'fast-check';
import * as tiny from 'tiny-secp256k1';
import { describe, expect, it } from 'vitest';
import { toHex } from '../primitives/index.ts';
import { nobleEngine } from './noble-engine.ts';
import { createTinyEngine } from './tiny-engine.ts';

const engine = createTinyEngine(tiny);
const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
const key = bytes32.filter((bytes) => secp256k1.utils.isValidSecretKey(bytes));

describe('the engine on tiny-secp256k1', () => {
  it('gives the same keys and signatures as @noble/curves, bit for bit', () => {
    fc.assert(
      fc.property(bytes32, key, (digest, privateKey) => {
        expect(toHex(engine.publicKey(privateKey))).toBe(toHex(nobleEngine.publicKey(privateKey)));
        expect(toHex(engine.sign(digest, privateKey))).toBe(toHex(nobleEngine.sign(digest, privateKey)));
        const [ours, theirs] = [engine, nobleEngine].map((one) => one.signRecoverable(digest, privateKey));
        expect(toHex(ours?.signature ?? new Uint8Array())).toBe(toHex(theirs?.signature ?? new Uint8Array()));
        expect(ours?.recoveryId).toBe(theirs?.recoveryId);
      }),
      { numRuns: 200 },
    );
  });

  it('refuses bytes that are no private key', () => {
    for (const privateKey of [new Uint8Array(32), new Uint8Array(32).fill(255)]) {
      expect(() => engine.publicKey(privateKey)).toThrow();
      expect(() => engine.sign(new Uint8Array(32), privateKey)).toThrow();
    }
  });
});
