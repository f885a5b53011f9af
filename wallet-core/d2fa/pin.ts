import { runArgon2 } from '../kdf/run-argon2.ts';
import type { Argon2, Argon2Parameters } from '../ports/index.ts';
import {
  accept,
  type Brand,
  equalBytes,
  type Result,
  refuse,
  SecretBytes,
  unsafeBrand,
  utf8,
} from '../primitives/index.ts';
import { derivePinSalt } from './keys.ts';
import { pinVerifierBytes } from './record.ts';

/** 6–12 digits. A secret. */
export type Pin = Brand<string, 'Pin'>;
export type PinRefusal = 'character' | 'length' | 'guessable';

const shortest = 6;
const longest = 12;
/** What people choose after the patterns below are refused: rows, columns and shapes of the key pad. */
const favourites = new Set([
  '147258',
  '258369',
  '789456',
  '456789',
  '159753',
  '147369',
  '369258',
  '159357',
  '112358',
  '314159',
]);

function steps(text: string): Set<number> {
  return new Set([...text].slice(1).map((digit, at) => (Number(digit) - Number(text[at]) + 10) % 10));
}

/** One digit, a run up or down, a block said again (`121212`, `123123`), a mirrored or doubled run, a date of these times. */
function isGuessable(text: string): boolean {
  if (steps(text).size === 1) return true;
  if (/^(.{1,6})\1+$/.test(text) || favourites.has(text) || favourites.has([...text].reverse().join(''))) return true;
  const half = text.slice(0, Math.ceil(text.length / 2));
  const mirrored = text.endsWith([...half].reverse().join(''));
  if (mirrored && steps(half).size <= 1) return true;
  if (/^(?:(\d)\1)+$/.test(text) && steps(text.replace(/(\d)\1/g, '$1')).size === 1) return true;
  return isDate(text);
}

const day = '(?:0[1-9]|[12][0-9]|3[01])';
const month = '(?:0[1-9]|1[0-2])';
const year = '(?:19|20)[0-9]{2}';
const dates = [`${day}${month}${year}`, `${month}${day}${year}`, `${year}${month}${day}`].map(
  (form) => new RegExp(`^${form}$`),
);

/** Eight digits only: among six digits a quarter would look like a date. */
function isDate(text: string): boolean {
  return dates.some((form) => form.test(text));
}

/** A PIN somebody chose for the second factor. Refuses other characters than 0–9, other lengths and what is tried first. */
export function parsePin(text: string): Result<Pin, PinRefusal> {
  if (!/^[0-9]*$/.test(text)) return refuse('character');
  if (text.length < shortest || text.length > longest) return refuse('length');
  return isGuessable(text) ? refuse('guessable') : accept(unsafeBrand<Pin>(text));
}

/**
 * 64 MiB and 3 passes: under a second, for it is asked before every payment. It only slows down who already holds the
 * account's keys; from the chain nothing can be guessed, since the record is encrypted. Part of record version 1.
 */
export const pinParametersV1: Argon2Parameters = Object.freeze({
  memoryKiB: 65_536,
  iterations: 3,
  parallelism: 1,
  outputLength: pinVerifierBytes,
});

/**
 * What a record keeps of a PIN: Argon2id over its digits with a salt of the account and the record's sequence. Throws
 * `account.out-of-memory` or `account.derivation-failed`. RangeError for text that is not 6–12 digits.
 */
export async function derivePinVerifier(
  d2faKey: SecretBytes,
  sequence: number,
  pin: string,
  argon2: Argon2,
): Promise<SecretBytes> {
  if (!/^[0-9]{6,12}$/.test(pin)) throw new RangeError('not a PIN');
  return new SecretBytes(await runArgon2(argon2, utf8(pin), derivePinSalt(d2faKey, sequence), pinParametersV1));
}

/** Whether `text` is the PIN of the record with this sequence. Text of another form is simply wrong. */
export async function verifyPin(
  d2faKey: SecretBytes,
  sequence: number,
  verifier: SecretBytes,
  text: string,
  argon2: Argon2,
): Promise<boolean> {
  if (!/^[0-9]{6,12}$/.test(text)) return false;
  const candidate = await derivePinVerifier(d2faKey, sequence, text, argon2);
  const equal = equalBytes(candidate.unsafeReveal(), verifier.unsafeReveal());
  candidate.erase();
  return equal;
}
