import type { Argon2Parameters } from '../../../wallet-core/ports/index.ts';

/** What the page hands to the worker; `input` is transferred, so the page keeps no copy. */
export interface DerivationJob {
  readonly input: Uint8Array<ArrayBuffer>;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly parameters: Argon2Parameters;
}

export type DerivationOutcome =
  | { readonly kind: 'derived'; readonly output: Uint8Array }
  | { readonly kind: 'out-of-memory' }
  | { readonly kind: 'failed' };
