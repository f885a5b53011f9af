import { argon2id } from '@noble/hashes/argon2.js';
import { argon2id as wasmArgon2id } from 'hash-wasm';
import type { Argon2 } from '../../../../wallet-core/ports/index.ts';
import { toHex } from '../../../../wallet-core/primitives/index.ts';

/** hash-wasm: 2 to 4 seconds a derivation at full cost. */
export const wasmOracle: Argon2 = {
  derive: (password, salt, { memoryKiB, iterations, parallelism, outputLength }) =>
    wasmArgon2id({
      password,
      salt,
      parallelism,
      iterations,
      memorySize: memoryKiB,
      hashLength: outputLength,
      outputType: 'binary',
    }),
};

/** @noble/hashes, pure JavaScript: about 9 seconds, so it confirms a few inputs only. */
export const nobleOracle: Argon2 = {
  derive: async (password, salt, { memoryKiB, iterations, parallelism, outputLength }) =>
    argon2id(password, salt, { m: memoryKiB, t: iterations, p: parallelism, dkLen: outputLength, version: 0x13 }),
};

export interface Derivation {
  readonly salt: string;
  readonly input: string;
  readonly master: string;
}

/**
 * An Argon2 port that asks the oracle once per salt, input and parameters, and tells what it was asked for. The copy it
 * hands out belongs to the caller, who overwrites it.
 */
export class RecordingArgon2 implements Argon2 {
  readonly #oracle: Argon2;
  readonly #known = new Map<string, Uint8Array>();
  #last: Derivation | undefined;

  constructor(oracle: Argon2) {
    this.#oracle = oracle;
  }

  get last(): Derivation {
    if (this.#last === undefined) throw new TypeError('nothing was derived');
    return this.#last;
  }

  derive: Argon2['derive'] = async (input, salt, parameters) => {
    const question = { salt: toHex(salt), input: toHex(input) };
    const name = JSON.stringify([question, parameters]);
    const master = this.#known.get(name) ?? (await this.#oracle.derive(input.slice(), salt, parameters));
    this.#known.set(name, master);
    this.#last = { ...question, master: toHex(master) };
    return master.slice();
  };
}
