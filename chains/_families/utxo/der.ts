/**
 * ECDSA signatures in strict DER (BIP66) with the lower of the two possible S values (BIP62 rule 5): nodes refuse
 * anything else. `30 len 02 lenR R 02 lenS S`, R and S big endian without needless leading zeros.
 */
import { concatBytes, fromHex } from '../../../wallet-core/primitives/index.ts';

export const SIGHASH_ALL = 0x01;

/** Half the order of secp256k1 (SEC 2): the largest S allowed. */
const HALF_ORDER = fromHex('7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0');
const ORDER = fromHex('fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141');

function compare(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

function derInteger(value: Uint8Array): Uint8Array {
  let start = 0;
  while (start < value.length - 1 && value[start] === 0) start += 1;
  const magnitude = value.subarray(start);
  const padding = ((magnitude[0] ?? 0) & 0x80) === 0 ? 0 : 1;
  const integer = new Uint8Array(2 + padding + magnitude.length);
  integer[0] = 0x02;
  integer[1] = padding + magnitude.length;
  integer.set(magnitude, 2 + padding);
  return integer;
}

/** Is r ‖ s a signature a node would look at: 64 bytes, 0 < r < n, 0 < s ≤ n/2? */
export function isLowS(compact: Uint8Array): boolean {
  if (compact.length !== 64) return false;
  const r = compact.subarray(0, 32);
  const s = compact.subarray(32);
  return !isZero(r) && !isZero(s) && compare(r, ORDER) < 0 && compare(s, HALF_ORDER) <= 0;
}

/** DER of a 64-byte r ‖ s. Throws RangeError for values no node accepts (zero, too large, high S). */
export function encodeDer(compact: Uint8Array): Uint8Array {
  if (!isLowS(compact)) throw new RangeError('signature values');
  const r = derInteger(compact.subarray(0, 32));
  const s = derInteger(compact.subarray(32));
  return concatBytes(Uint8Array.of(0x30, r.length + s.length), r, s);
}

function readInteger(der: Uint8Array, at: number): Uint8Array | undefined {
  const length = der[at + 1] ?? 0;
  const value = der.subarray(at + 2, at + 2 + length);
  if (der[at] !== 0x02 || length === 0 || value.length !== length) return undefined;
  const first = value[0] ?? 0;
  if ((first & 0x80) !== 0) return undefined;
  if (first === 0 && length > 1 && ((value[1] ?? 0) & 0x80) === 0) return undefined;
  return value;
}

function padded(value: Uint8Array): Uint8Array | undefined {
  const magnitude = value.length === 33 && value[0] === 0 ? value.subarray(1) : value;
  if (magnitude.length > 32) return undefined;
  const full = new Uint8Array(32);
  full.set(magnitude, 32 - magnitude.length);
  return full;
}

/** 64-byte r ‖ s of a strict, low-S DER signature; `undefined` for anything else. Never throws. */
export function parseDer(der: Uint8Array): Uint8Array | undefined {
  if (der.length < 8 || der.length > 72 || der[0] !== 0x30 || der[1] !== der.length - 2) return undefined;
  const rawR = readInteger(der, 2);
  if (rawR === undefined) return undefined;
  const rawS = readInteger(der, 4 + rawR.length);
  if (rawS === undefined || 6 + rawR.length + rawS.length !== der.length) return undefined;
  const r = padded(rawR);
  const s = padded(rawS);
  if (r === undefined || s === undefined) return undefined;
  const compact = concatBytes(r, s);
  return isLowS(compact) ? compact : undefined;
}
