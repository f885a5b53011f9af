import { sha256 } from '@noble/hashes/sha2.js';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { editDistance } from './edit-distance.ts';
import { mnemonicWordCounts } from './mnemonic.ts';
import { splitWords, wordIndex } from './words.ts';

/** Words of the English BIP39 list that begin with `prefix`, in its order; none for an empty prefix. */
export function completeWord(prefix: string, limit = 6): readonly string[] {
  const start = prefix.normalize('NFKD').toLowerCase().trim();
  if (start === '' || start.length > 8) return [];
  return wordlist.filter((word) => word.startsWith(start)).slice(0, limit);
}

export interface WordSuggestion {
  readonly word: string;
  /** Letters that differ: 1 or 2; 0 for a word cut short after its first four letters. */
  readonly distance: number;
}

export interface SuspectWord {
  /** From 0. */
  readonly position: number;
  /** Most alike first. With one suspect only, each of them makes the whole sentence valid. */
  readonly suggestions: readonly WordSuggestion[];
}

export type MnemonicAdvice =
  | { readonly kind: 'valid' }
  /** Not 12, 18 or 24 words. */
  | { readonly kind: 'word-count'; readonly count: number }
  /** Words that are not in the list. `provesRest`: the one suggestion list was narrowed by the checksum. */
  | { readonly kind: 'unknown-words'; readonly places: readonly SuspectWord[]; readonly provesRest: boolean }
  /**
   * All words exist, their checksum does not fit. `places`: where a word much like the typed one would make it fit;
   * `swaps`: positions whose word may stand before the next one by mistake. Chance makes some of these: with 12 words
   * one in sixteen fits, with 24 one in 256. They are places to look at, never to be filled in unasked.
   */
  | { readonly kind: 'checksum'; readonly places: readonly SuspectWord[]; readonly swaps: readonly number[] };

const maxDistance = 2;
const maxSuggestions = 8;

/** BIP39: entropy bits, then the first bits of their SHA-256, eleven bits a word. */
function isValid(indexes: readonly number[]): boolean {
  const entropyBytes = (indexes.length * 4) / 3;
  const checksumBits = indexes.length / 3;
  const bytes = new Uint8Array(entropyBytes + 1);
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const index of indexes) {
    buffer = ((buffer & 0x7ff) << 11) | index;
    bits += 11;
    for (; bits >= 8; bits -= 8) bytes[at++] = (buffer >>> (bits - 8)) & 0xff;
  }
  // Twelve and eighteen words end within a byte: 4 and 6 bits; twenty-four fill it.
  const stated = checksumBits === 8 ? (bytes[entropyBytes] ?? 0) : buffer & ((1 << checksumBits) - 1);
  const expected = (sha256(bytes.subarray(0, entropyBytes))[0] ?? 0) >>> (8 - checksumBits);
  bytes.fill(0);
  return stated === expected;
}

function likeWords(typed: string): WordSuggestion[] {
  const found: WordSuggestion[] = [];
  for (const word of wordlist) {
    if (word === typed) continue;
    // The first four letters name a word; many back-ups hold no more.
    const isCut = typed.length >= 4 && word.startsWith(typed.slice(0, 4)) && wordIndex(typed) === undefined;
    const distance = isCut ? 0 : editDistance(typed, word, maxDistance);
    if (distance <= maxDistance) found.push({ word, distance });
  }
  return found.sort((a, b) => a.distance - b.distance);
}

function replaced(indexes: readonly number[], position: number, word: string): number[] {
  return indexes.map((index, at) => (at === position ? (wordIndex(word) ?? index) : index));
}

/**
 * What is probably wrong with typed words. Bounded: at most 24 places with the words within two letters of each, some
 * thousand hashes. The sentence and the suggestions are secrets.
 */
export function adviseOnMnemonic(text: string): MnemonicAdvice {
  const words = splitWords(text);
  if (!mnemonicWordCounts.includes(words.length)) return { kind: 'word-count', count: words.length };
  const indexes = words.map((word) => wordIndex(word) ?? 0);
  const unknown = words.flatMap((word, position) => (wordIndex(word) === undefined ? [position] : []));
  if (unknown.length > 0) return adviseOnUnknown(words, indexes, unknown);
  if (isValid(indexes)) return { kind: 'valid' };

  const places = words.flatMap((word, position) => {
    const suggestions = likeWords(word).filter((like) => isValid(replaced(indexes, position, like.word)));
    return suggestions.length === 0 ? [] : [{ position, suggestions: suggestions.slice(0, maxSuggestions) }];
  });
  const nearest = ({ suggestions }: SuspectWord): number => suggestions[0]?.distance ?? maxDistance;
  const swaps = words.flatMap((_, position) => {
    const [first, second] = [indexes[position], indexes[position + 1]];
    if (first === undefined || second === undefined || first === second) return [];
    return isValid(indexes.with(position, second).with(position + 1, first)) ? [position] : [];
  });
  return { kind: 'checksum', places: places.sort((a, b) => nearest(a) - nearest(b)), swaps };
}

function adviseOnUnknown(
  words: readonly string[],
  indexes: readonly number[],
  unknown: readonly number[],
): MnemonicAdvice {
  const places = unknown.map((position) => ({ position, suggestions: likeWords(words[position] ?? '') }));
  const [only, ...others] = places;
  if (only === undefined || others.length > 0) {
    return { kind: 'unknown-words', provesRest: false, places: places.map(shortened) };
  }
  // With a single gap the checksum tells which of the words alike can be meant.
  const fitting = only.suggestions.filter(({ word }) => isValid(replaced(indexes, only.position, word)));
  if (fitting.length === 0) return { kind: 'unknown-words', provesRest: false, places: [shortened(only)] };
  return { kind: 'unknown-words', provesRest: true, places: [shortened({ ...only, suggestions: fitting })] };
}

function shortened({ position, suggestions }: SuspectWord): SuspectWord {
  return { position, suggestions: suggestions.slice(0, maxSuggestions) };
}
