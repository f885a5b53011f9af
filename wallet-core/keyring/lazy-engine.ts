import type { Secp256k1Engine } from '../ports/index.ts';
import { nobleEngine } from './noble-engine.ts';

export interface LazyEngine {
  readonly engine: Required<Secp256k1Engine>;
  /** Fetches the fast one, once; until it is here, and if it never comes, the other one does the same work. Never throws. */
  warmUp(): Promise<void>;
}

/**
 * An engine that is there at once and becomes fast when `load` has come back: the WebAssembly of libsecp256k1 is more
 * than a megabyte, and nobody needs it before an account is open. Both give the same bytes (RFC 6979, low-S).
 */
export function createLazyEngine(
  load: () => Promise<Required<Secp256k1Engine>>,
  first: Required<Secp256k1Engine> = nobleEngine,
): LazyEngine {
  let current = first;
  let loading: Promise<void> | undefined;
  return {
    engine: {
      sign: (digest32, privateKey) => current.sign(digest32, privateKey),
      signRecoverable: (digest32, privateKey) => current.signRecoverable(digest32, privateKey),
      publicKey: (privateKey) => current.publicKey(privateKey),
    },
    warmUp() {
      loading ??= load().then(
        (fast) => {
          current = fast;
        },
        () => {
          // The next account that is opened tries again.
          loading = undefined;
        },
      );
      return loading;
    },
  };
}
