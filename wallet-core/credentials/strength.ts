import { hasGeneratedForm, passwordWords } from './generate.ts';
import { type GuessCost, guessCost } from './guess-cost.ts';
import type { EstimateGuesses, GuessPattern } from './guess-estimate.ts';
import { containsName, nameParts } from './name-in-password.ts';
import type { Username } from './username.ts';
import { wordList } from './word-list.ts';

export interface StrengthQuestion {
  /** `null` for a password that stands on its own, such as that of a device. */
  readonly username: Username | null;
  readonly password: string;
  /** `generated` counts only while the text still has the form our generator gives it. */
  readonly passwordOrigin: 'generated' | 'chosen';
  /** `generated`: the second secret is one our generator made, unedited. A chosen one earns nothing: count it as `none`. */
  readonly passphrase: 'none' | 'generated';
}

export type StrengthReason = 'few-guesses' | 'too-short' | 'contains-name' | 'leaked';

export interface Strength {
  /** `needs-consent`: allowed after reading what a guess costs an attacker and typing a sentence. */
  readonly verdict: 'refused' | 'needs-consent' | 'allowed';
  /** Decimal logarithm of the guesses an attacker needs, for display and for the table; never an amount of money. */
  readonly guessesLog10: number;
  /** Why it is refused; empty otherwise. */
  readonly reasons: readonly StrengthReason[];
  /** What made it guessable, for advice. */
  readonly patterns: readonly GuessPattern[];
  /** What trying all these guesses costs with rented hardware, as the parts of a sentence. */
  readonly cost: GuessCost;
}

/**
 * The estimator looks at the first 100 characters only: its matching is superlinear in length (a pasted kilobyte would
 * freeze the window), and a good password has proved itself by then. What follows can only be underrated.
 */
export const maxEstimatedCharacters = 100;

interface Row {
  readonly minGuessesLog10: number;
  readonly minCharacters: number;
  readonly freeGuessesLog10: number;
  readonly refusesName: boolean;
}

/** The table of account scheme v1, "What the person goes through". */
const rows: Readonly<Record<StrengthQuestion['passphrase'], Row>> = {
  none: { minGuessesLog10: 13, minCharacters: 12, freeGuessesLog10: 16, refusesName: true },
  generated: { minGuessesLog10: 8, minCharacters: 8, freeGuessesLog10: 8, refusesName: false },
};

/** Judges a password by the guesses it takes, not by character classes. Pure; refuses nothing itself, the verdict does. */
export function assessPassword(question: StrengthQuestion, estimate: EstimateGuesses): Strength {
  const { password, username, passphrase } = question;
  if (question.passwordOrigin === 'generated' && hasGeneratedForm(password, passwordWords)) {
    const guessesLog10 = passwordWords * Math.log10(wordList.length);
    return { verdict: 'allowed', guessesLog10, reasons: [], patterns: [], cost: guessCost(guessesLog10) };
  }

  const characters = [...password.normalize('NFKC')];
  const text = characters.slice(0, maxEstimatedCharacters).join('');
  const { guessesLog10, leaked, patterns } = estimate(text, username === null ? [] : nameParts(username));
  const row = rows[passphrase];
  const reasons: StrengthReason[] = [];
  // Written so that NaN from an estimator refuses too.
  if (!(guessesLog10 >= row.minGuessesLog10)) reasons.push('few-guesses');
  if (characters.length < row.minCharacters) reasons.push('too-short');
  if (row.refusesName && username !== null && containsName(password, username)) reasons.push('contains-name');
  if (leaked) reasons.push('leaked');

  const free = guessesLog10 >= row.freeGuessesLog10;
  const verdict = reasons.length > 0 ? 'refused' : free ? 'allowed' : 'needs-consent';
  return { verdict, guessesLog10, reasons, patterns, cost: guessCost(guessesLog10) };
}
