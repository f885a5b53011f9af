/**
 * Characters that make a text look like something it is not, after the Unicode Character Database: control characters
 * and line separators; Bidi_Control; Default_Ignorable_Code_Point and the interlinear marks (invisible). Variation
 * selectors stay allowed for emoji; the joiners U+200C and U+200D are apart because several scripts need them.
 */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const BIDI = /\p{Bidi_Control}/u;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}--[\u200c\u200d\ufe00-\ufe0f]]|[\ufff0-\ufffb]/v;
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
