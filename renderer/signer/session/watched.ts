import { sha256 } from '@noble/hashes/sha2.js';
import { HDKey } from '@scure/bip32';
import { fluxCodec } from '../../../chains/flux/codec.ts';
import type { WirePublicKeys } from '../../../wallet-core/ipc/index.ts';
import { deriveAccountId } from '../../../wallet-core/keyring/index.ts';
import { type AddressText, accept, type Result, refuse, toHex, utf8 } from '../../../wallet-core/primitives/index.ts';

export interface Watched {
  readonly accountId: string;
  readonly publicKeys: WirePublicKeys;
  readonly firstAddress: AddressText;
}

/** FLUX uses Bitcoin's version bytes for extended keys (fluxd chainparams.cpp:206). */
const XPUB = /^xpub[1-9A-HJ-NP-Za-km-z]{100,112}$/;

function watchedXpub(text: string): Watched | undefined {
  try {
    const account = HDKey.fromExtendedKey(text);
    const first = account.deriveChild(0).deriveChild(0).publicKey;
    if (account.privateKey !== null || account.depth !== 3 || first === null) return undefined;
    return {
      accountId: deriveAccountId(text),
      publicKeys: { flux: text, bitcoin: null, fluxId: null, watched: [] },
      firstAddress: fluxCodec.formatAddress(first),
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
    accountId: toHex(sha256(utf8(`parallax/watch/${address.value}`)).subarray(0, 8)),
    publicKeys: { flux: null, bitcoin: null, fluxId: null, watched: [{ chain: 'flux', address: address.value }] },
    firstAddress: address.value,
  });
}
