/** About 1.4 million guesses per dollar: RTX 4090 at $0.40 an hour, scheme v1's parameters (security model §2.4). */
const guessesPerDollarLog10 = Math.log10(1.37e6);

export interface GuessCost {
  /** Two significant digits, `1` to `999`; `null` outside the named scales. */
  readonly dollars: string | null;
  readonly scale: 'below-a-dollar' | 'one' | 'thousand' | 'million' | 'billion' | 'trillion' | 'beyond';
}

const scales = ['one', 'thousand', 'million', 'billion', 'trillion'] as const;

/** Price of that many guesses as the parts of a sentence ("73 million dollars"). For reading only; never calculated with. */
export function guessCost(guessesLog10: number): GuessCost {
  const dollarsLog10 = guessesLog10 - guessesPerDollarLog10;
  if (!(dollarsLog10 >= 0)) return { dollars: null, scale: 'below-a-dollar' };
  let step = Math.floor(dollarsLog10 / 3);
  let dollars = Number((10 ** (dollarsLog10 - 3 * step)).toPrecision(2));
  if (dollars >= 1000) {
    step++;
    dollars = 1;
  }
  const scale = scales[step];
  return scale === undefined ? { dollars: null, scale: 'beyond' } : { dollars: String(dollars), scale };
}
