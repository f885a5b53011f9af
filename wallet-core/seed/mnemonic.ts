import { entropyToMnemonic, mnemonicToEntropy, mnemonicToSeedSync } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { WalletError } from '../errors/index.ts';
import { accept, type Brand, type Result, refuse, SecretBytes, unsafeBrand } from '../primitives/index.ts';
import { maxMnemonicUnits, splitWords, wordIndex } from './words.ts';

/** English BIP39 words with a good checksum, lower case, one space between. A secret, and as a string not erasable. */
export type Mnemonic = Brand<string, 'Mnemonic'>;

export type MnemonicRefusal = 'word-count' | 'unknown-word' | 'checksum';

export const mnemonicWordCounts: readonly number[] = [12, 18, 24];

/**
 * Words as people paste them (any white space, any case) → the canonical sentence. Refuses other counts than 12, 18 or
 * 24, words outside the English list, and a wrong checksum.
 */
export function parseMnemonic(text: string): Result<Mnemonic, MnemonicRefusal> {
  const words = splitWords(text);
  if (text.length > maxMnemonicUnits || !mnemonicWordCounts.includes(words.length)) return refuse('word-count');
  if (!words.every((word) => wordIndex(word) !== undefined)) return refuse('unknown-word');
  const sentence = words.join(' ');
  try {
    mnemonicToEntropy(sentence, wordlist).fill(0);
  } catch {
    return refuse('checksum');
  }
  return accept(unsafeBrand<Mnemonic>(sentence));
}

/** Positions (from 0) of the words that are not in the English list, for marking them in the import form. */
export function unknownWordPositions(text: string): number[] {
  return splitWords(text).flatMap((word, position) => (wordIndex(word) === undefined ? [position] : []));
}

/** The words of 16, 24 or 32 bytes of entropy (BIP39). */
export function deriveMnemonic(entropy: SecretBytes): Mnemonic {
  return unsafeBrand<Mnemonic>(entropyToMnemonic(entropy.unsafeReveal(), wordlist));
}

/**
 * The 64-byte BIP39 seed: PBKDF2-HMAC-SHA-512, 2,048 rounds; the passphrase in NFKD as BIP39 wants (not the NFKC of the
 * account scheme). Throws `account.bad-passphrase` for text that has no single byte form or is longer than 1,024 units.
 */
export function deriveSeed(mnemonic: Mnemonic, bip39Passphrase: string): SecretBytes {
  if (!bip39Passphrase.isWellFormed() || bip39Passphrase.length > 1024) throw new WalletError('account.bad-passphrase');
  // scure validates the sentence length only; the brand says that parseMnemonic or deriveMnemonic made it.
  return new SecretBytes(mnemonicToSeedSync(mnemonic, bip39Passphrase));
}
