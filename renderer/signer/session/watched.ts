import { sha256 } from '@noble/hashes/sha2.js';
import { HDKey } from '@scure/bip32';
import { fluxCodec } from '../../../chains/flux/codec.ts';
import { isSpendingPath } from '../../../chains/flux/explain.ts';
import type { WirePublicKeys } from '../../../wallet-core/ipc/index.ts';
import { parseSingleKey } from '../../../wallet-core/keyring/index.ts';
import { type AddressText, accept, type Result, refuse, toHex, utf8 } from '../../../wallet-core/primitives/index.ts';
import type { AddressAt } from './own-preview.ts';
import { isHalfOfPair, type ScriptsRefusal, type WatchedScripts, watchPair, watchScripts } from './watched-scripts.ts';

export interface Watched {
  /** A hash of what is watched, unlike that of the same account with its keys: both can be on one device. */
  readonly accountId: string;
  /** The address or xpub, in its one form. */
  readonly text: string;
  readonly publicKeys: WirePublicKeys;
  readonly firstAddress: AddressText;
  readonly addressAt: AddressAt;
}

export type WatchedRefusal = ScriptsRefusal | 'private';

/** Two keys at least: shorter hex may be a private key. */
const SCRIPT = /^5[1-9a-f](?:[0-9a-fA-F]{2}){69,1100}$/i;

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

function watchedScripts({ text, addresses }: WatchedScripts): Watched {
  return {
    accountId: watchedId(text),
    text,
    publicKeys: {
      flux: null,
      bitcoin: null,
      fluxId: null,
      watched: addresses.map((address) => ({ chain: 'flux', address })),
    },
    firstAddress: addresses[0],
    addressAt: () => null,
  };
}

function readScripts(outcome: Result<WatchedScripts, WatchedRefusal>): Result<Watched, WatchedRefusal> {
  return outcome.ok ? accept(watchedScripts(outcome.value)) : outcome;
}

function isPrivate(text: string): boolean {
  const key = parseSingleKey(text);
  if (!key.ok) return ['encrypted', 'extended-key', 'mnemonic'].includes(key.reason);
  key.value.privateKey.erase();
  return true;
}

/**
 * A FLUX address, the xpub of an account (depth 3), the two xpubs of an SSP wallet, or redeem scripts, to look at. Refuses
 * private keys and everything else.
 */
export function parseWatched(text: string): Result<Watched, WatchedRefusal> {
  const parts = text.split(' ');
  const [first = '', second = ''] = parts;
  if (parts.length === 2 && parts.every((part) => XPUB.test(part))) return readScripts(watchPair(first, second));
  if (parts.every((part) => SCRIPT.test(part))) return readScripts(watchScripts(parts));
  if (isPrivate(text)) return refuse('private');
  if (XPUB.test(text)) {
    const watched = watchedXpub(text);
    if (watched === undefined) return refuse(isHalfOfPair(text) ? 'one-of-two' : 'refused');
    return accept(watched);
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
