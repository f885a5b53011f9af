/**
 * Characters that make a text look like something it is not. Ranges from the Unicode Character Database: general
 * categories Cc, Zl and Zp (control); Bidi_Control (bidi); default-ignorable or format characters without a bidi role
 * (invisible). The joiners U+200C and U+200D are apart because several scripts and emoji need them inside sentences.
 */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u;
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const INVISIBLE =
  /[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]/u;
const JOINER = /[\u200c\u200d]/u;

export type TextFlaw = 'malformed' | 'control' | 'bidi' | 'invisible' | 'joiner';

/** The first kind of flaw in `text`, joiners last; `undefined` when what one sees is all there is. */
export function findTextFlaw(text: string): TextFlaw | undefined {
  if (!text.isWellFormed()) return 'malformed';
  if (CONTROL.test(text)) return 'control';
  if (BIDI.test(text)) return 'bidi';
  if (INVISIBLE.test(text)) return 'invisible';
  return JOINER.test(text) ? 'joiner' : undefined;
}
