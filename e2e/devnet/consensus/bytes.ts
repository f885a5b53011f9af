/**
 * Byte reading, writing and hashing for the devnet's own serializer, written apart from the wallet's codec.
 * Reading is strict: past the end, non-minimal sizes and absurd sizes throw `DecodeError`.
 */
import { createHash } from 'node:crypto';
import { ripemd160 } from '@noble/hashes/legacy.js';

export class DecodeError extends Error {
  override readonly name = 'DecodeError';
}

/** The daemon's MAX_SIZE: no vector may announce more than 32 MiB (serialize.h). */
const maxAnnounced = 0x02000000;

export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.#bytes.length - this.#at;
  }

  #advance(count: number): number {
    if (count > this.remaining) throw new DecodeError('end of data');
    const from = this.#at;
    this.#at += count;
    return from;
  }

  take(count: number): Uint8Array {
    const from = this.#advance(count);
    return this.#bytes.slice(from, from + count);
  }

  skip(count: number): void {
    this.#advance(count);
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  u32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  i64(): bigint {
    return this.#view.getBigInt64(this.#advance(8), true);
  }

  /** CompactSize; the daemon refuses encodings longer than needed ("non-canonical ReadCompactSize()"). */
  compactSize(): number {
    const first = this.u8();
    let size = first;
    if (first === 0xfd) {
      size = this.#view.getUint16(this.#advance(2), true);
      if (size < 0xfd) throw new DecodeError('non-canonical size');
    } else if (first === 0xfe) {
      size = this.u32();
      if (size < 0x10000) throw new DecodeError('non-canonical size');
    } else if (first === 0xff) {
      throw new DecodeError('size too large');
    }
    if (size > maxAnnounced) throw new DecodeError('size too large');
    return size;
  }

  varBytes(): Uint8Array {
    return this.take(this.compactSize());
  }
}

export const u32le = (value: number): Uint8Array => {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, value, true);
  return out;
};

export const i64le = (value: bigint): Uint8Array => {
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigInt64(0, value, true);
  return out;
};

export const compactSize = (size: number): Uint8Array => {
  if (size < 0xfd) return Uint8Array.of(size);
  if (size <= 0xffff) return Uint8Array.of(0xfd, size & 0xff, size >>> 8);
  return Uint8Array.of(0xfe, ...u32le(size));
};

export const concat = (...parts: readonly Uint8Array[]): Uint8Array => {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
};

export const varBytes = (bytes: Uint8Array): Uint8Array => concat(compactSize(bytes.length), bytes);

export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Even-length hex text to bytes; anything else throws. */
export const fromHex = (text: string): Uint8Array => {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) throw new DecodeError('not hex');
  return new Uint8Array(Buffer.from(text, 'hex'));
};

/** Ids are shown byte-reversed; these two cross that border. */
export const idFromHash = (hash: Uint8Array): string => toHex(Uint8Array.from(hash).reverse());
export const hashFromId = (id: string): Uint8Array => fromHex(id).reverse();

export const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());
export const sha256d = (bytes: Uint8Array): Uint8Array => sha256(sha256(bytes));
export const hash160 = (bytes: Uint8Array): Uint8Array => ripemd160(sha256(bytes));

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
