/** What made a password guessable, for the advice beside the field. */
export type GuessPattern =
  | 'known-password'
  | 'common-word'
  | 'own-name'
  | 'keyboard-walk'
  | 'repeat'
  | 'sequence'
  | 'date';

export interface GuessEstimate {
  readonly guessesLog10: number;
  /** The password, as typed or without its separators and decoration, stands in a bundled list of leaked ones. */
  readonly leaked: boolean;
  readonly patterns: readonly GuessPattern[];
}

/** `ownWords`: what an attacker knows about this person, such as the parts of the user name. */
export type EstimateGuesses = (text: string, ownWords: readonly string[]) => GuessEstimate;
