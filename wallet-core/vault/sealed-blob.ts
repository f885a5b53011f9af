import { WalletError } from '../errors/index.ts';
import type { Random } from '../ports/index.ts';
import { concatBytes, type SecretBytes } from '../primitives/index.ts';
import { badFormat } from './bad-format.ts';
import { contextBytes } from './blob-context.ts';
import { buildHeader, maxBlobContent, parseHeader } from './blob-header.ts';
import { decrypt, encrypt, nonceLength, tagLength } from './cipher.ts';

/** Which account and which of its blobs: bound into the blob, so that one cannot stand in for another. */
export interface BlobPlace {
  readonly accountId: string;
  readonly name: string;
}

export function blobContext(place: BlobPlace): Uint8Array {
  return contextBytes('parallax/v1/blob', [place.accountId, place.name]);
}

/** Seals up to 96 KiB with a 32-byte key (layout: `blob-header.ts`). Each call gives other bytes. RangeError beyond the size. */
export function sealBlob(key: SecretBytes, place: BlobPlace, content: Uint8Array, random: Random): Uint8Array {
  if (content.length > maxBlobContent) throw new RangeError('content too large for a blob');
  const header = buildHeader('sealed');
  return concatBytes(header, encrypt(key.unsafeReveal(), concatBytes(header, blobContext(place)), content, random));
}

/**
 * Opens what `sealBlob` made with this key for this place. Throws `vault.bad-format`, `vault.newer-version`, or
 * `vault.tampered` when key, place or any bit differs.
 */
export function openBlob(key: SecretBytes, place: BlobPlace, blob: Uint8Array): Uint8Array {
  const { header, body } = parseHeader(blob, 'sealed');
  assertBodyLength(body);
  const content = decrypt(key.unsafeReveal(), concatBytes(header, blobContext(place)), body);
  if (content === undefined) throw new WalletError('vault.tampered');
  return content;
}

/** Refuses bodies that cannot be right before any work is done on them. */
export function assertBodyLength(body: Uint8Array): void {
  const overhead = nonceLength + tagLength;
  if (body.length < overhead || body.length > overhead + maxBlobContent) throw badFormat('length');
}
