/** What a person is told: what happened, what it means for the money, what to do. Never server text. */
export interface ErrorWords {
  readonly title: string;
  readonly meaning: string;
  readonly next: string;
}

export const unaffected = 'Your coins are where they were. Amounts on screen are the last ones known, with their age.';
export const notSent = 'Nothing was signed and nothing was sent.';
export const nothingStored = 'Nothing was stored or changed.';
