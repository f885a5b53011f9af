import { base64 } from '@scure/base';
import { WalletError } from '../errors/index.ts';
import type { Random } from '../ports/index.ts';
import { concatBytes, parseUtf8, type SecretBytes, utf8 } from '../primitives/index.ts';
import { badFormat } from './bad-format.ts';
import { contextBytes } from './blob-context.ts';
import { decrypt, encrypt, nonceLength, tagLength } from './cipher.ts';

/**
 * A private row of the local profile, as text for the `Store` port: base64 of
 *
 * | offset | bytes | field                                |
 * |-------:|------:|--------------------------------------|
 * |      0 |     1 | format version, 1                    |
 * |      1 |    24 | nonce                                |
 * |     25 |     n | ciphertext (XChaCha20-Poly1305)      |
 * |   25+n |    16 | tag                                  |
 *
 * Associated data: version, table and row key, so rows cannot be swapped.
 */
const rowVersion = 1;
const overhead = 1 + nonceLength + tagLength;

/** Text of one row; far above any row the wallet writes, far below what would hurt. */
export const maxRowBytes = 16_777_216;

function associated(table: string, key: string): Uint8Array {
  return concatBytes(Uint8Array.of(rowVersion), contextBytes('parallax/v1/row', [table, key]));
}

/** Encrypts a row with the storage key (`vaultKey`). Each call gives other text. RangeError beyond 16 MiB. */
export function sealRow(storageKey: SecretBytes, table: string, key: string, text: string, random: Random): string {
  const content = utf8(text);
  if (content.length > maxRowBytes) throw new RangeError('row too large');
  const body = encrypt(storageKey.unsafeReveal(), associated(table, key), content, random);
  return base64.encode(concatBytes(Uint8Array.of(rowVersion), body));
}

/** Text of a row. Throws `vault.bad-format`, `vault.newer-version`, or `vault.tampered` for another key, table or row. */
export function openRow(storageKey: SecretBytes, table: string, key: string, stored: string): string {
  if (stored.length > Math.ceil((maxRowBytes + overhead) / 3) * 4) throw badFormat('length');
  const bytes = parseBase64(stored);
  const version = bytes[0] ?? 0;
  if (version > rowVersion) throw new WalletError('vault.newer-version', { version, known: rowVersion });
  if (version !== rowVersion || bytes.length < overhead) throw badFormat('row');
  const content = decrypt(storageKey.unsafeReveal(), associated(table, key), bytes.subarray(1));
  if (content === undefined) throw new WalletError('vault.tampered');
  const text = parseUtf8(content);
  if (text === undefined) throw badFormat('text');
  return text;
}

function parseBase64(text: string): Uint8Array {
  try {
    return base64.decode(text);
  } catch {
    throw badFormat('base64');
  }
}
