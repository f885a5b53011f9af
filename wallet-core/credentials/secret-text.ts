import { WalletError } from '../errors/index.ts';
import { accept, type Result, refuse, SecretBytes, utf8 } from '../primitives/index.ts';
import { isAssigned } from './assigned.ts';

export type SecretTextRefusal = 'surrogate' | 'control' | 'unassigned' | 'length';

export const maxSecretBytes = 1024;

/**
 * No text above this many UTF-16 units can shrink to 1024 bytes: NFKC turns at best two units (a mathematical letter)
 * into one byte. With a margin; it bounds the work on a pasted megabyte.
 */
const maxUnits = 4096;

const control = /[\u0000-\u001f\u007f-\u009f]/;

/** U+A7F1 came with Unicode 17 and folds to S: a runtime that does not know it would derive another account. */
function assertUnicode17(): void {
  if ('\ua7f1'.normalize('NFKC') !== 'S') throw new WalletError('internal', { what: 'unicode-data-older-than-17' });
}

/**
 * Password or passphrase as scheme v1 hashes it: NFKC, UTF-8, at most 1024 bytes after NFKC; no trimming, no case
 * change; empty is accepted. Refuses lone surrogates, control characters and what Unicode 17 does not assign.
 * Throws `internal` on a runtime whose Unicode data are older.
 */
export function parseSecretText(text: string): Result<SecretBytes, SecretTextRefusal> {
  if (text.length > maxUnits) return refuse('length');
  if (!text.isWellFormed()) return refuse('surrogate');
  if (control.test(text)) return refuse('control');
  for (const character of text) {
    if (!isAssigned(character.codePointAt(0) ?? 0)) return refuse('unassigned');
  }
  assertUnicode17();
  const bytes = utf8(text.normalize('NFKC'));
  if (bytes.length > maxSecretBytes) {
    bytes.fill(0);
    return refuse('length');
  }
  return accept(new SecretBytes(bytes));
}
