import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { WalletError } from '../errors/index.ts';
import { concatBytes, equalBytes, type SecretBytes } from '../primitives/index.ts';
import { badFormat } from './bad-format.ts';
import { buildHeader, maxBlobContent, parseHeader } from './blob-header.ts';
import { type BlobPlace, blobContext } from './sealed-blob.ts';

const macLength = 32;

function mac(key: SecretBytes, place: BlobPlace, header: Uint8Array, content: Uint8Array): Uint8Array {
  return hmac(sha256, key.unsafeReveal(), concatBytes(blobContext(place), header, content));
}

/**
 * Readable by anyone, changeable by the signer alone: contacts, limits, known recipients, under the policy key
 * (HMAC-SHA-256 over place, header and content). RangeError beyond 96 KiB.
 */
export function authenticateBlob(key: SecretBytes, place: BlobPlace, content: Uint8Array): Uint8Array {
  if (content.length > maxBlobContent) throw new RangeError('content too large for a blob');
  const header = buildHeader('authenticated');
  return concatBytes(header, mac(key, place, header, content), content);
}

/** The content of an authenticated blob. Throws `vault.bad-format`, `vault.newer-version` or `vault.tampered`. */
export function openAuthenticatedBlob(key: SecretBytes, place: BlobPlace, blob: Uint8Array): Uint8Array {
  const { header, body } = parseHeader(blob, 'authenticated');
  if (body.length < macLength || body.length > macLength + maxBlobContent) throw badFormat('length');
  const content = body.slice(macLength);
  if (!equalBytes(body.subarray(0, macLength), mac(key, place, header, content)))
    throw new WalletError('vault.tampered');
  return content;
}
