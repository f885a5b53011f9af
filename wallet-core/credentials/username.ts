import { accept, type Brand, type Result, refuse, unsafeBrand } from '../primitives/index.ts';

/** A user name as account scheme v1 salts it: 3–64 characters of `[a-z0-9._+@-]`. */
export type Username = Brand<string, 'Username'>;

export type UsernameRefusal = 'non-ascii' | 'length' | 'character';

const nonAscii = /[^\u0000-\u007f]/;
const paddingAtStart = /^[\t\n\v\f\r ]+/;
const paddingAtEnd = /[\t\n\v\f\r ]+$/;
const allowed = /^[a-z0-9._+@-]*$/;

/**
 * The one place where a user name gets its canonical form: white space trimmed at both ends, lower case.
 * Refuses anything outside ASCII first, since lower-casing maps some foreign letters (the Kelvin sign) into ASCII.
 */
export function parseUsername(text: string): Result<Username, UsernameRefusal> {
  if (nonAscii.test(text)) return refuse('non-ascii');
  const name = text.replace(paddingAtStart, '').replace(paddingAtEnd, '').toLowerCase();
  if (name.length < 3 || name.length > 64) return refuse('length');
  return allowed.test(name) ? accept(unsafeBrand<Username>(name)) : refuse('character');
}
