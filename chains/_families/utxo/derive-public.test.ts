import { HDKey } from '@scure/bip32';
import { BIP32Factory } from 'bip32';
import fc from 'fast-check';
import * as tiny from 'tiny-secp256k1';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../wallet-core/primitives/index.ts';
import { derivePublicKeys, type ExtendedPublicKey } from './derive-public.ts';

const bip32 = BIP32Factory(tiny);
const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });

function extendedKey(node: HDKey): ExtendedPublicKey {
  if (node.publicKey === null || node.chainCode === null) throw new TypeError('no key');
  return { publicKey: node.publicKey, chainCode: node.chainCode };
}

describe('public derivation', () => {
  it('agrees with @scure/bip32 and bip32 for any account and index', () => {
    fc.assert(
      fc.property(seed, fc.nat(0x7fffff00), fc.integer({ min: 1, max: 4 }), (bytes, start, count) => {
        const node = HDKey.fromMasterSeed(bytes).derive("m/44'/19167'/0'/0");
        const other = bip32.fromBase58(node.publicExtendedKey);
        const keys = derivePublicKeys(extendedKey(node), start, count).map(toHex);
        expect(keys).toHaveLength(count);
        expect(derivePublicKeys(extendedKey(node), start, count, tiny.pointAddScalar).map(toHex)).toEqual(keys);
        for (const [offset, key] of keys.entries()) {
          expect(key).toBe(toHex(node.deriveChild(start + offset).publicKey ?? new Uint8Array()));
          expect(key).toBe(toHex(other.derive(start + offset).publicKey));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('refuses hardened indices and keys that are none', () => {
    const node = extendedKey(HDKey.fromMasterSeed(new Uint8Array(32).fill(1)));
    expect(derivePublicKeys(node, 0, 0)).toEqual([]);
    expect(derivePublicKeys(node, 0x7fffffff, 1)).toHaveLength(1);
    expect(() => derivePublicKeys(node, 0x7fffffff, 2)).toThrow(RangeError);
    expect(() => derivePublicKeys(node, -1, 1)).toThrow(RangeError);
    expect(() => derivePublicKeys(node, 0, 1, () => null)).toThrow(RangeError);
    expect(() => derivePublicKeys({ ...node, publicKey: new Uint8Array(33) }, 0, 1)).toThrow();
  });
});
