import { WalletError } from '../errors/index.ts';
import { parseWrapParameters, type WrapParameters, wrapSaltLength } from '../kdf/index.ts';
import { concatBytes } from '../primitives/index.ts';
import { badFormat } from './bad-format.ts';

/**
 * Header of every blob the signer makes. All of it is authenticated.
 *
 * | offset | bytes | field                                                                    |
 * |-------:|------:|--------------------------------------------------------------------------|
 * |      0 |     4 | magic `PLXV`                                                             |
 * |      4 |     1 | format version, 1                                                        |
 * |      5 |     1 | form: 1 sealed with a key · 2 sealed with a secret a person types · 3 authenticated only |
 * |      6 |     4 | form 2 only: Argon2id memory in KiB, big endian                           |
 * |     10 |     4 | form 2 only: Argon2id iterations, big endian                              |
 * |     14 |    32 | form 2 only: salt                                                        |
 *
 * Forms 1 and 2 go on with nonce (24), ciphertext, tag (16); form 3 with MAC (32) and the plain content.
 */
export const blobVersion = 1;
export const blobForms = { sealed: 1, wrapped: 2, authenticated: 3 } as const;
export type BlobForm = keyof typeof blobForms;

const magic = Uint8Array.of(0x50, 0x4c, 0x58, 0x56);
const plainLength = 6;
const wrappedLength = plainLength + 8 + wrapSaltLength;

/** Content of a blob, before sealing. Keeps a blob below what the store accepts (100,000 bytes). */
export const maxBlobContent = 98_304;

export function buildHeader(form: 'sealed' | 'authenticated'): Uint8Array {
  return concatBytes(magic, Uint8Array.of(blobVersion, blobForms[form]));
}

export function buildWrappedHeader(parameters: WrapParameters, salt: Uint8Array): Uint8Array {
  const costs = new Uint8Array(8);
  const view = new DataView(costs.buffer);
  view.setUint32(0, parameters.memoryKiB);
  view.setUint32(4, parameters.iterations);
  return concatBytes(magic, Uint8Array.of(blobVersion, blobForms.wrapped), costs, salt);
}

export interface BlobParts {
  readonly header: Uint8Array;
  /** Everything after the header. */
  readonly body: Uint8Array;
}

/**
 * Splits a blob of the expected form. Throws `vault.newer-version` for a later format, `vault.bad-format` for anything
 * that is no blob of this form. Nothing is decrypted or allocated beyond slices.
 */
export function parseHeader(blob: Uint8Array, form: BlobForm): BlobParts {
  const length = form === 'wrapped' ? wrappedLength : plainLength;
  if (blob.length < plainLength || !magic.every((byte, at) => blob[at] === byte)) throw badFormat('magic');
  const version = blob[4] ?? 0;
  if (version > blobVersion) throw new WalletError('vault.newer-version', { version, known: blobVersion });
  if (version !== blobVersion) throw badFormat('version');
  if (blob[5] !== blobForms[form]) throw badFormat('form');
  if (blob.length < length) throw badFormat('length');
  return { header: blob.subarray(0, length), body: blob.subarray(length) };
}

export interface WrapHeader {
  readonly parameters: WrapParameters;
  readonly salt: Uint8Array;
}

/** Argon2id parameters and salt of a wrapped blob. Throws `vault.bad-parameters` outside floor and ceiling (E-33). */
export function parseWrapHeader(header: Uint8Array): WrapHeader {
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  const checked = parseWrapParameters({
    memoryKiB: view.getUint32(plainLength),
    iterations: view.getUint32(plainLength + 4),
  });
  if (!checked.ok) throw new WalletError('vault.bad-parameters', { reason: checked.reason });
  return { parameters: checked.value, salt: header.slice(plainLength + 8) };
}
