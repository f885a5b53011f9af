import { inspect } from 'node:util';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { HDKey } from '@scure/bip32';
import { describe, expect, it, vi } from 'vitest';
import { importedPath } from '../chain-contract/index.ts';
import type { Secp256k1Engine } from '../ports/index.ts';
import { type DerivationPath, fromHex, SecretBytes, toHex, unsafeBrand } from '../primitives/index.ts';
import { bitcoinPath, fluxIdPath, fluxNodeIdentityPath, fluxPath } from '../seed/index.ts';
import { deriveAccountId } from './account-id.ts';
import { formatFluxId } from './flux-id.ts';
import { Keyring } from './keyring.ts';
import { nobleEngine } from './noble-engine.ts';
import { parseWif } from './wif.ts';

// Account vector "imported-12-abandon-about": the best-known test words, seed and keys by other libraries.
const seedHex =
  '5eb00bbddcf069084889a8ab9155568165f5c453ccb85e70811aaed6f6da5fc19a5ac40b389cd370d086206dec8aa6c43daea6690f20ad3d8d48b2d2ce9e38e4';
const digest = new Uint8Array(32).fill(7);

function open(engine?: Secp256k1Engine): Keyring {
  return new Keyring(new SecretBytes(fromHex(seedHex)), engine);
}

describe('Keyring', () => {
  it('gives the public half of the account', () => {
    const keyring = open();
    expect(keyring.accountPublicKeys()).toEqual({
      flux: 'xpub6C8UktDS6Ch4soaM3ezF9KPc283TJryoReT9uApDMnMqa1ce19FdBF6DmRfbTvHuxkWAH3Dz5i9QvAUvQ3Aq9jvn9CSfoL6VmJsUc6NxEEr',
      bitcoin:
        'xpub6CatWdiZiodmUeTDp8LT5or8nmbKNcuyvz7WyksVFkKB4RHwCD3XyuvPEbvqAQY3rAPshWcMLoP2fMFMKHPJ4ZeZXYVUhLv1VMrjPC7PW6V',
      fluxId: '1C2HH7xpiAgfKdWf3b1GiFMCpRKwWLVu7Z',
      evm: 'xpub6DCoCpSuQZB2jawqnGMEPS63ePKWkwWPH4TU45Q7LPXWuNd8TMtVxRrgjtEshuqpK3mdhaWHPFsBngh5GFZaM6si3yZdUsT8ddYM3PwnATt',
      watched: [],
    });
    expect(keyring.accountId).toMatch(/^[0-9a-f]{16}$/);
    expect(keyring.accountId).toBe(deriveAccountId(keyring.accountPublicKeys().flux ?? ''));
  });

  it('derives keys of the scheme as the library does', () => {
    const keyring = open();
    const root = HDKey.fromMasterSeed(fromHex(seedHex));
    for (const path of [fluxPath(0, 0), fluxPath(1, 77), fluxNodeIdentityPath(2), fluxIdPath(), bitcoinPath(0, 3)]) {
      const other = root.derive(path);
      expect(toHex(keyring.publicKey(path))).toBe(toHex(other.publicKey ?? new Uint8Array()));
      expect(other.verify(digest, keyring.signEcdsa(path, digest))).toBe(true);
      const wif = parseWif(keyring.unsafeWif(path));
      expect(wif.ok && toHex(wif.value.privateKey.unsafeReveal())).toBe(toHex(other.privateKey ?? new Uint8Array()));
    }
    expect(toHex(keyring.publicKey(fluxPath(0, 0)))).toBe(
      '02ca8a40e8a9201ddbc85c8002aa7ead70453cb33b6ec735e01b6cc06c58bce310',
    );
    expect(keyring.unsafeWif(fluxPath(0, 0))).toBe('L53UYXdCGUnFxNJEcFBvi6CY57BehdMXB4zyK9DSoLrz4smfmGf4');
    expect(keyring.fluxNodeIdentity(1).path).toBe("m/44'/19167'/0'/12/1");
    expect(keyring.signEcdsaRecoverable(fluxPath(0, 0), digest).signature).toEqual(
      keyring.signEcdsa(fluxPath(0, 0), digest),
    );
  });

  it.each([
    "m/44'/19167'/0'/2/0",
    "m/44'/19167'/1'/0/0",
    "m/44'/0'/0'/0/0",
    "m/44'/501'/0'/0'",
    "m/48'/0'/0'/2'/10/0",
    'm',
    "m/44'/19167'/0'",
    'undefined',
  ])('E-28: has no key at %s', (text) => {
    const keyring = open();
    const path = unsafeBrand<DerivationPath>(text);
    const refusal = expect.objectContaining({ code: 'approval.mismatch' });
    for (const use of [
      () => keyring.publicKey(path),
      () => keyring.signEcdsa(path, digest),
      () => keyring.signEcdsaRecoverable(path, digest),
      () => keyring.unsafeWif(path),
    ]) {
      expect(use).toThrow(refusal);
    }
  });

  it('E-28: signs nothing but 32 bytes', () => {
    const keyring = open();
    expect(() => keyring.signEcdsa(fluxPath(0, 0), new Uint8Array(31))).toThrow('approval.mismatch');
    expect(() => keyring.signEcdsaRecoverable(fluxPath(0, 0), new Uint8Array(33))).toThrow('approval.mismatch');
  });

  it('derives hardened steps once for thousands of inputs, and computes no public key to sign', () => {
    const account = vi.spyOn(HDKey, 'fromMasterSeed');
    const publicKey = vi.fn(nobleEngine.publicKey);
    const sign = vi.fn(() => new Uint8Array(64));
    const keyring = open({ ...nobleEngine, publicKey, sign });
    for (let index = 0; index < 2000; index++) keyring.signEcdsa(fluxPath(0, index), digest);
    expect(account).toHaveBeenCalledTimes(1);
    expect(sign).toHaveBeenCalledTimes(2000);
    expect(publicKey).not.toHaveBeenCalled();
    keyring.publicKey(fluxPath(0, 5));
    keyring.publicKey(fluxPath(0, 5)).fill(0);
    expect(publicKey).toHaveBeenCalledTimes(1);
    expect(keyring.publicKey(fluxPath(0, 5))[0]).not.toBe(0);
    account.mockRestore();
  });

  it('E-25: overwrites each child key after use, also when the engine throws', () => {
    const seen: Uint8Array[] = [];
    const failing: Secp256k1Engine = {
      sign: (_digest, key) => {
        seen.push(key);
        throw new RangeError('broken');
      },
      signRecoverable: nobleEngine.signRecoverable,
    };
    expect(() => open(failing).signEcdsa(fluxPath(0, 0), digest)).toThrow('broken');
    expect(seen[0]?.every((byte) => byte === 0)).toBe(true);
  });

  it('works with an engine that computes no public keys', () => {
    const { sign, signRecoverable } = nobleEngine;
    expect(open({ sign, signRecoverable }).publicKey(fluxPath(0, 0))).toEqual(open().publicKey(fluxPath(0, 0)));
  });

  it('E-27: after erase everything throws session.locked and the seed is gone', () => {
    const seed = new SecretBytes(fromHex(seedHex));
    const bytes = seed.unsafeReveal();
    const keyring = new Keyring(seed);
    keyring.publicKey(fluxPath(0, 0));
    keyring.erase();
    keyring.erase();
    expect(bytes.every((byte) => byte === 0)).toBe(true);
    expect(keyring.isErased).toBe(true);
    const refusal = expect.objectContaining({ code: 'session.locked' });
    for (const use of [
      () => keyring.publicKey(fluxPath(0, 0)),
      () => keyring.signEcdsa(fluxPath(0, 0), digest),
      () => keyring.signEcdsaRecoverable(fluxPath(0, 0), digest),
      () => keyring.unsafeWif(fluxPath(0, 0)),
      () => keyring.accountPublicKeys(),
      () => keyring.accountId,
      () => keyring.fluxNodeIdentity(0),
    ]) {
      expect(use).toThrow(refusal);
    }
  });

  it('E-35: shows no secret however it is printed', () => {
    const keyring = open();
    keyring.publicKey(fluxPath(0, 0));
    const shown = [inspect(keyring, { depth: 9, showHidden: true }), JSON.stringify(keyring), String(keyring)].join();
    expect(shown).not.toContain(seedHex.slice(0, 16));
    expect(shown).not.toMatch(/Uint8Array|94, 176, 11/);
  });

  it('refuses a seed of another length', () => {
    expect(() => new Keyring(new SecretBytes(new Uint8Array(32)))).toThrow(RangeError);
  });
});

