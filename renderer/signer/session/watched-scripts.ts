import { HDKey } from '@scure/bip32';
import { multisigScript, parseMultisig, sortPublicKeys } from '../../../chains/_families/utxo/index.ts';
import { formatScriptAddress } from '../../../chains/flux/codec.ts';
import {
  type AddressText,
  accept,
  parseHex,
  type Result,
  refuse,
  toHex,
} from '../../../wallet-core/primitives/index.ts';

/** What stands for a shared wallet, in its one form, and the t3 addresses that belong to it. */
export interface WatchedScripts {
  readonly text: string;
  readonly addresses: readonly [AddressText, ...AddressText[]];
}

export type ScriptsRefusal = 'refused' | 'one-of-two' | 'same';

/** SSP's accounts are `m/48'/19167'/0'/0'` on both devices. */
const SSP_DEPTH = 4;
/** There is no server that finds the addresses of two keys at once: so many of each branch are watched. SSP hands out the first. */
const PER_BRANCH = 20;
const MAX_SCRIPTS = 50;

function readAccount(xpub: string): HDKey | undefined {
  try {
    const account = HDKey.fromExtendedKey(xpub);
    return account.privateKey === null && account.depth === SSP_DEPTH ? account : undefined;
  } catch {
    return undefined;
  }
}

/** `branches`: of both accounts. */
function pairAddress(branches: readonly HDKey[], index: number): AddressText {
  const publicKeys = branches.map((branch) => {
    const { publicKey } = branch.deriveChild(index);
    if (publicKey === null) throw new RangeError('no public key');
    return publicKey;
  });
  return formatScriptAddress(multisigScript({ required: 2, publicKeys: sortPublicKeys(publicKeys) }));
}

/**
 * The two account keys of an SSP 2-of-2 wallet, in any order: of wallet and key, each at depth 4. Its scripts hold both
 * public keys in BIP67 order (`vectors/flux-addresses.json`, `sspMultisig`).
 */
export function watchPair(first: string, second: string): Result<WatchedScripts, ScriptsRefusal> {
  if (first === second) return refuse('same');
  const texts = [first, second].sort();
  const accounts = texts.map(readAccount).filter((account) => account !== undefined);
  if (accounts.length !== 2) return refuse('refused');
  const more = [0, 1].flatMap((number) => {
    const branches = accounts.map((account) => account.deriveChild(number));
    return Array.from({ length: PER_BRANCH }, (_, index) => pairAddress(branches, index));
  });
  const [head, ...rest] = more;
  return head === undefined ? refuse('refused') : accept({ text: texts.join(' '), addresses: [head, ...rest] });
}

/** Is it the account key of one half of an SSP wallet? */
export function isHalfOfPair(xpub: string): boolean {
  return readAccount(xpub) !== undefined;
}

/** Redeem scripts in hex, each a bare multisig of at least two keys: anything else would be an address nobody can read. */
export function watchScripts(texts: readonly string[]): Result<WatchedScripts, ScriptsRefusal> {
  if (texts.length > MAX_SCRIPTS) return refuse('refused');
  const scripts = [...new Set(texts.map((text) => text.toLowerCase()))];
  const addresses: AddressText[] = [];
  for (const text of scripts) {
    const script = parseHex(text);
    const multisig = script === undefined ? undefined : parseMultisig(script);
    if (script === undefined || multisig === undefined || multisig.publicKeys.length < 2) return refuse('refused');
    // Read back and written again, so that no second form of a number gives the same keys another address.
    if (toHex(multisigScript(multisig)) !== text) return refuse('refused');
    addresses.push(formatScriptAddress(script));
  }
  const [head, ...rest] = addresses;
  return head === undefined ? refuse('refused') : accept({ text: scripts.join(' '), addresses: [head, ...rest] });
}
