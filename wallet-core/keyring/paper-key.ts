import { importedPath, type KeyAccess } from '../chain-contract/index.ts';
import { WalletError } from '../errors/index.ts';
import type { AddressText, DerivationPath, SecretBytes } from '../primitives/index.ts';
import { nobleEngine } from './noble-engine.ts';
import { planSweepAddresses, type SweepAddress } from './sweep.ts';

/**
 * A key that coins are moved away from: both of its public keys, each at a place of its own. Unlike other `KeyAccess` it
 * also shows the 65-byte form, because old paper was paid to it. Signs for these places alone; belongs to no account.
 */
export class PaperKey implements KeyAccess {
  readonly addresses: readonly SweepAddress[];
  readonly #privateKey: SecretBytes;

  /** Takes ownership of the key. */
  constructor(
    key: { readonly privateKey: SecretBytes; readonly compressed?: boolean },
    formatAddress: (publicKey: Uint8Array) => AddressText,
  ) {
    this.#privateKey = key.privateKey;
    this.addresses = planSweepAddresses(key, formatAddress);
  }

  publicKey(path: DerivationPath): Uint8Array {
    const found = this.addresses.find((_, at) => path === importedPath(at));
    if (found === undefined) throw new WalletError('approval.mismatch', { what: 'path' });
    return found.publicKey.slice();
  }

  signEcdsa(path: DerivationPath, digest32: Uint8Array): Uint8Array {
    this.publicKey(path);
    return nobleEngine.sign(digest32, this.#privateKey.unsafeReveal());
  }

  signEcdsaRecoverable(path: DerivationPath, digest32: Uint8Array) {
    this.publicKey(path);
    return nobleEngine.signRecoverable(digest32, this.#privateKey.unsafeReveal());
  }

  erase(): void {
    this.#privateKey.erase();
  }
}
