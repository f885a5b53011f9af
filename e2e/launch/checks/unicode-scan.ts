/**
 * S-09: source that reads differently from what it does. Refused everywhere in text files under version control: bidi
 * controls, zero-width and other invisible characters, and letters of other scripts inside an ASCII word.
 * Language files, vectors and tests may hold such characters as data, but only as escapes.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from './finding.ts';

/** Bidi controls, zero-width characters, soft hyphen, variation selectors, tag characters, odd spaces, private use. */
const INVISIBLE = new RegExp(
  [
    '[\\u00ad\\u061c\\u115f\\u1160\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb]',
    '\\p{Variation_Selector}|\\p{Private_Use}|\\u034f|\\u17b4|\\u17b5',
    '[\\u{e0000}-\\u{e0fff}]',
  ].join('|'),
  'u',
);

/** A Latin letter touching a Greek, Cyrillic, Armenian or full-width one: the shape of a look-alike identifier. */
const MIXED_WORD =
  /[A-Za-z_$][\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\uff21-\uff5a]|[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\uff21-\uff5a][A-Za-z_$]/u;

const BINARY = /\.(png|ico|icns|woff2?|wasm|jpg|jpeg|gif|webp|pdf|gz|zip|db)$/i;
/** Data as published by others, kept byte for byte. */
const AS_PUBLISHED = /^(e2e\/vectors\/[^/]+\.json|assets\/unicode-\d+\/.*|assets\/word-lists\/.*)$/;

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Every refused character of one text, with its line. */
export function scanText(where: string, text: string): Finding[] {
  return text.split('\n').flatMap((line, index) => {
    const at = `${where}:${index + 1}`;
    const hidden = INVISIBLE.exec(line);
    if (hidden)
      return [{ where: at, what: `holds the invisible character ${codePoint(hidden[0])}; write it as an escape` }];
    const mixed = MIXED_WORD.exec(line);
    if (mixed) return [{ where: at, what: `mixes scripts in one word ("${mixed[0]}")` }];
    return [];
  });
}

/** Files under version control or about to be. */
export function listSourceFiles(root: string): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  });
  return listed
    .toString('utf8')
    .split('\0')
    .filter((path) => path !== '');
}

export function scanUnicode(root: string): Finding[] {
  return listSourceFiles(root)
    .filter((path) => !BINARY.test(path) && !AS_PUBLISHED.test(path))
    .flatMap((path) => {
      try {
        return scanText(path, readFileSync(join(root, path), 'utf8'));
      } catch {
        return []; // listed but deleted in the working tree
      }
    });
}
