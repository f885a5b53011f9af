import type { AccountPreview } from '../../../wallet-core/ipc/index.ts';
import type { DerivationPath } from '../../../wallet-core/primitives/index.ts';
import { unsafeBrand } from '../../../wallet-core/primitives/index.ts';

/** The account's own address at a path; `null` for paths that are none of its spending paths. */
export type AddressAt = (path: DerivationPath) => string | null;

/**
 * A preview with those addresses only that this window derives itself. The backend's list is a claim, and an address
 * that stands in this window is one that people copy and have money sent to.
 */
export function ownPreview(claimed: AccountPreview, addressAt: AddressAt): AccountPreview {
  const addresses = claimed.addresses.filter(
    ({ chain, address, path }) =>
      chain === 'flux' && path !== null && addressAt(unsafeBrand<DerivationPath>(path)) === address,
  );
  return { ...claimed, addresses };
}
