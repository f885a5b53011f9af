import { readFileSync } from 'node:fs';
import { HDKey } from '@scure/bip32';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DerivationPath, fromHex, SecretBytes, toHex, unsafeBrand } from '../primitives/index.ts';
import { deriveAccountNode, deriveChildNode, deriveChildPrivateKey, eraseNode } from './bip32.ts';
import { matchScheme } from './match-path.ts';
import { pathTable } from './paths.ts';
import { deriveEd25519 } from './slip10.ts';

const path = (text: string): DerivationPath => unsafeBrand<DerivationPath>(text);
const secret = (hex: string): SecretBytes => new SecretBytes(fromHex(hex));

describe('BIP32', () => {
  // BIP32 test vector 1, chain m/0'/1/2'.
  it('gives the xpub of the published vector', () => {
    const node = deriveAccountNode(secret('000102030405060708090a0b0c0d0e0f'), path("m/0'/1/2'"));
    expect(node.xpub).toBe(
      'xpub6D4BDPcP2GT577Vvch3R8wDkScZWzQzMMUm3PWbmWvVJrZwQY4VUNgqFJPMM3No2dFDFGTsxxpG5uJh7n7epu4trkrX7x7DogT5Uv6fcLW5',
    );
    expect(() => deriveAccountNode(secret('00'.repeat(16)), path("m/00'"))).toThrow(RangeError);
  });

  // BIP32 test vector 3: a leading zero byte is kept (seed of the vector, chain m/0').
  it('keeps leading zeros of keys', () => {
    const seed =
      '4b381541583be4423346c643850da4b320e46a87ae3d2a4e6da11eba819cd4acba45d239319ac14f863b8d5ab5a0d0c64d2e8a1e7d1457df2e5a3c51c73235be';
    expect(deriveAccountNode(secret(seed), path("m/0'")).xpub).toBe(
      'xpub68NZiKmJWnxxS6aaHmn81bvJeTESw724CRDs6HbuccFQN9Ku14VQrADWgqbhhTHBaohPX4CjNLf9fq9MYo6oDaPPLPxSb7gwQN3ih19Zm4Y',
    );
  });

  it('derives children as the library does (property)', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 64, maxLength: 64 }),
        fc.nat({ max: 0x7fff_ffff }),
        fc.nat({ max: 0x7fff_ffff }),
        (seed, branch, index) => {
          const account = deriveAccountNode(new SecretBytes(seed.slice()), path("m/44'/19167'/0'"));
          const key = deriveChildPrivateKey(deriveChildNode(account, branch), index);
          const other = HDKey.fromMasterSeed(seed).derive(`m/44'/19167'/0'/${branch}/${index}`);
          expect(toHex(key)).toBe(toHex(other.privateKey ?? new Uint8Array()));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('refuses hardened children and erases nodes', () => {
    const node = deriveAccountNode(secret('00'.repeat(64)), path("m/44'"));
    expect(() => deriveChildPrivateKey(node, 0x8000_0000)).toThrow(RangeError);
    eraseNode(node);
    expect(node.privateKey.every((byte) => byte === 0) && node.chainCode.every((byte) => byte === 0)).toBe(true);
  });
});

describe('SLIP-0010 ed25519', () => {
  // SLIP-0010, test vector 1 for ed25519.
  it.each([
    [
      'm',
      '2b4be7f19ee27bbf30c667b642d5f4aa69fd169872f8fc3059c08ebae2eb19e7',
      'a4b2856bfec510abab89753fac1ac0e1112364e7d250545963f135f2a33188ed',
    ],
    [
      "m/0'/1'/2'/2'/1000000000'",
      '8f94d394a8e8fd6b1bc2f3f49f5c47e385281d5c17e65324b0f62483e37e8793',
      '3c24da049451555d51a7014a37337aa4e12d41e485abccfa46b47dfb2af54b7a',
    ],
  ])('published vector %s', (text, privateKey, publicKey) => {
    const pair = deriveEd25519(secret('000102030405060708090a0b0c0d0e0f'), path(text));
    expect(toHex(pair.privateKey.unsafeReveal())).toBe(privateKey);
    expect(toHex(pair.publicKey)).toBe(publicKey);
  });

  it('refuses a step that is not hardened', () => {
    expect(() => deriveEd25519(secret('00'.repeat(64)), path("m/44'/501'/0"))).toThrow(RangeError);
  });
});

interface PublishedKey {
  readonly path: string;
  readonly publicKey: string;
  readonly privateKey: string;
}

describe('keys of the chains to come, from the published account vectors', () => {
  const file: {
    readonly cases: readonly {
      readonly id: string;
      readonly seed?: string;
      readonly chains?: Readonly<Record<string, object>>;
    }[];
  } = JSON.parse(readFileSync(new URL('../../e2e/vectors/account-v1.json', import.meta.url), 'utf8'));
  const rows = file.cases.flatMap(({ id, seed, chains }) => {
    return Object.entries(chains ?? {}).flatMap(([chain, value]) => {
      const keys: readonly PublishedKey[] = Reflect.get(value, 'addresses') ?? Reflect.get(value, 'accounts') ?? [];
      return keys.map((key) => ({ name: `${id} ${chain} ${key.path}`, chain, seed: seed ?? '', key }));
    });
  });

  it('are derived with the curve and path of the table', () => {
    expect(rows.length).toBeGreaterThan(100);
    for (const { name, chain, seed, key } of rows) {
      const match = matchScheme(key.path);
      expect([name, match?.kind]).toEqual([name, chain]);
      if (match !== undefined && pathTable[match.kind].curve === 'ed25519') {
        const pair = deriveEd25519(secret(seed), path(key.path));
        expect([name, toHex(pair.privateKey.unsafeReveal())]).toEqual([name, key.privateKey]);
        expect([name, toHex(pair.publicKey)]).toEqual([name, key.publicKey]);
      } else {
        const node = deriveAccountNode(secret(seed), path(key.path));
        expect([name, toHex(node.privateKey)]).toEqual([name, key.privateKey]);
        expect([name, toHex(node.publicKey)]).toEqual([name, key.publicKey]);
      }
    }
  });
});
