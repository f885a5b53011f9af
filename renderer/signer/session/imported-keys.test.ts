import { describe, expect, it } from 'vitest';
import { nobleEngine } from '../../../wallet-core/keyring/index.ts';
import { concatBytes, fromHex, type SecretBytes, toHex, utf8 } from '../../../wallet-core/primitives/index.ts';
import { fluxPath, parseMnemonic } from '../../../wallet-core/seed/index.ts';
import { discardCandidate } from './candidate.ts';
import {
  candidateOfImported,
  makeImportedSecrets,
  parseImportedSecrets,
  serializeImportedSecrets,
} from './imported-keys.ts';

/** Trezor's BIP39 vector of all-zero entropy with the passphrase TREZOR; public, never to be funded. */
const WORDS = `${'abandon '.repeat(11)}about`;
const SEED =
  'c55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e53495531f09a6987599d18264c1e1c92f2cf141630c7a3c4ab7c81b2f001698e7463b04';

function secretsOf(passphrase = 'TREZOR') {
  const words = parseMnemonic(WORDS);
  if (!words.ok) throw new TypeError('words');
  let drawn = 0;
  return makeImportedSecrets(words.value, passphrase, { bytes: (length) => new Uint8Array(length).fill(++drawn) });
}

/** The layout by hand: version, storage key, seal key, seed, words. */
const LAYOUT = concatBytes(
  Uint8Array.of(1),
  new Uint8Array(32).fill(1),
  new Uint8Array(32).fill(2),
  fromHex(SEED),
  utf8(WORDS),
);

const revealed = (secret: SecretBytes) => toHex(secret.unsafeReveal());

describe('what is sealed for imported words', () => {
  it('is laid out as documented', () => {
    expect(toHex(serializeImportedSecrets(secretsOf()))).toBe(toHex(LAYOUT));
  });

  it('reads back what was written, and overwrites what it read', () => {
    const bytes = LAYOUT.slice();
    const read = parseImportedSecrets(bytes);
    expect([read.vaultKey, read.sealKey, read.seed].map(revealed)).toEqual(['01'.repeat(32), '02'.repeat(32), SEED]);
    expect(read.words).toBe(WORDS);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
  });

  it('refuses later versions by name and everything else as no format, cut anywhere', () => {
    const later = LAYOUT.slice();
    later[0] = 2;
    expect(() => parseImportedSecrets(later)).toThrow(expect.objectContaining({ code: 'vault.newer-version' }));
    expect(later.every((byte) => byte === 0)).toBe(true);
    for (let length = 0; length < LAYOUT.length; length++) {
      expect(() => parseImportedSecrets(LAYOUT.slice(0, length))).toThrow(
        expect.objectContaining({ code: 'vault.bad-format' }),
      );
    }
    const otherWords = concatBytes(LAYOUT.subarray(0, 129), utf8(WORDS.replace('about', 'abandon')));
    expect(() => parseImportedSecrets(otherWords)).toThrow(expect.objectContaining({ code: 'vault.bad-format' }));
    const noText = concatBytes(LAYOUT.subarray(0, 129), Uint8Array.of(0xff));
    expect(() => parseImportedSecrets(noText)).toThrow(expect.objectContaining({ code: 'vault.bad-format' }));
  });

  it('draws new storage keys each time and keeps the words’ keys', () => {
    const words = parseMnemonic(WORDS);
    if (!words.ok) throw new TypeError('words');
    const random = { bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) };
    const [a, b] = [makeImportedSecrets(words.value, '', random), makeImportedSecrets(words.value, '', random)];
    expect(revealed(a.vaultKey)).not.toBe(revealed(b.vaultKey));
    expect(revealed(a.sealKey)).not.toBe(revealed(b.sealKey));
    expect(revealed(a.vaultKey)).not.toBe(revealed(a.sealKey));
    expect(revealed(a.seed)).toBe(revealed(b.seed));
  });
});

describe('the account of imported words', () => {
  it('is the words’ account; discarding it erases every key', () => {
    const secrets = secretsOf();
    const candidate = candidateOfImported(secrets, nobleEngine);
    expect(candidate).toMatchObject({ kind: 'imported', username: null });
    expect(candidate.keys.keyring.publicKey(fluxPath(0, 0))).toHaveLength(33);
    discardCandidate(candidate);
    const { vaultKey, sealKey, policyKey } = candidate.keys;
    expect([vaultKey, sealKey, policyKey, secrets.seed].every(({ isErased }) => isErased)).toBe(true);
    expect(() => candidate.keys.keyring.publicKey(fluxPath(0, 0))).toThrow(
      expect.objectContaining({ code: 'session.locked' }),
    );
  });

  it('has the same policy key and fingerprint on every device, unlike the storage keys', () => {
    const random = { bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) };
    const words = parseMnemonic(WORDS);
    if (!words.ok) throw new TypeError('words');
    const of = () => candidateOfImported(makeImportedSecrets(words.value, '', random), nobleEngine);
    const [a, b] = [of(), of()];
    expect(a.fingerprint).toEqual(b.fingerprint);
    expect(revealed(a.keys.policyKey)).toBe(revealed(b.keys.policyKey));
    expect(revealed(a.keys.d2faKey)).toBe(revealed(b.keys.d2faKey));
    expect(revealed(a.keys.vaultKey)).not.toBe(revealed(b.keys.vaultKey));
  });
});
