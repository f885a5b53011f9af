/** Which paths hold FLUX: `m/44'/19167'/0'/{0,1}/i` (account scheme v1) and the places of imported keys. */
import { isImportedPath } from '../../wallet-core/chain-contract/index.ts';
import type { DerivationPath } from '../../wallet-core/primitives/index.ts';
import { fluxConfig } from './config.ts';

const SPENDING_PATH = /^m\/44'\/19167'\/0'\/([01])\/(0|[1-9]\d{0,9})$/;
/** Indexes from here on are hardened (BIP32). */
const HARDENED = 0x8000_0000;

function spendingIndex(path: DerivationPath): number {
  return Number(SPENDING_PATH.exec(path)?.[2] ?? HARDENED);
}

/** Keys of other paths (Flux ID, node identity, other chains) sign no FLUX payment (T-15). */
export function isSpendingPath(path: DerivationPath): boolean {
  return spendingIndex(path) < HARDENED || isImportedPath(path);
}

/** Does this wallet ever look at the path? Discovery ends here, so only these may receive change; an imported key never does. */
export function isWatchedPath(path: DerivationPath): boolean {
  return spendingIndex(path) < fluxConfig.maxAddressIndex;
}

/** Where on the two branches of the account a path stands; `undefined` for any other, imported keys included. */
export function placeOfPath(
  path: DerivationPath,
): { readonly branch: 'receive' | 'change'; readonly index: number } | undefined {
  if (spendingIndex(path) >= HARDENED) return undefined;
  return { branch: SPENDING_PATH.exec(path)?.[1] === '1' ? 'change' : 'receive', index: spendingIndex(path) };
}
