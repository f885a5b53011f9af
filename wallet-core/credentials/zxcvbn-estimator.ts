import { type MatchExtended, ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as commonDictionary } from '@zxcvbn-ts/language-common';
import { dictionary as englishDictionary } from '@zxcvbn-ts/language-en';
import type { EstimateGuesses, GuessPattern } from './guess-estimate.ts';
import { compact } from './name-in-password.ts';
import { maxEstimatedCharacters } from './strength.ts';
import { coinWords, famousPhrases, keyboardWalks, walletWords } from './strength-words.ts';

const separators = ['', ' ', '-', '_', '.'];

function patternOf(match: MatchExtended): GuessPattern | undefined {
  switch (match.pattern) {
    case 'dictionary': {
      const name: unknown = match.dictionaryName;
      if (name === 'userInputs') return 'own-name';
      if (name === 'passwords-common' || name === 'phrases') return 'known-password';
      return name === 'walks' ? 'keyboard-walk' : 'common-word';
    }
    case 'wordSequence':
      return 'common-word';
    case 'spatial':
      return 'keyboard-walk';
    case 'repeat':
    case 'sequence':
    case 'date':
      return match.pattern;
    case 'regex':
      return 'date';
    default:
      return undefined;
  }
}

/** The text without what people put between words: blanks, `-_.,` and any other sign that comes up more than once. */
function withoutSeparators(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, (sign) => {
    return /[\s\-_.,]/.test(sign) || text.split(sign).length > 2 ? '' : sign;
  });
}

/**
 * The estimator of `assessPassword`: zxcvbn-ts with its English and common dictionaries and our own. About 1.5 MB of
 * word lists, so the signer loads this file only when a person chooses a password. Deterministic; keeps nothing.
 */
export function makeZxcvbnEstimator(): EstimateGuesses {
  const estimator = new ZxcvbnFactory({
    dictionary: {
      ...commonDictionary,
      ...englishDictionary,
      coins: [...coinWords],
      wallets: [...walletWords],
      walks: [...keyboardWalks],
      phrases: famousPhrases.flatMap((phrase) => separators.map((separator) => phrase.replaceAll(' ', separator))),
    },
    graphs: adjacencyGraphs,
    // Ample for what people type; the default of 100 makes the worst case (an alternating run) three times slower.
    l33tMaxSubstitutions: 24,
    maxLength: maxEstimatedCharacters,
  });
  const leakedWords = new Set([
    ...commonDictionary['passwords-common'].map((word) => String(word).toLowerCase()),
    ...famousPhrases.map(compact),
  ]);

  return (text, ownWords) => {
    const bare = compact(text);
    const joined = withoutSeparators(text);
    const own = [...ownWords];
    // Spaces between words look like noise to the estimator and earn far too much: the text without them counts as well.
    const results = (joined === text ? [text] : [text, joined]).map((form) => estimator.check(form, own));
    const [first, ...others] = results;
    if (first === undefined) throw new RangeError('no estimate');
    const lowest = others.reduce((best, result) => (result.guessesLog10 < best.guessesLog10 ? result : best), first);
    const undecorated = bare.replace(/^\p{N}+|\p{N}+$/gu, '');
    return {
      guessesLog10: lowest.guessesLog10,
      leaked: [text.toLowerCase(), bare, undecorated].some((form) => form.length > 0 && leakedWords.has(form)),
      patterns: [...new Set(lowest.sequence.map(patternOf).filter((pattern) => pattern !== undefined))],
    };
  };
}
