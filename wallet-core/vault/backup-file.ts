import { hkdf } from '@noble/hashes/hkdf.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { WalletError } from '../errors/index.ts';
import type { Random } from '../ports/index.ts';
import {
  type AccountId,
  concatBytes,
  equalBytes,
  fromHex,
  parseUtf8,
  SecretBytes,
  toHex,
  unsafeBrand,
  utf8,
} from '../primitives/index.ts';
import { badFormat } from './bad-format.ts';
import { contextBytes } from './blob-context.ts';
import { decrypt, encrypt, nonceLength, tagLength } from './cipher.ts';

/**
 * One file with what an account has on a device besides its keys. Opened on any device by the account's own credentials.
 *
 * | offset | bytes | field                                                     |
 * |-------:|------:|-----------------------------------------------------------|
 * |      0 |     4 | magic `PLXB`                                              |
 * |      4 |     1 | format version, 1                                         |
 * |      5 |     8 | account id: tells which account opens it, and no more     |
 * |     13 |    24 | nonce                                                     |
 * |     37 |     n | ciphertext (XChaCha20-Poly1305), a multiple of 4,096 bytes |
 * |   37+n |    16 | tag                                                       |
 *
 * Associated data: everything before the nonce. The text is filled up with spaces, so that the size tells little.
 */
const magic = Uint8Array.of(0x50, 0x4c, 0x58, 0x42);
const backupVersion = 1;
const headerLength = 13;
const paddedTo = 4_096;

/** Text of one backup, as UTF-8. Journals with thousands of payments stay far below. */
export const maxBackupBytes = 67_108_864;
const overhead = headerLength + nonceLength + tagLength;
/** A longer file is not read. */
export const maxBackupFileBytes: number = maxBackupBytes + overhead;

const label = 'parallax/v1/backup';

/**
 * `HKDF-SHA-512( secret, salt empty, "parallax/v1/backup", 32 )`. The secret is what every device finds again: the
 * `vaultKey` of a password account, which the backend holds; the 64-byte BIP39 seed of an imported one, whose vault key
 * is of one device only, so the signer derives this key and hands it out for the one file.
 */
export function deriveBackupKey(secret: SecretBytes): SecretBytes {
  return new SecretBytes(hkdf(sha512, secret.unsafeReveal(), undefined, utf8(label), 32));
}

function buildHeader(accountId: AccountId): Uint8Array {
  return concatBytes(magic, Uint8Array.of(backupVersion), fromHex(accountId));
}

/** Encrypts a backup (text of `formatBackup`). Throws `input.too-long` beyond 64 MiB. */
export function sealBackup(backupKey: SecretBytes, accountId: AccountId, text: string, random: Random): Uint8Array {
  const bytes = utf8(text);
  const content = new Uint8Array(Math.ceil(bytes.length / paddedTo) * paddedTo).fill(0x20);
  if (content.length > maxBackupBytes) throw new WalletError('input.too-long', { what: 'backup' });
  content.set(bytes);
  bytes.fill(0);
  const header = buildHeader(accountId);
  const sealed = encrypt(backupKey.unsafeReveal(), contextBytes(label, [toHex(header)]), content, random);
  content.fill(0);
  return concatBytes(header, sealed);
}

/** Which account a backup file is of, before anything is opened. Throws `vault.bad-format` or `vault.newer-version`. */
export function readBackupAccount(file: Uint8Array): AccountId {
  if (file.length < overhead || !equalBytes(file.subarray(0, 4), magic)) throw badFormat('magic');
  const version = file[4] ?? 0;
  if (version > backupVersion) throw new WalletError('vault.newer-version', { version, known: backupVersion });
  if (version !== backupVersion) throw badFormat('version');
  const contentLength = file.length - overhead;
  if (contentLength < paddedTo || contentLength > maxBackupBytes || contentLength % paddedTo !== 0) {
    throw badFormat('length');
  }
  return unsafeBrand<AccountId>(toHex(file.subarray(5, headerLength)));
}

/**
 * The text of a backup of this account. Throws as `readBackupAccount` does, `vault.wrong-key` for another account's
 * file, `vault.tampered` when a bit differs.
 */
export function openBackup(backupKey: SecretBytes, accountId: AccountId, file: Uint8Array): string {
  if (readBackupAccount(file) !== accountId) throw new WalletError('vault.wrong-key', { what: 'other-account' });
  const associated = contextBytes(label, [toHex(file.subarray(0, headerLength))]);
  const content = decrypt(backupKey.unsafeReveal(), associated, file.subarray(headerLength));
  if (content === undefined) throw new WalletError('vault.tampered');
  const text = parseUtf8(content);
  content.fill(0);
  if (text === undefined) throw badFormat('text');
  return text;
}