describe('imported keys', () => {
  const key = () => new SecretBytes(new Uint8Array(32).fill(0x11));
  const oracle = HDKey.fromMasterSeed(fromHex(seedHex)).derive(fluxIdPath());

  it('sign at their place, and stand in front of the account’s own Flux ID until released', () => {
    const keyring = open();
    const place = importedPath(7);
    const own = keyring.accountPublicKeys().fluxId;
    keyring.adopt(place, key());
    const publicKey = secp256k1.getPublicKey(new Uint8Array(32).fill(0x11), true);
    expect(toHex(keyring.publicKey(place))).toBe(toHex(publicKey));
    expect(secp256k1.verify(keyring.signEcdsa(place, digest), digest, publicKey, { prehash: false })).toBe(true);
    expect(keyring.adoptedPaths).toEqual([place]);
    expect(keyring.accountPublicKeys().fluxId).toBe(own);
    keyring.adopt(fluxIdPath(), key());
    expect(keyring.accountPublicKeys().fluxId).toBe(formatFluxId(publicKey));
    expect(oracle.verify(digest, keyring.signEcdsa(fluxIdPath(), digest))).toBe(false);
    keyring.release(fluxIdPath());
    keyring.release(fluxIdPath());
    expect(keyring.accountPublicKeys().fluxId).toBe(own);
    expect(oracle.verify(digest, keyring.signEcdsa(fluxIdPath(), digest))).toBe(true);
    keyring.release(place);
    expect(() => keyring.publicKey(place)).toThrow(expect.objectContaining({ code: 'approval.mismatch' }));
  });

  it('T-15: take no other place, and change no account', () => {
    const keyring = open();
    const { accountId } = keyring;
    expect(() => keyring.adopt(fluxPath(0, 0), key())).toThrow(RangeError);
    keyring.adopt(importedPath(1), key());
    expect(keyring.accountId).toBe(accountId);
  });

  it('are erased with the keyring', () => {
    const keyring = open();
    const secret = key();
    keyring.adopt(importedPath(1), secret);
    keyring.erase();
    expect(secret.isErased).toBe(true);
    expect(() => keyring.publicKey(importedPath(1))).toThrow(expect.objectContaining({ code: 'session.locked' }));
    expect(() => keyring.adopt(importedPath(1), key())).toThrow(expect.objectContaining({ code: 'session.locked' }));
  });
});
