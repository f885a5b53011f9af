import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findRawValues } from './raw-values.ts';

const renderer = join(import.meta.dirname, '../..');
const sourcesOf = (pattern: string) =>
  globSync(pattern, { cwd: renderer })
    .filter((name) => !/\.test\.tsx?$/.test(name))
    .map((name) => ({ name, source: readFileSync(join(renderer, name), 'utf8') }));

describe('only tokens hold values', () => {
  it('in features of both windows: no colour, length or font but tokens', () => {
    const found = sourcesOf('{app,signer}/**/*.{css,tsx,ts}').flatMap(({ name, source }) =>
      findRawValues(name, source).map((raw) => `${name}:${raw.line} ${raw.why}: ${raw.found}`),
    );
    expect(found).toEqual([]);
  });

  it('in components of the design system: colours only in colors.css, fonts only as tokens', () => {
    const found = sourcesOf('ui/**/*.{css,tsx,ts}')
      .filter(({ name }) => !name.startsWith('ui/styles/'))
      .flatMap(({ name, source }) =>
        findRawValues(name, source)
          .filter((raw) => raw.why !== 'length')
          .map((raw) => `${name}:${raw.line} ${raw.why}: ${raw.found}`),
      );
    expect(found).toEqual([]);
  });
});

describe('findRawValues', () => {
  it.each([
    ['a.css', '.a { color: #fff; }', 'colour'],
    ['a.css', '.a { color: rgb(0 0 0); }', 'colour'],
    ['a.css', '.a { background: white; }', 'colour'],
    ['a.css', '.a { border: var(--line-width) solid red; }', 'colour'],
    ['a.css', '.a { margin: 3px; }', 'length'],
    ['a.css', '.a { margin: -0.5rem; }', 'length'],
    ['a.css', '.a { font-size: 13em; }', 'font'],
    ['a.css', '.a { font-weight: 700; }', 'font'],
    ['a.tsx', '<p style={{ color }} />', 'inline-style'],
    ['a.tsx', '<p dangerouslySetInnerHTML={x} />', 'markup'],
    ['a.tsx', "<path stroke='#123456' />", 'colour'],
  ])('refuses in %s: %s', (name, source, why) => {
    expect(findRawValues(name, source).map((raw) => raw.why)).toContain(why);
  });

  it.each([
    ['a.css', '.a { color: var(--text); margin: 0 auto; white-space: nowrap; inline-size: 100%; }'],
    ['a.css', '@media (width < 1040px) { .a { gap: var(--space-8); } }'],
    ['a.css', '/* was #fff and 3px */'],
    ['a.css', '.orange-count { flex: 1; }'],
    ['a.tsx', "<p style={{ '--share': share }} />"],
    ['a.tsx', '<svg stroke="currentColor" fill="none" />'],
  ])('allows in %s: %s', (name, source) => {
    expect(findRawValues(name, source)).toEqual([]);
  });
});
