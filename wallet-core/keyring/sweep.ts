import { secp256k1 } from '@noble/curves/secp256k1.js';
import type { AddressText, SecretBytes } from '../primitives/index.ts';

/** An address that a paper key may hold coins on. */
export interface SweepAddress {
  readonly address: AddressText;
  /** 33 or 65 bytes: what the unlocking script shows. */
  readonly publicKey: Uint8Array;
  readonly compressed: boolean;
  /** The form that the key's text states; the other one is looked at all the same. */
  readonly stated: boolean;
}

/**
 * The FLUX addresses of one key: compressed and not, the stated one first. Both are worth a look: a compressed key's
 * coins may have been received by software that ignored the mark, and bare hex states nothing. `formatAddress` is the
 * chain's own P2PKH form.
 */
export function planSweepAddresses(
  key: { readonly privateKey: SecretBytes; readonly compressed?: boolean },
  formatAddress: (publicKey: Uint8Array) => AddressText,
): readonly SweepAddress[] {
  const first = key.compressed ?? true;
  return [first, !first].map((compressed) => {
    const publicKey = secp256k1.getPublicKey(key.privateKey.unsafeReveal(), compressed);
    return { address: formatAddress(publicKey), publicKey, compressed, stated: compressed === key.compressed };
  });
}
