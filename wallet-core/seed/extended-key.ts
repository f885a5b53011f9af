import { sha256 } from '@noble/hashes/sha2.js';
import { createBase58check } from '@scure/base';
import { fromHex } from '../primitives/index.ts';

const base58check = createBase58check(sha256);

/** SLIP-0132 version bytes of a BIP84 account key. */
const zpubVersion = fromHex('04b24746');
const xpubVersion = fromHex('0488b21e');
const extendedKeyLength = 78;

/** The same key as other wallets write it for BIP84 accounts (SLIP-0132). RangeError for text that is no xpub. */
export function toZpub(xpub: string): string {
  const bytes = base58check.decode(xpub);
  if (bytes.length !== extendedKeyLength || !xpubVersion.every((byte, at) => bytes[at] === byte)) {
    throw new RangeError('not an xpub');
  }
  bytes.set(zpubVersion);
  return base58check.encode(bytes);
}
