/** Wallet import format: Base58Check of version ‖ 32-byte key ‖ 01 when its public key is used in compressed form. */
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { accept, concatBytes, type Result, refuse } from '../../../wallet-core/primitives/index.ts';
import { formatBase58Check, parseBase58Check } from './base58check.ts';

export interface WifKey {
  readonly privateKey: Uint8Array;
  readonly compressed: boolean;
}

export type WifRefusal = 'length' | 'character' | 'checksum' | 'prefix' | 'range';

/** The key of a WIF text with this version byte. Refuses every other version and keys outside 1…n-1. */
export function parseWif(text: string, version: number): Result<WifKey, WifRefusal> {
  const parsed = parseBase58Check(text);
  if (!parsed.ok) return parsed;
  const payload = parsed.value;
  if (payload[0] !== version) return refuse('prefix');
  const compressed = payload.length === 34;
  if (!compressed && payload.length !== 33) return refuse('length');
  if (compressed && payload[33] !== 1) return refuse('prefix');
  const privateKey = payload.slice(1, 33);
  return secp256k1.utils.isValidSecretKey(privateKey) ? accept({ privateKey, compressed }) : refuse('range');
}

/** WIF of a private key. Throws RangeError for one outside 1…n-1. */
export function formatWif({ privateKey, compressed }: WifKey, version: number): string {
  if (!secp256k1.utils.isValidSecretKey(privateKey)) throw new RangeError('private key');
  return formatBase58Check(concatBytes(Uint8Array.of(version), privateKey), Uint8Array.of(...(compressed ? [1] : [])));
}
