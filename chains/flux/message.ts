/** Messages signed by FLUX keys (t1 addresses). The magic differs from Bitcoin's, so neither is valid as the other. */
import type { KeyAccess } from '../../wallet-core/chain-contract/index.ts';
import type { DerivationPath } from '../../wallet-core/primitives/index.ts';
import { formatMessageSignature, messageDigest, verifyMessage } from '../_families/utxo/index.ts';
import { parseDestination } from './address.ts';
import { fluxConfig } from './config.ts';

/** The 32 bytes that are signed for `text`. Throws `input.*` for text that cannot be signed. */
export function fluxMessageDigest(text: string): Uint8Array {
  return messageDigest(fluxConfig.messageMagic, text);
}

/** Base64 signature of `text` by the key of `path`, for its compressed t1 address. What may be signed is policy elsewhere. */
export function signFluxMessage(text: string, path: DerivationPath, keys: KeyAccess): string {
  return formatMessageSignature(keys.signEcdsaRecoverable(path, fluxMessageDigest(text)), true);
}

/** Did the key of this t1 address sign `text`? False for t3 addresses (no single key), bad signatures and bad addresses. */
export function verifyFluxMessage(address: string, text: string, signatureBase64: string): boolean {
  const parsed = parseDestination(address);
  if (!parsed.ok || parsed.value.kind !== 'p2pkh') return false;
  return verifyMessage(fluxConfig.messageMagic, parsed.value.hash, text, signatureBase64);
}
