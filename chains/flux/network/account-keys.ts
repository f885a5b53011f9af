import { HDKey } from '@scure/bip32';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { type DerivationPath, equalBytes, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { fluxConfig } from '../config.ts';

/** Receiving, change, and the identities of FluxNodes. */
export type KeyBranch = 0 | 1 | 12;

export interface KeyPlace {
  readonly path: DerivationPath;
  readonly branch: KeyBranch;
  readonly index: number;
  /** 33 bytes. */
  readonly publicKey: Uint8Array;
}

export interface AccountKeys {
  at(branch: KeyBranch, index: number): KeyPlace;
  /** The first of `count` keys of a branch that is this one; `undefined` for a foreign key. */
  find(branch: KeyBranch, publicKey: Uint8Array, count: number): KeyPlace | undefined;
}

/** Public keys below a BIP44 account xpub `m/44'/19167'/0'`, derived once each. Throws `input.bad` for any other text. */
export function createAccountKeys(xpub: string): AccountKeys {
  const known = new Map<string, KeyPlace>();
  let account: HDKey;
  try {
    account = HDKey.fromExtendedKey(xpub);
  } catch (cause) {
    throw new WalletError('input.bad', { field: 'xpub' }, { cause });
  }
  if (account.depth !== 3 || account.privateKey !== null) throw new WalletError('input.bad', { field: 'xpub' });
  const branches = new Map<KeyBranch, HDKey>();

  function at(branch: KeyBranch, index: number): KeyPlace {
    const name = `${branch}/${index}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    const parent = branches.get(branch) ?? account.deriveChild(branch);
    branches.set(branch, parent);
    const { publicKey } = parent.deriveChild(index);
    if (publicKey === null) throw new WalletError('internal');
    const path = unsafeBrand<DerivationPath>(`m/44'/${fluxConfig.coinType}'/0'/${name}`);
    const place = { path, branch, index, publicKey };
    known.set(name, place);
    return place;
  }

  return {
    at,
    find: (branch, publicKey, count) => {
      for (let index = 0; index < count; index++) {
        const place = at(branch, index);
        if (equalBytes(place.publicKey, publicKey)) return place;
      }
      return undefined;
    },
  };
}
