import type { Random } from '../ports/index.ts';
import { randomBelow } from './random-below.ts';
import { wordList } from './word-list.ts';

/** Six words are 77.5 bits: out of reach at any price for scheme v1's derivation. */
export const passwordWords = 6;
/** A second secret stands beside a password: five words (64.6 bits) hold even when the password is known. */
export const passphraseWords = 5;

const separator = ' ';

function generateWords(random: Random, count: number): string[] {
  const words: string[] = [];
  for (let i = 0; i < count; i++) {
    const word = wordList[randomBelow(random, wordList.length)];
    if (word === undefined) throw new RangeError('word list is too short');
    words.push(word);
  }
  return words;
}

/** Six words of the list, each drawn independently and uniformly, with one space between. */
export function generatePassword(random: Random): string {
  return generateWords(random, passwordWords).join(separator);
}

/** Five words, in the same form: the optional second secret. */
export function generatePassphrase(random: Random): string {
  return generateWords(random, passphraseWords).join(separator);
}

/** A user name nobody else has: two words and four digits, such as `walnut-harbor-4821`; valid by `parseUsername`. */
export function generateUsername(random: Random): string {
  const digits = randomBelow(random, 10_000).toString().padStart(4, '0');
  return [...generateWords(random, 2), digits].join('-');
}

const listed: ReadonlySet<string> = new Set(wordList);

/** Whether `text` has the form of a generated secret of `count` words; an edited one has not and is judged as chosen. */
export function hasGeneratedForm(text: string, count: number): boolean {
  const words = text.split(separator);
  return words.length === count && words.every((word) => listed.has(word));
}
