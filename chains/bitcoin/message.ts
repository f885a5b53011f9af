/** Messages signed with Bitcoin's magic: what a Flux ID signs. Only P2PKH addresses (`1…`) take part. */
import type { KeyAccess } from '../../wallet-core/chain-contract/index.ts';
import type { DerivationPath } from '../../wallet-core/primitives/index.ts';
import { formatMessageSignature, messageDigest, verifyMessage } from '../_families/utxo/index.ts';
import { parseBitcoinDestination } from './address.ts';
import { bitcoinConfig } from './config.ts';

/** The 32 bytes that are signed for `text`. Throws `input.*` for text that cannot be signed. */
export function bitcoinMessageDigest(text: string): Uint8Array {
  return messageDigest(bitcoinConfig.messageMagic, text);
}

/** Base64 signature of `text` by the key of `path`, for its compressed `1…` address. What may be signed is policy elsewhere. */
export function signBitcoinMessage(text: string, path: DerivationPath, keys: KeyAccess): string {
  return formatMessageSignature(keys.signEcdsaRecoverable(path, bitcoinMessageDigest(text)), true);
}

/** Did the key of this `1…` address sign `text`? False for every other address and for bad signatures. */
export function verifyBitcoinMessage(address: string, text: string, signatureBase64: string): boolean {
  const parsed = parseBitcoinDestination(address);
  if (!parsed.ok || parsed.value.kind !== 'p2pkh') return false;
  return verifyMessage(bitcoinConfig.messageMagic, parsed.value.program, text, signatureBase64);
}
