import { badTransaction } from './bad-transaction.ts';

/**
 * Reads consensus-encoded bytes from start to end. Throws `chain.bad-transaction` when bytes are missing, a length is
 * written in a longer form than needed, or something is left over: two byte strings never mean the same transaction.
 */
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

  /** A copy of the next `length` bytes. */
  bytes(length: number): Uint8Array {
    const start = this.#advance(length);
    return this.#bytes.slice(start, start + length);
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  u32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.#advance(8), true);
  }

  /** CompactSize of at most `max`, shortest form only. The 9-byte form counts beyond 2^32 and is always refused. */
  compactSize(max: number): number {
    const first = this.u8();
    let value = first;
    if (first === 0xfd) {
      value = this.#view.getUint16(this.#advance(2), true);
      if (value < 0xfd) throw badTransaction('size-form');
    } else if (first === 0xfe) {
      value = this.u32();
      if (value <= 0xffff) throw badTransaction('size-form');
    } else if (first === 0xff) {
      throw badTransaction('size-range');
    }
    if (value > max) throw badTransaction('size-range');
    return value;
  }

  /** Length-prefixed bytes, at most `max` of them. */
  varBytes(max: number): Uint8Array {
    return this.bytes(this.compactSize(max));
  }

  /** Throws unless everything has been read. */
  end(): void {
    if (this.remaining !== 0) throw badTransaction('trailing-bytes');
  }

  #advance(length: number): number {
    const start = this.#at;
    if (length > this.#bytes.length - start) throw badTransaction('truncated');
    this.#at = start + length;
    return start;
  }
}
