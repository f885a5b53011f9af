import { HDKey } from '@scure/bip32';
import type { AccountPublicKeys, AddressRef } from '../../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import { type DerivationPath, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { formatAddress, parseAddress } from '../address.ts';
import type { EvmChain } from '../config.ts';

const HARDENED = 0x80000000;
const ACCOUNT_DEPTH = 3;

export interface EvmAddresses {
  at(index: number): AddressRef;
}

/** Addresses below an account xpub `m/44'/60'/0'`, the same on all five chains, derived once each. Throws `input.bad`. */
export function createEvmAddresses(xpub: string): EvmAddresses {
  let account: HDKey;
  try {
    account = HDKey.fromExtendedKey(xpub);
  } catch (cause) {
    throw new WalletError('input.bad', { field: 'xpub' }, { cause });
  }
  const isAccount = account.depth === ACCOUNT_DEPTH && account.index === HARDENED && account.privateKey === null;
  if (!isAccount) throw new WalletError('input.bad', { field: 'xpub' });
  const branch = account.deriveChild(0);
  const known = new Map<number, AddressRef>();
  return {
    at: (index) => {
      const ref = known.get(index);
      if (ref !== undefined) return ref;
      const { publicKey } = branch.deriveChild(index);
      if (publicKey === null) throw new WalletError('internal');
      const path = unsafeBrand<DerivationPath>(`m/44'/60'/0'/0/${index}`);
      const made: AddressRef = { address: formatAddress(publicKey), role: 'receive', index, path };
      known.set(index, made);
      return made;
    },
  };
}

/** The watch-only addresses of a chain. Throws `chain.bad-address`. */
export function watchedRefs(keys: AccountPublicKeys, chain: EvmChain): readonly AddressRef[] {
  return keys.watched
    .filter((entry) => entry.chain === chain)
    .map(({ address }) => {
      const parsed = parseAddress(address);
      if (!parsed.ok) throw new WalletError('chain.bad-address', { reason: parsed.reason });
      return { address: parsed.value, role: 'watched', index: 0, path: null };
    });
}
