import { wordlist } from '@scure/bip39/wordlists/english.js';

/** Units of text that are looked at; 25 words of eight letters need 225. */
export const maxMnemonicUnits = 2000;

const positions: ReadonlyMap<string, number> = new Map(wordlist.map((word, index) => [word, index]));

/** Words of pasted text: any white space, any case, compatibility forms folded as BIP39 says. */
export function splitWords(text: string): string[] {
  return text
    .slice(0, maxMnemonicUnits)
    .normalize('NFKD')
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/** Position in the English BIP39 list, from 0; `undefined` for every other word. */
export function wordIndex(word: string): number | undefined {
  return positions.get(word);
}

/** The word at a position of the list. RangeError outside 0…2047. */
export function wordAt(index: number): string {
  const word = wordlist[index];
  if (word === undefined) throw new RangeError('no such word');
  return word;
}
