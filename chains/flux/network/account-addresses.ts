import { HDKey } from '@scure/bip32';
import type { AddressRef } from '../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { type DerivationPath, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { formatAddress } from '../address.ts';
import { fluxConfig } from '../config.ts';

/** BIP44 branches: addresses to give away, and addresses for our own change. */
export type Branch = 'receive' | 'change';

const branchNumbers: Readonly<Record<Branch, 0 | 1>> = { receive: 0, change: 1 };
const HARDENED = 0x80000000;
const ACCOUNT_DEPTH = 3;

export interface AccountAddresses {
  at(branch: Branch, index: number): AddressRef;
}

function parseAccountNode(xpub: string): HDKey {
  let node: HDKey;
  try {
    node = HDKey.fromExtendedKey(xpub);
  } catch (cause) {
    throw new WalletError('input.bad', { field: 'xpub' }, { cause });
  }
  const isAccount = node.depth === ACCOUNT_DEPTH && node.index === HARDENED && node.privateKey === null;
  if (!isAccount) throw new WalletError('input.bad', { field: 'xpub' });
  return node;
}

/**
 * Addresses below a BIP44 account xpub `m/44'/19167'/0'`, derived once each and kept. Throws `input.bad` for a text
 * that is not a public account key; a private one is refused, nothing here may hold it.
 */
export function createAccountAddresses(xpub: string): AccountAddresses {
  const account = parseAccountNode(xpub);
  const branches = { receive: account.deriveChild(0), change: account.deriveChild(1) };
  const known: Readonly<Record<Branch, Map<number, AddressRef>>> = { receive: new Map(), change: new Map() };
  return {
    at: (branch, index) => {
      const cached = known[branch].get(index);
      if (cached !== undefined) return cached;
      const { publicKey } = branches[branch].deriveChild(index);
      if (publicKey === null) throw new WalletError('internal');
      const path = unsafeBrand<DerivationPath>(`m/44'/${fluxConfig.coinType}'/0'/${branchNumbers[branch]}/${index}`);
      const ref: AddressRef = { address: formatAddress(publicKey), role: branch, index, path };
      known[branch].set(index, ref);
      return ref;
    },
  };
}
