import { secp256k1 } from '@noble/curves/secp256k1.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { createBase58check } from '@scure/base';
import { accept, concatBytes, type Result, refuse, SecretBytes } from '../primitives/index.ts';

/** Wallet import format, main network of Bitcoin and FLUX alike: `0x80 ‖ key (32) ‖ [0x01 when compressed]`, Base58Check. */
const version = 0x80;
const compressedMark = 0x01;
const base58check = createBase58check(sha256);
const base58Text = /^[1-9A-HJ-NP-Za-km-z]+$/;

export interface WifKey {
  readonly privateKey: SecretBytes;
  /** Which public key, hence which address, belongs to it. Kept: old FluxNode keys are not compressed. */
  readonly compressed: boolean;
}

export type WifRefusal = 'character' | 'length' | 'checksum' | 'wrong-network' | 'form' | 'range';

/** Text of a private key, for the one export screen. A secret. RangeError for bytes that are no private key. */
export function encodeWif(privateKey: Uint8Array, compressed: boolean): string {
  if (!secp256k1.utils.isValidSecretKey(privateKey)) throw new RangeError('not a private key');
  const mark = compressed ? Uint8Array.of(compressedMark) : new Uint8Array(0);
  return base58check.encode(concatBytes(Uint8Array.of(version), privateKey, mark));
}

/** Reads a WIF key with its compressed flag. Refuses other networks, marks other than 01, and keys outside 1…n−1. */
export function parseWif(text: string): Result<WifKey, WifRefusal> {
  if (!base58Text.test(text)) return refuse('character');
  if (text.length < 51 || text.length > 52) return refuse('length');
  let bytes: Uint8Array;
  try {
    bytes = base58check.decode(text);
  } catch {
    return refuse('checksum');
  }
  const key = bytes.slice(1, 33);
  const reason = refusalOf(bytes, key);
  const compressed = bytes.length === 34;
  bytes.fill(0);
  if (reason !== undefined) {
    key.fill(0);
    return refuse(reason);
  }
  return accept({ privateKey: new SecretBytes(key), compressed });
}

function refusalOf(bytes: Uint8Array, key: Uint8Array): WifRefusal | undefined {
  if (bytes[0] !== version) return 'wrong-network';
  if (bytes.length !== 33 && bytes.length !== 34) return 'length';
  if (bytes.length === 34 && bytes[33] !== compressedMark) return 'form';
  return secp256k1.utils.isValidSecretKey(key) ? undefined : 'range';
}
