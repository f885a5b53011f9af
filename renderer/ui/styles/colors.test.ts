import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contrast, isInSrgb, type Oklch, parseOklch } from './oklch.ts';

const css = readFileSync(join(import.meta.dirname, 'colors.css'), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');

/** Declarations of every rule whose selector is exactly `selector`. */
function declarations(selector: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const rule of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (rule[1]?.trim() !== selector) continue;
    for (const line of (rule[2] ?? '').matchAll(/(--[\w-]+):\s*([^;]+);/g))
      found.set(line[1] ?? '', (line[2] ?? '').trim());
  }
  return found;
}

/** Splits `light-dark(a, b)` at its own comma; anything else counts for both themes. */
function forTheme(value: string, theme: 'light' | 'dark'): string {
  const match = /^light-dark\((.*)\)$/.exec(value);
  if (match === null) return value;
  const inner = match[1] ?? '';
  let depth = 0;
  for (let i = 0; i < inner.length; i++) {
    if (inner[i] === '(') depth++;
    if (inner[i] === ')') depth--;
    if (inner[i] === ',' && depth === 0) return (theme === 'light' ? inner.slice(0, i) : inner.slice(i + 1)).trim();
  }
  return value;
}

const root = declarations(':root');
const signer = new Map([...root, ...declarations(':root[data-window="signer"]')]);
const signerDark = new Map([...signer, ...declarations(':root[data-window="signer"][data-shade="dark"]')]);

function colour(tokens: ReadonlyMap<string, string>, name: string, theme: 'light' | 'dark'): Oklch {
  let value = tokens.get(name);
  for (let hops = 0; hops < 5 && value !== undefined; hops++) {
    value = forTheme(value, theme);
    const reference = /^var\((--[\w-]+)\)$/.exec(value);
    if (reference === null) break;
    value = tokens.get(reference[1] ?? '');
  }
  const parsed = value === undefined ? undefined : parseOklch(value);
  if (parsed === undefined) throw new Error(`${name} is not a colour`);
  return parsed;
}

const worlds = [
  { name: 'app light', tokens: root, theme: 'light' },
  { name: 'app dark', tokens: root, theme: 'dark' },
  { name: 'signer beside a light app', tokens: signer, theme: 'dark' },
  { name: 'signer beside a dark app', tokens: signerDark, theme: 'dark' },
] as const;

const plainGrounds = [
  '--ground',
  '--surface',
  '--surface-raised',
  '--surface-sunken',
  '--surface-hover',
  '--surface-active',
];
const meanings = ['accent', 'positive', 'warning', 'danger', 'info'];

describe.each(worlds)('contrast of $name', ({ tokens, theme }) => {
  const ratio = (front: string, back: string) => contrast(colour(tokens, front, theme), colour(tokens, back, theme));

  it.each(plainGrounds)('amounts and addresses (text, muted text) reach AAA on %s', (ground) => {
    expect(ratio('--text', ground)).toBeGreaterThanOrEqual(7);
    if (ground !== '--surface-active') expect(ratio('--text-muted', ground)).toBeGreaterThanOrEqual(7);
  });

  it.each(plainGrounds)('faint text reaches AA on %s', (ground) => {
    expect(ratio('--text-faint', ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(meanings)(
    '%s: its text reaches AA on every ground and AAA on its own surface; so does plain text',
    (meaning) => {
      for (const ground of plainGrounds) expect(ratio(`--${meaning}-text`, ground), ground).toBeGreaterThanOrEqual(4.5);
      expect(ratio(`--${meaning}-text`, `--${meaning}-surface`)).toBeGreaterThanOrEqual(7);
      expect(ratio('--text', `--${meaning}-surface`)).toBeGreaterThanOrEqual(7);
      expect(ratio('--text-muted', `--${meaning}-surface`)).toBeGreaterThanOrEqual(7);
    },
  );

  it.each(['accent', 'danger'])('words on solid %s reach AA, hovered too', (meaning) => {
    expect(ratio(`--${meaning}-on-solid`, `--${meaning}-solid`)).toBeGreaterThanOrEqual(4.5);
    expect(ratio(`--${meaning}-on-solid`, `--${meaning}-solid-hover`)).toBeGreaterThanOrEqual(4.5);
  });

  it('borders of controls, focus rings and marks reach 3 : 1 (WCAG 1.4.11)', () => {
    for (const ground of ['--ground', '--surface', '--surface-raised', '--surface-sunken']) {
      expect(ratio('--line-control', ground), ground).toBeGreaterThanOrEqual(3);
      expect(ratio('--focus', ground), ground).toBeGreaterThanOrEqual(3);
      for (const meaning of ['positive', 'warning', 'danger', 'info']) {
        expect(ratio(`--${meaning}-solid`, ground), `${meaning} ${ground}`).toBeGreaterThanOrEqual(3);
      }
    }
    for (const part of [1, 2, 3, 4, 5]) expect(ratio(`--part-${part}`, '--surface')).toBeGreaterThanOrEqual(3);
  });
});

describe('colour tokens', () => {
  it('all lie inside sRGB, so that what is computed is what is shown', () => {
    for (const value of css.matchAll(/oklch\([\d. ]+\)/g)) {
      const parsed = parseOklch(value[0]);
      expect(parsed, value[0]).toBeDefined();
      if (parsed !== undefined) expect(isInSrgb(parsed), value[0]).toBe(true);
    }
  });

  it('give white words on the account colour AA at every hue', () => {
    const white = { lightness: 1, chroma: 0, hue: 0 };
    for (let hue = 0; hue < 360; hue++) {
      expect(contrast(white, { lightness: 0.5, chroma: 0.12, hue })).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('computes the contrast that is known for black on white and for #767676', () => {
    expect(contrast({ lightness: 0, chroma: 0, hue: 0 }, { lightness: 1, chroma: 0, hue: 0 })).toBeCloseTo(21, 1);
    expect(contrast({ lightness: 0.5654, chroma: 0, hue: 0 }, { lightness: 1, chroma: 0, hue: 0 })).toBeCloseTo(
      4.54,
      1,
    );
  });
});
