import { sha256 } from '@noble/hashes/sha2.js';
import { type AccountId, toHex, unsafeBrand, utf8 } from '../primitives/index.ts';

/** First 8 bytes of SHA-256 over the text of the FLUX account xpub, as hex: names an account, reveals nothing. */
export function deriveAccountId(fluxXpub: string): AccountId {
  return unsafeBrand<AccountId>(toHex(sha256(utf8(fluxXpub)).subarray(0, 8)));
}
