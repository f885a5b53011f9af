import { ed25519 } from '@noble/curves/ed25519.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base58 } from '@scure/base';
import { WalletError } from '../errors/index.ts';
import { accept, concatBytes, type Result, refuse, SecretBytes, toHex } from '../primitives/index.ts';
import { unsafeAlgorandWords } from '../seed/index.ts';
import { parseSingleKey, type SingleKeyRefusal, type SingleKeyUse } from './single-key.ts';
import { encodeWif } from './wif.ts';

/** What a single key is imported for; `evm` is one key for the five chains of that family. The order is the stored one. */
export const importedKeyUses = [
  'flux',
  'flux-id',
  'bitcoin',
  'evm',
  'tron',
  'solana',
  'kadena',
  'algorand',
  'ergo',
] as const;
export type ImportedKeyUse = (typeof importedKeyUses)[number];

export interface ImportedKey {
  readonly use: ImportedKeyUse;
  /** Of WIF keys; true where the word means nothing. */
  readonly compressed: boolean;
  /** 32 bytes. */
  readonly privateKey: SecretBytes;
  /** 33 or 65 bytes on secp256k1, 32 on ed25519. */
  readonly publicKey: Uint8Array;
  /** From the public key, so that it stays the same whatever is added or removed. */
  readonly id: number;
}

export type ImportedKeyRefusal =
  | SingleKeyRefusal
  /** A sound key of another chain than the one it is said to be for. */
  | 'other-use'
  /** The old form of WIF, where a new one is needed. */
  | 'uncompressed';

/** More would be a wallet of its own; the addresses of all fit where watched ones travel. */
export const maxImportedKeys = 50;

function isEd25519(use: ImportedKeyUse): boolean {
  return use === 'solana' || use === 'kadena' || use === 'algorand';
}

function asSingleUse(use: ImportedKeyUse): SingleKeyUse {
  return use === 'evm' ? 'ethereum' : use;
}

function publicKeyOf(use: ImportedKeyUse, privateKey: Uint8Array, compressed: boolean): Uint8Array {
  return isEd25519(use) ? ed25519.getPublicKey(privateKey) : secp256k1.getPublicKey(privateKey, compressed);
}

function makeKey(use: ImportedKeyUse, compressed: boolean, privateKey: SecretBytes): ImportedKey {
  const publicKey = publicKeyOf(use, privateKey.unsafeReveal(), compressed);
  const digest = sha256(publicKey);
  const id = new DataView(digest.buffer, digest.byteOffset).getUint32(0) & 0x7fff_ffff;
  return { use, compressed, privateKey, publicKey, id };
}

/**
 * One private key as another wallet exports it, for the use the person states. FLUX and Flux ID keys must be compressed:
 * the old form unlocks other addresses and signs other logins, which accounts here do not do.
 */
export function parseImportedKey(text: string, use: ImportedKeyUse): Result<ImportedKey, ImportedKeyRefusal> {
  const parsed = parseSingleKey(text, isEd25519(use) ? 'ed25519' : 'secp256k1');
  if (!parsed.ok) return parsed;
  const { privateKey, uses } = parsed.value;
  const compressed = parsed.value.form !== 'wif' || parsed.value.compressed;
  const isForThis = uses.includes(asSingleUse(use)) || (use === 'flux-id' && parsed.value.form === 'hex');
  const isRefused = isForThis && !compressed && use !== 'bitcoin';
  if (isForThis && !isRefused) return accept(makeKey(use, compressed, privateKey));
  privateKey.erase();
  return refuse(isRefused ? 'uncompressed' : 'other-use');
}

/** The key as its own wallets take it back: WIF, hex, the pair in Base58 or 25 words. A secret, for the export screen. */
export function unsafeKeyText({ use, compressed, privateKey, publicKey }: ImportedKey): string {
  const bytes = privateKey.unsafeReveal();
  switch (use) {
    case 'flux':
    case 'flux-id':
    case 'bitcoin':
      return encodeWif(bytes, compressed);
    case 'evm':
      return `0x${toHex(bytes)}`;
    case 'solana':
      return base58.encode(concatBytes(bytes, publicKey));
    case 'algorand':
      return unsafeAlgorandWords(bytes);
    case 'tron':
    case 'kadena':
    case 'ergo':
      return toHex(bytes);
  }
}

/*
 * The content of the blob `keys`, format 1; sealed with the account's seal key:
 *
 *   offset      size  field
 *   0           1     version, 1
 *   1           1     how many, at most 50
 *   2 + 34 n    1     use: its place in `importedKeyUses`
 *   3 + 34 n    1     1 when compressed, else 0
 *   4 + 34 n    32    private key
 */
const VERSION = 1;
const RECORD = 34;

/** RangeError beyond `maxImportedKeys`. The bytes are a secret. */
export function serializeImportedKeys(keys: readonly ImportedKey[]): Uint8Array {
  if (keys.length > maxImportedKeys) throw new RangeError('too many keys');
  const records = keys.map(({ use, compressed, privateKey }) =>
    concatBytes(Uint8Array.of(importedKeyUses.indexOf(use), compressed ? 1 : 0), privateKey.unsafeReveal()),
  );
  const bytes = concatBytes(Uint8Array.of(VERSION, keys.length), ...records);
  for (const record of records) record.fill(0);
  return bytes;
}

/** Throws `vault.newer-version` or `vault.bad-format`; `bytes` are overwritten either way. */
export function parseImportedKeys(bytes: Uint8Array): readonly ImportedKey[] {
  try {
    const [version, count = 0] = bytes;
    if (version !== undefined && version > VERSION) throw new WalletError('vault.newer-version');
    const isWhole = version === VERSION && count <= maxImportedKeys && bytes.length === 2 + RECORD * count;
    if (!isWhole) throw new WalletError('vault.bad-format', { what: 'keys' });
    return Array.from({ length: count }, (_, at) =>
      parseRecord(bytes.subarray(2 + RECORD * at, 2 + RECORD * (at + 1))),
    );
  } finally {
    bytes.fill(0);
  }
}

function parseRecord(record: Uint8Array): ImportedKey {
  const use = importedKeyUses[record[0] ?? importedKeyUses.length];
  const mark = record[1];
  const key = record.slice(2);
  const isSound = use !== undefined && (isEd25519(use) || secp256k1.utils.isValidSecretKey(key));
  if (!isSound || (mark !== 0 && mark !== 1)) {
    key.fill(0);
    throw new WalletError('vault.bad-format', { what: 'keys' });
  }
  return makeKey(use, mark === 1, new SecretBytes(key));
}
