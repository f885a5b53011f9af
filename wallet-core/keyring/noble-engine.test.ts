import fc from 'fast-check';
import * as libsecp256k1 from 'tiny-secp256k1';
import { describe, expect, it } from 'vitest';
import { toHex } from '../primitives/index.ts';
import { nobleEngine } from './noble-engine.ts';

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('the noble engine', () => {
  it('signs and derives exactly as libsecp256k1 does (property)', () => {
    fc.assert(
      fc.property(bytes32, bytes32, (digest, key) => {
        fc.pre(libsecp256k1.isPrivate(key));
        expect(toHex(nobleEngine.sign(digest, key))).toBe(toHex(libsecp256k1.sign(digest, key)));
        expect(toHex(nobleEngine.publicKey(key))).toBe(
          toHex(libsecp256k1.pointFromScalar(key, true) ?? new Uint8Array()),
        );
        const ours = nobleEngine.signRecoverable(digest, key);
        const other = libsecp256k1.signRecoverable(digest, key);
        expect(toHex(ours.signature)).toBe(toHex(other.signature));
        expect(ours.recoveryId).toBe(other.recoveryId);
      }),
    );
  });
});
