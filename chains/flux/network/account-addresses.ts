import { HDKey } from '@scure/bip32';
import type { AddressRef } from '../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { type DerivationPath, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import type { ExtendedPublicKey } from '../../_families/utxo/index.ts';
import { fluxConfig } from '../config.ts';
import { deriveAddresses } from '../derive.ts';

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

function branchKey(account: HDKey, branch: Branch): ExtendedPublicKey {
  const { publicKey, chainCode } = account.deriveChild(branchNumbers[branch]);
  if (publicKey === null || chainCode === null) throw new WalletError('internal');
  return { publicKey, chainCode };
}

/** Derived at a time: discovery asks for one gap limit's worth after the other, and a batch costs a third of its parts. */
const BLOCK = 20;

/**
 * Addresses below a BIP44 account xpub `m/44'/19167'/0'`, derived in blocks, once each, and kept. Throws `input.bad` for
 * a text that is not a public account key; a private one is refused, nothing here may hold it.
 */
export function createAccountAddresses(xpub: string): AccountAddresses {
  const account = parseAccountNode(xpub);
  const branches = { receive: branchKey(account, 'receive'), change: branchKey(account, 'change') };
  const known: Readonly<Record<Branch, Map<number, AddressRef>>> = { receive: new Map(), change: new Map() };

  function deriveBlock(branch: Branch, start: number): void {
    for (const [offset, address] of deriveAddresses(branches[branch], start, BLOCK).entries()) {
      const index = start + offset;
      const path = unsafeBrand<DerivationPath>(`m/44'/${fluxConfig.coinType}'/0'/${branchNumbers[branch]}/${index}`);
      known[branch].set(index, { address, role: branch, index, path });
    }
  }

  return {
    at: (branch, index) => {
      if (!known[branch].has(index)) deriveBlock(branch, index - (index % BLOCK));
      const ref = known[branch].get(index);
      if (ref === undefined) throw new WalletError('internal');
      return ref;
    },
  };
}
