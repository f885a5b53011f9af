/**
 * Recursive Length Prefix (Ethereum yellow paper, appendix B), the canonical form only: whatever has a shorter encoding
 * is refused, so that bytes and meaning are one to one.
 *
 *   00…7f            that byte            80…b7  0–55 bytes follow          b8…bf  length of length, length, bytes
 *   c0…f7  list of 0–55 bytes             f8…ff  length of length, length, items
 */
import { concatBytes } from '../../../wallet-core/primitives/index.ts';
import { badTransaction } from './bad-transaction.ts';

export type RlpItem = Uint8Array | readonly RlpItem[];

const SHORT_LIMIT = 55;
/** Transactions nest once (access lists thrice); deeper is hostile. */
const MAX_DEPTH = 4;

/** Big-endian bytes without leading zeros; zero is no byte at all. Throws RangeError for a negative number. */
export function uintBytes(value: bigint): Uint8Array {
  if (value < 0n) throw new RangeError('negative');
  if (value === 0n) return new Uint8Array();
  const digits = value.toString(16);
  const hex = digits.length % 2 === 0 ? digits : `0${digits}`;
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/** The number of its shortest big-endian bytes. Refuses leading zeros and more than `maxBytes`. */
export function parseUintBytes(bytes: Uint8Array, maxBytes: number): bigint {
  if (bytes.length > maxBytes) throw badTransaction('number-range');
  if (bytes[0] === 0) throw badTransaction('number-form');
  return toUint(bytes);
}

/** The number of big-endian bytes, leading zeros or not. */
export function toUint(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  return value;
}

function header(offset: number, length: number): Uint8Array {
  if (length <= SHORT_LIMIT) return Uint8Array.of(offset + length);
  const lengthBytes = uintBytes(BigInt(length));
  return concatBytes(Uint8Array.of(offset + SHORT_LIMIT + lengthBytes.length), lengthBytes);
}

function isList(item: RlpItem): item is readonly RlpItem[] {
  return Array.isArray(item);
}

/** The one encoding of an item. */
export function encodeRlp(item: RlpItem): Uint8Array {
  if (isList(item)) {
    const body = concatBytes(...item.map(encodeRlp));
    return concatBytes(header(0xc0, body.length), body);
  }
  const [first = 0x80] = item;
  return item.length === 1 && first < 0x80 ? item.slice() : concatBytes(header(0x80, item.length), item);
}

interface Read {
  readonly item: RlpItem;
  readonly end: number;
}

/** Where the content of an item begins and ends. Long forms of short contents are refused. */
function contentOf(bytes: Uint8Array, at: number, offset: number): { readonly start: number; readonly end: number } {
  const length = (bytes[at] ?? 0) - offset;
  if (length <= SHORT_LIMIT) return { start: at + 1, end: at + 1 + length };
  const lengthOfLength = length - SHORT_LIMIT;
  const start = at + 1 + lengthOfLength;
  const lengthBytes = bytes.subarray(at + 1, start);
  if (start > bytes.length || lengthBytes[0] === 0 || lengthOfLength > 4) throw badTransaction('rlp-length');
  const size = Number(toUint(lengthBytes));
  if (size <= SHORT_LIMIT) throw badTransaction('rlp-form');
  return { start, end: start + size };
}

function readItem(bytes: Uint8Array, at: number, limit: number, depth: number): Read {
  const first = bytes[at];
  if (first === undefined || at >= limit || depth > MAX_DEPTH) throw badTransaction('rlp');
  if (first < 0x80) return { item: bytes.slice(at, at + 1), end: at + 1 };
  const { start, end } = contentOf(bytes, at, first < 0xc0 ? 0x80 : 0xc0);
  if (end > limit) throw badTransaction('rlp-length');
  if (first < 0xc0) {
    const item = bytes.slice(start, end);
    if (item.length === 1 && (item[0] ?? 0) < 0x80) throw badTransaction('rlp-form');
    return { item, end };
  }
  const items: RlpItem[] = [];
  let next = start;
  while (next < end) {
    const read = readItem(bytes, next, end, depth + 1);
    items.push(read.item);
    next = read.end;
  }
  return { item: items, end };
}

/** The item of exactly these bytes. Throws `chain.bad-transaction` for anything but the one canonical encoding. */
export function decodeRlp(bytes: Uint8Array): RlpItem {
  const { item, end } = readItem(bytes, 0, bytes.length, 0);
  if (end !== bytes.length) throw badTransaction('rlp-trailing');
  return item;
}

/** The items of a list of exactly `count`. */
export function listOf(item: RlpItem, count: number): readonly RlpItem[] {
  if (!isList(item) || item.length !== count) throw badTransaction('field-count');
  return item;
}

/** The bytes of an item that is no list. */
export function bytesOf(item: RlpItem): Uint8Array {
  if (isList(item)) throw badTransaction('field-form');
  return item;
}
