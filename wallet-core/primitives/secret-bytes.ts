/**
 * Bytes that must not be shown: every way to turn them into text gives `[secret]`, and they can be erased.
 * Best effort: JavaScript may have copied them before; the process that holds them is ended on lock (E-27).
 */
export class SecretBytes {
  #bytes: Uint8Array | undefined;

  /** Takes ownership of `bytes`: the caller must not keep or change them. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The bytes themselves, for the duration of one computation. Throws after `erase()`. */
  unsafeReveal(): Uint8Array {
    if (this.#bytes === undefined) throw new TypeError('secret was erased');
    return this.#bytes;
  }

  get isErased(): boolean {
    return this.#bytes === undefined;
  }

  erase(): void {
    this.#bytes?.fill(0);
    this.#bytes = undefined;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}
