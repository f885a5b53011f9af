import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, SecretBytes, toHex } from '../primitives/index.ts';
import { deriveMnemonic, deriveSeed, parseMnemonic, unknownWordPositions } from './mnemonic.ts';

// BIP39 reference vectors (trezor/python-mnemonic vectors.json): entropy, words, seed with passphrase "TREZOR".
const reference = [
  [
    '00000000000000000000000000000000',
    'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about',
    'c55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e53495531f09a6987599d18264c1e1c92f2cf141630c7a3c4ab7c81b2f001698e7463b04',
  ],
  [
    'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    'zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo vote',
    'dd48c104698c30cfe2b6142103248622fb7bb0ff692eebb00089b32d22484e1613912f0a5b694407be899ffd31ed3992c456cdf60f5d4564b8ba3f05a69890ad',
  ],
] as const;

function parsed(text: string) {
  const result = parseMnemonic(text);
  if (!result.ok) throw new TypeError(result.reason);
  return result.value;
}

describe('BIP39', () => {
  it.each(reference)('reference vector %s', (entropy, words, seed) => {
    expect(deriveMnemonic(new SecretBytes(fromHex(entropy)))).toBe(words);
    expect(toHex(deriveSeed(parsed(words), 'TREZOR').unsafeReveal())).toBe(seed);
  });

  it('takes words as people paste them', () => {
    const [, words] = reference[0];
    expect(parsed(`\n ${words.toUpperCase().replaceAll(' ', '\t\u3000\n')} `)).toBe(words);
  });

  it.each([
    ['', 'word-count'],
    ['abandon '.repeat(11), 'word-count'],
    [`${'abandon '.repeat(14)}address`, 'word-count'],
    ['abandon '.repeat(1000), 'word-count'],
    [`${'abandon '.repeat(11)}bitcoin`, 'unknown-word'],
    [`${'abandon '.repeat(11)}ab\u043eut`, 'unknown-word'],
    ['abandon '.repeat(12), 'checksum'],
  ])('refuses (case %#) %s', (text, reason) => {
    expect(parseMnemonic(text)).toEqual({ ok: false, reason });
  });

  it('marks the words that are not in the list', () => {
    expect(unknownWordPositions('abandon bitcoin about flux')).toEqual([1, 3]);
  });

  it('normalises the BIP39 passphrase by NFKD and refuses what has no single form', () => {
    const mnemonic = parsed(reference[0][1]);
    const seed = (passphrase: string): string => toHex(deriveSeed(mnemonic, passphrase).unsafeReveal());
    expect(seed('Z\u00fcrich \ufb01ve')).toBe(seed('Zu\u0308rich five'));
    expect(() => seed('\ud800')).toThrow('account.bad-passphrase');
    expect(() => seed('x'.repeat(1025))).toThrow('account.bad-passphrase');
  });

  it('reads back the words of any entropy (property)', () => {
    const entropy = fc
      .constantFrom(16, 24, 32)
      .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }));
    fc.assert(
      fc.property(entropy, (bytes) => {
        const words = deriveMnemonic(new SecretBytes(bytes));
        expect(parseMnemonic(words)).toEqual({ ok: true, value: words });
      }),
    );
  });

  it('never throws, whatever the text (property)', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseMnemonic(text)));
  });
});
