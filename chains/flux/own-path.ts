/** Which paths of the account hold FLUX: `m/44'/19167'/0'/{0,1}/i` and no other (account scheme v1). */
import type { DerivationPath } from '../../wallet-core/primitives/index.ts';
import { fluxConfig } from './config.ts';

const SPENDING_PATH = /^m\/44'\/19167'\/0'\/[01]\/(0|[1-9]\d{0,9})$/;

/** Keys of other paths (Flux ID, node identity, other chains) sign no FLUX payment (T-15). */
export function isSpendingPath(path: DerivationPath): boolean {
  return SPENDING_PATH.test(path);
}

/** Does this wallet ever look at the path? Discovery ends here, so only these may receive change. */
export function isWatchedPath(path: DerivationPath): boolean {
  const index = SPENDING_PATH.exec(path)?.[1];
  return index !== undefined && Number(index) < fluxConfig.maxAddressIndex;
}
