import type { DerivationPath } from '../../../wallet-core/primitives/index.ts';

const OWN_PATH = /^m\/44'\/60'\/0'\/0\/(0|[1-9]\d{0,9})$/;

/** Is it a path of the account scheme's one row for EVM chains, `m/44'/60'/0'/0/i`? */
export function isOwnPath(path: DerivationPath): boolean {
  const index = OWN_PATH.exec(path)?.[1];
  return index !== undefined && Number(index) < 0x80000000;
}
