/** The part of argon2-browser 1.18.0 that the worker uses; its WebAssembly is inlined in this file of the package. */
declare module 'argon2-browser/dist/argon2-bundled.min.js' {
  interface HashOptions {
    readonly pass: Uint8Array;
    readonly salt: Uint8Array;
    readonly time: number;
    /** KiB. */
    readonly mem: number;
    readonly hashLen: number;
    readonly parallelism: number;
    /** 2 = Argon2id. */
    readonly type: 2;
  }
  const argon2: { hash(options: HashOptions): Promise<{ readonly hash: Uint8Array }> };
  export default argon2;
}
