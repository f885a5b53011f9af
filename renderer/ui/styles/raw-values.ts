/** The rule that only tokens hold values (design-brief.md): what a style sheet or component of a feature may not contain. */

export interface RawValue {
  readonly line: number;
  readonly found: string;
  readonly why: 'colour' | 'length' | 'font' | 'inline-style' | 'markup';
}

interface Rule {
  readonly why: RawValue['why'];
  readonly pattern: RegExp;
}

const COLOUR_FUNCTIONS = 'rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix';
const NAMED =
  'black|white|red|green|blue|yellow|orange|purple|pink|gray|grey|silver|navy|teal|maroon|olive|lime|aqua|fuchsia|gold|crimson|tomato|coral|indigo|violet|brown|cyan|magenta';

const styleRules: readonly Rule[] = [
  { why: 'colour', pattern: /#[0-9a-f]{3,8}\b/gi },
  { why: 'colour', pattern: new RegExp(`\\b(?:${COLOUR_FUNCTIONS})\\(`, 'gi') },
  { why: 'colour', pattern: new RegExp(`:[^;{]*(?<![\\w-])(?:${NAMED})(?![\\w-])`, 'gi') },
  { why: 'length', pattern: /(?<![\w-])-?\d*\.?\d+(?:px|rem|pt|cm|mm|in)\b/gi },
  { why: 'font', pattern: /font-family:(?!\s*(?:var\())[^;]+/gi },
  { why: 'font', pattern: /font-size:(?!\s*(?:var\(|inherit))[^;]+/gi },
  { why: 'font', pattern: /font-weight:(?!\s*(?:var\(|inherit))[^;]+/gi },
];

const codeRules: readonly Rule[] = [
  { why: 'markup', pattern: /dangerouslySetInnerHTML|<style\b|<script\b|\.innerHTML\b|insertAdjacentHTML/g },
  { why: 'colour', pattern: /['"`]#[0-9a-f]{3,8}['"`]/gi },
  { why: 'colour', pattern: new RegExp(`['"\`](?:${COLOUR_FUNCTIONS})\\(`, 'gi') },
  { why: 'colour', pattern: /\b(?:fill|stroke|color)=["'](?!none|currentColor)/g },
  { why: 'length', pattern: /['"`]-?\d*\.?\d+(?:px|rem)['"`]/gi },
  // `style` may only carry custom properties: `style={{ '--share': share }}` or a value typed so.
  { why: 'inline-style', pattern: /style=\{\{(?!\s*'--)/g },
];

/** Queries cannot read custom properties, so widths in them are written out. */
const QUERY = /@(?:media|container)[^{]*\{/g;
const BLOCK_COMMENT = /\/\*[\s\S]*?\*\//g;

const blank = (text: string) => text.replaceAll(/[^\n]/g, ' ');

/** Every raw value in a file of a feature; `[]` is right. `name` decides between style sheet and code. */
export function findRawValues(name: string, source: string): readonly RawValue[] {
  const isStyle = name.endsWith('.css');
  const bare = source.replaceAll(BLOCK_COMMENT, blank);
  const text = isStyle ? bare.replaceAll(QUERY, blank) : bare.replaceAll(/^\s*\/\/.*$/gm, blank);
  return (isStyle ? styleRules : codeRules).flatMap(({ why, pattern }) =>
    Array.from(text.matchAll(pattern), (match) => ({
      line: text.slice(0, match.index).split('\n').length,
      found: match[0].trim(),
      why,
    })),
  );
}
