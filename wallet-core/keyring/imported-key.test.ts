import { readFile } from 'node:fs/promises';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWalletError } from '../errors/index.ts';
import { fromHex, toHex } from '../primitives/index.ts';
import { z } from '../primitives/zod.ts';
import {
  type ImportedKey,
  type ImportedKeyUse,
  importedKeyUses,
  maxImportedKeys,
  parseImportedKey,
  parseImportedKeys,
  serializeImportedKeys,
  unsafeKeyText,
} from './imported-key.ts';

const read = async (name: string) =>
  JSON.parse(await readFile(new URL(`../../e2e/vectors/${name}`, import.meta.url), 'utf8'));
const fluxKeys = z
  .object({ keys: z.array(z.object({ wif: z.string(), compressed: z.boolean(), publicKey: z.string() })) })
  .parse(await read('flux-addresses.json')).keys;
const ed = z.object({ privateKey: z.string(), publicKey: z.string() });
const [words] = z
  .object({
    cases: z.array(
      z.looseObject({
        chains: z
          .looseObject({
            algorand: z.object({ addresses: z.array(ed.extend({ mnemonic25: z.string() })) }),
            solana: z.object({ addresses: z.array(ed) }),
            kadena: z.object({ accounts: z.array(ed) }),
          })
          .optional(),
      }),
    ),
  })
  .parse(await read('account-v1.json'))
  .cases.flatMap((one) => one.chains ?? []);

function take(text: string, use: ImportedKeyUse): ImportedKey {
  const parsed = parseImportedKey(text, use);
  if (!parsed.ok) throw new TypeError(`${use}: ${parsed.reason}`);
  return parsed.value;
}

const reasonOf = (text: string, use: ImportedKeyUse) => {
  const parsed = parseImportedKey(text, use);
  return parsed.ok ? 'taken' : parsed.reason;
};

const hex = '11'.repeat(32);

describe('parseImportedKey', () => {
  it('takes the WIF keys of the vectors for FLUX and Flux ID, the old form for Bitcoin alone', () => {
    for (const { wif, compressed, publicKey } of fluxKeys) {
      for (const use of ['flux', 'flux-id'] as const) {
        if (compressed) expect(toHex(take(wif, use).publicKey)).toBe(publicKey);
        else expect(reasonOf(wif, use)).toBe('uncompressed');
      }
      expect(take(wif, 'bitcoin')).toMatchObject({ compressed, use: 'bitcoin' });
      for (const use of ['evm', 'tron', 'solana', 'algorand'] as const) expect(reasonOf(wif, use)).toBe('other-use');
    }
  });

  it('takes hex for the chains that export so, and Algorand’s words, as other libraries read them', () => {
    for (const use of ['evm', 'tron', 'ergo', 'flux', 'flux-id', 'bitcoin'] as const) {
      expect(toHex(take(hex, use).publicKey)).toBe(toHex(secp256k1.getPublicKey(fromHex(hex), true)));
    }
    expect(reasonOf(`0x${hex}`, 'evm')).toBe('taken');
    expect(reasonOf(`0x${hex}`, 'flux')).toBe('other-use');
    const [algorand] = words?.algorand.addresses ?? [];
    expect(toHex(take(algorand?.mnemonic25 ?? '', 'algorand').publicKey)).toBe(algorand?.publicKey);
    const [solana] = words?.solana.addresses ?? [];
    expect(toHex(take(solana?.privateKey ?? '', 'solana').publicKey)).toBe(solana?.publicKey);
    const [kadena] = words?.kadena.accounts ?? [];
    expect(toHex(take(kadena?.privateKey ?? '', 'kadena').publicKey)).toBe(kadena?.publicKey);
    expect(reasonOf('abandon '.repeat(12).trim(), 'flux')).toBe('mnemonic');
    expect(reasonOf('nothing!', 'flux')).toBe('form');
  });

  it('names a key by its public half: the same in every form, another for another key', () => {
    const ids = fluxKeys.map(({ wif }) => take(wif, 'bitcoin').id);
    expect(new Set(ids).size).toBe(new Set(fluxKeys.map(({ publicKey }) => publicKey)).size);
    expect(take(hex, 'flux').id).toBe(take(`0x${hex}`, 'evm').id);
  });

  it.each(importedKeyUses.filter((use) => use !== 'flux-id'))('gives a %s key back as it can be read again', (use) => {
    const key = take(use === 'algorand' ? (words?.algorand.addresses[0]?.mnemonic25 ?? '') : hex, use);
    const again = take(unsafeKeyText(key), use);
    expect(toHex(again.privateKey.unsafeReveal())).toBe(toHex(key.privateKey.unsafeReveal()));
    expect(again.id).toBe(key.id);
  });
});

describe('the list of keys', () => {
  const anyKey = fc
    .record({
      use: fc.constantFrom(...importedKeyUses.filter((use) => use !== 'algorand')),
      bytes: fc.uint8Array({ minLength: 32, maxLength: 32 }).filter((bytes) => secp256k1.utils.isValidSecretKey(bytes)),
    })
    .map(({ use, bytes }) => take(toHex(bytes), use));
  const plain = (keys: readonly ImportedKey[]) =>
    keys.map(({ privateKey, ...rest }) => ({ ...rest, key: toHex(privateKey.unsafeReveal()) }));

  it('property: comes back as it was written', () => {
    fc.assert(
      fc.property(fc.array(anyKey, { maxLength: 8 }), (keys) => {
        const bytes = serializeImportedKeys(keys);
        expect(plain(parseImportedKeys(bytes))).toEqual(plain(keys));
        expect(bytes.every((byte) => byte === 0)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('property: other bytes are refused with a vault code, never half read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 110 }), (bytes) => {
        try {
          parseImportedKeys(Uint8Array.from(bytes));
        } catch (thrown) {
          return isWalletError(thrown) && thrown.code.startsWith('vault.');
        }
        return bytes[0] === 1 && bytes.length === 2 + 34 * (bytes[1] ?? 0);
      }),
    );
  });

  it('refuses one byte more or less, a newer version, an unknown use, a key that is none', () => {
    const written = () => serializeImportedKeys([take(hex, 'flux')]);
    const codeOf = (bytes: Uint8Array) => {
      try {
        parseImportedKeys(bytes);
        return 'read';
      } catch (thrown) {
        return isWalletError(thrown) ? thrown.code : 'other';
      }
    };
    const changed = (at: number, value: number) => {
      const bytes = written();
      bytes[at] = value;
      return codeOf(bytes);
    };
    expect(codeOf(written())).toBe('read');
    expect(codeOf(written().slice(0, -1))).toBe('vault.bad-format');
    expect(codeOf(Uint8Array.of(...written(), 0))).toBe('vault.bad-format');
    expect(changed(0, 2)).toBe('vault.newer-version');
    expect(changed(0, 0)).toBe('vault.bad-format');
    expect(changed(2, importedKeyUses.length)).toBe('vault.bad-format');
    expect(changed(3, 2)).toBe('vault.bad-format');
    expect(codeOf(Uint8Array.of(1, 1, 0, 1, ...new Uint8Array(32)))).toBe('vault.bad-format');
    const many = Array.from({ length: maxImportedKeys + 1 }, () => take(hex, 'flux'));
    expect(() => serializeImportedKeys(many)).toThrow(RangeError);
  });

  it('E-25: keys do not show in JSON', () => {
    expect(JSON.stringify(take(hex, 'flux'))).not.toContain(hex);
  });
});
