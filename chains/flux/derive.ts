import type { AddressText } from '../../wallet-core/primitives/index.ts';
import { type AddScalar, derivePublicKeys, type ExtendedPublicKey } from '../_families/utxo/index.ts';
import { formatAddress } from './address.ts';

/** The t1 addresses of `count` keys below a branch (`m/44'/19167'/0'/{0,1}`), from index `start`. RangeError past 2^31. */
export function deriveAddresses(
  branch: ExtendedPublicKey,
  start: number,
  count: number,
  addScalar?: AddScalar,
): readonly AddressText[] {
  return derivePublicKeys(branch, start, count, addScalar).map(formatAddress);
}
