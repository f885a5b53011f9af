import { sha256 } from '@noble/hashes/sha2.js';
import { HDKey } from '@scure/bip32';
import { fluxCodec } from '../../../chains/flux/codec.ts';
import { isSpendingPath } from '../../../chains/flux/explain.ts';
import type { WirePublicKeys } from '../../../wallet-core/ipc/index.ts';
import { type AddressText, accept, type Result, refuse, toHex, utf8 } from '../../../wallet-core/primitives/index.ts';
import type { AddressAt } from './own-preview.ts';

export interface Watched {
  /** A hash of what is watched, unlike that of the same account with its keys: both can be on one device. */
  readonly accountId: string;
  /** The address or xpub, in its one form. */
  readonly text: string;
  readonly publicKeys: WirePublicKeys;
  readonly firstAddress: AddressText;
  readonly addressAt: AddressAt;
}

/** FLUX uses Bitcoin's version bytes for extended keys (fluxd chainparams.cpp:206). */
const XPUB = /^xpub[1-9A-HJ-NP-Za-km-z]{100,112}$/;

function watchedId(text: string): string {
  return toHex(sha256(utf8(`parallax/watch/${text}`)).subarray(0, 8));
}

function watchedXpub(text: string): Watched | undefined {
  try {
    const account = HDKey.fromExtendedKey(text);
    const addressAt: AddressAt = (path) => {
      if (!isSpendingPath(path)) return null;
      const [branch, index] = path.split('/').slice(-2).map(Number);
      const key = account.deriveChild(branch ?? 0).deriveChild(index ?? 0).publicKey;
      return key === null ? null : fluxCodec.formatAddress(key);
    };
    const first = account.deriveChild(0).deriveChild(0).publicKey;
    if (account.privateKey !== null || account.depth !== 3 || first === null) return undefined;
    return {
      accountId: watchedId(text),
      text,
      publicKeys: { flux: text, bitcoin: null, fluxId: null, watched: [] },
      firstAddress: fluxCodec.formatAddress(first),
      addressAt,
    };
  } catch {
    return undefined;
  }
}

/** A FLUX address, or the xpub of an account (depth 3), to look at. Refuses private keys and everything else. */
export function parseWatched(text: string): Result<Watched, 'refused'> {
  if (XPUB.test(text)) {
    const watched = watchedXpub(text);
    return watched === undefined ? refuse('refused') : accept(watched);
  }
  const address = fluxCodec.parseAddress(text);
  if (!address.ok) return refuse('refused');
  return accept({
    accountId: watchedId(address.value),
    text: address.value,
    publicKeys: { flux: null, bitcoin: null, fluxId: null, watched: [{ chain: 'flux', address: address.value }] },
    firstAddress: address.value,
    addressAt: () => null,
  });
}
