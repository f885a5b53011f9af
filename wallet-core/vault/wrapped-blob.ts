import { WalletError } from '../errors/index.ts';
import {
  deriveWrapKey,
  type WrapParameters,
  type WrapPurpose,
  wrapParametersNow,
  wrapSaltLength,
} from '../kdf/index.ts';
import type { Argon2, Random } from '../ports/index.ts';
import { concatBytes, type SecretBytes } from '../primitives/index.ts';
import { buildWrappedHeader, maxBlobContent, parseHeader, parseWrapHeader } from './blob-header.ts';
import { decrypt, encrypt, freshBytes } from './cipher.ts';
import { assertBodyLength, type BlobPlace, blobContext } from './sealed-blob.ts';

/** A secret the person types, as bytes (`parseSecretText`), and what it is for. Erased by the call that takes it. */
export interface TypedSecret {
  readonly secret: SecretBytes;
  readonly purpose: WrapPurpose;
}

/**
 * Seals keys behind a device password or PIN: Argon2id with a random salt, parameters in the authenticated header.
 * Throws `account.out-of-memory` or `account.derivation-failed`; RangeError beyond 96 KiB or for parameters out of range.
 */
export async function sealWithSecret(
  { secret, purpose }: TypedSecret,
  place: BlobPlace,
  content: Uint8Array,
  ports: { readonly random: Random; readonly argon2: Argon2 },
  parameters: WrapParameters = wrapParametersNow,
): Promise<Uint8Array> {
  if (content.length > maxBlobContent) throw new RangeError('content too large for a blob');
  const salt = freshBytes(ports.random, wrapSaltLength);
  const header = buildWrappedHeader(parameters, salt);
  const key = await deriveWrapKey(secret, purpose, salt, parameters, ports.argon2);
  try {
    const associated = concatBytes(header, blobContext(place));
    return concatBytes(header, encrypt(key.unsafeReveal(), associated, content, ports.random));
  } finally {
    key.erase();
  }
}

/**
 * Opens what `sealWithSecret` made. Throws `vault.bad-parameters` before anything is allocated when the header asks for
 * less than the floor or more than the ceiling (E-33), `vault.wrong-key` for another secret, place or any changed bit.
 */
export async function openWithSecret(
  { secret, purpose }: TypedSecret,
  place: BlobPlace,
  blob: Uint8Array,
  argon2: Argon2,
): Promise<Uint8Array> {
  try {
    const { header, body } = parseHeader(blob, 'wrapped');
    assertBodyLength(body);
    const { parameters, salt } = parseWrapHeader(header);
    const key = await deriveWrapKey(secret, purpose, salt, parameters, argon2);
    const content = decrypt(key.unsafeReveal(), concatBytes(header, blobContext(place)), body);
    key.erase();
    if (content === undefined) throw new WalletError('vault.wrong-key');
    return content;
  } finally {
    secret.erase();
  }
}
