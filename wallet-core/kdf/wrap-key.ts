import type { Argon2, Argon2Parameters } from '../ports/index.ts';
import { accept, type Result, refuse, SecretBytes } from '../primitives/index.ts';
import { deriveLabelledKey } from './labelled-key.ts';
import { runArgon2 } from './run-argon2.ts';

/**
 * How a device password (imported accounts) or a PIN (quick unlock) becomes a key that wraps random keys. Unlike the
 * account scheme, the parameters travel in the header of the sealed blob, so they may grow with later versions.
 */
export interface WrapParameters {
  readonly memoryKiB: number;
  readonly iterations: number;
}

/** Floor of every later version too (security model §2.5). */
export const wrapFloor: WrapParameters = Object.freeze({ memoryKiB: 262_144, iterations: 3 });
/** A planted file must not make us allocate 64 GiB or run for an hour (E-33). */
export const wrapCeiling: WrapParameters = Object.freeze({ memoryKiB: 2_097_152, iterations: 16 });
/** What new blobs are written with: the cost of the account scheme. */
export const wrapParametersNow: WrapParameters = Object.freeze({ memoryKiB: 524_288, iterations: 4 });

export const wrapSaltLength = 32;

/** Accepts parameters between floor and ceiling. Check before anything is allocated. */
export function parseWrapParameters(
  parameters: WrapParameters,
): Result<WrapParameters, 'below-floor' | 'above-ceiling'> {
  const { memoryKiB, iterations } = parameters;
  if (!(memoryKiB >= wrapFloor.memoryKiB && iterations >= wrapFloor.iterations)) return refuse('below-floor');
  if (!(memoryKiB <= wrapCeiling.memoryKiB && iterations <= wrapCeiling.iterations)) return refuse('above-ceiling');
  return accept({ memoryKiB, iterations });
}

const labels = { 'device-password': 'parallax/v1/wrap/device-password', pin: 'parallax/v1/wrap/pin' } as const;

export type WrapPurpose = keyof typeof labels;

/**
 * 32-byte wrapping key of a device password or PIN. `secret` is consumed: erased when this settles. Throws
 * `account.out-of-memory` or `account.derivation-failed`; RangeError for parameters that `parseWrapParameters` refuses.
 */
export async function deriveWrapKey(
  secret: SecretBytes,
  purpose: WrapPurpose,
  salt: Uint8Array,
  parameters: WrapParameters,
  argon2: Argon2,
): Promise<SecretBytes> {
  try {
    const checked = parseWrapParameters(parameters);
    if (!checked.ok || salt.length !== wrapSaltLength) throw new RangeError('wrap parameters out of range');
    const costs: Argon2Parameters = { ...checked.value, parallelism: 1, outputLength: 64 };
    const stretched = await runArgon2(argon2, secret.unsafeReveal().slice(), salt, costs);
    const key = new SecretBytes(deriveLabelledKey(stretched, labels[purpose], 32));
    stretched.fill(0);
    return key;
  } finally {
    secret.erase();
  }
}
