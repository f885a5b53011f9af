/** Writes consensus-encoded bytes into a buffer that grows. Throws RangeError for numbers that do not fit: a fault of ours. */
export class ByteWriter {
  #bytes: Uint8Array;
  #view: DataView;
  #length = 0;

  constructor(capacity = 256) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get length(): number {
    return this.#length;
  }

  bytes(bytes: Uint8Array): this {
    const start = this.#grow(bytes.length);
    this.#bytes.set(bytes, start);
    return this;
  }

  u8(value: number): this {
    if (!Number.isInteger(value) || value < 0 || value > 0xff) throw new RangeError('u8');
    const start = this.#grow(1);
    this.#view.setUint8(start, value);
    return this;
  }

  u32(value: number): this {
    if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) throw new RangeError('u32');
    const start = this.#grow(4);
    this.#view.setUint32(start, value, true);
    return this;
  }

  u64(value: bigint): this {
    if (value < 0n || value > 0xffffffffffffffffn) throw new RangeError('u64');
    const start = this.#grow(8);
    this.#view.setBigUint64(start, value, true);
    return this;
  }

  /** CompactSize in its shortest form. */
  compactSize(value: number): this {
    if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) throw new RangeError('compact size');
    if (value < 0xfd) return this.u8(value);
    if (value > 0xffff) return this.u8(0xfe).u32(value);
    this.u8(0xfd);
    const start = this.#grow(2);
    this.#view.setUint16(start, value, true);
    return this;
  }

  varBytes(bytes: Uint8Array): this {
    return this.compactSize(bytes.length).bytes(bytes);
  }

  /** What has been written, as its own copy. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /** Makes room and moves the end; gives where the new room starts. May replace the buffer, so callers take it first. */
  #grow(more: number): number {
    const start = this.#length;
    const needed = start + more;
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    this.#length = needed;
    return start;
  }
}
