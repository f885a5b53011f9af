import { secp256k1 } from '@noble/curves/secp256k1.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { HDKey } from '@scure/bip32';
import { WalletError } from '../errors/index.ts';
import { concatBytes, type DerivationPath, type SecretBytes } from '../primitives/index.ts';
import { parsePath } from './match-path.ts';
import { hardened } from './paths.ts';

/** A private key with what deriving its children takes. Keep no longer than the account is unlocked: `eraseNode`. */
export interface PrivateNode {
  readonly privateKey: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly chainCode: Uint8Array;
}

/** The node that all keys of a chain hang below. */
export interface AccountNode extends PrivateNode {
  /** Text form of the public half; version bytes of Bitcoin's xpub on every chain. */
  readonly xpub: string;
}

/** The node of a path below the BIP39 seed (BIP32); nodes between are wiped. RangeError for a malformed path. */
export function deriveAccountNode(seed: SecretBytes, path: DerivationPath): AccountNode {
  const steps = parsePath(path);
  if (steps === undefined) throw new RangeError('malformed path');
  let key = HDKey.fromMasterSeed(seed.unsafeReveal());
  for (const step of steps) {
    const child = key.deriveChild(step);
    key.wipePrivateData();
    key = child;
  }
  const { privateKey, publicKey, chainCode } = key;
  if (privateKey === null || publicKey === null || chainCode === null) {
    throw new WalletError('account.derivation-failed');
  }
  const node = {
    privateKey: privateKey.slice(),
    publicKey: publicKey.slice(),
    chainCode: chainCode.slice(),
    xpub: key.publicExtendedKey,
  };
  key.wipePrivateData();
  return node;
}

export function eraseNode(node: PrivateNode): void {
  node.privateKey.fill(0);
  node.chainCode.fill(0);
}

const { Fn } = secp256k1.Point;

/** HMAC step of BIP32 for a child that is not hardened: the parent's public key is known, so no curve work is done. */
function tweak(node: PrivateNode, index: number): { readonly privateKey: Uint8Array; readonly chainCode: Uint8Array } {
  if (!Number.isInteger(index) || index < 0 || index >= hardened) throw new RangeError('index out of range');
  const data = concatBytes(node.publicKey, new Uint8Array(4));
  new DataView(data.buffer).setUint32(33, index);
  const digest = hmac(sha512, node.chainCode, data);
  // fromBytes refuses IL ≥ n and isValidNot0 a zero key: BIP32 calls such an index invalid (odds below 2^-127).
  const sum = Fn.add(Fn.fromBytes(digest.subarray(0, 32)), Fn.fromBytes(node.privateKey));
  if (!Fn.isValidNot0(sum)) throw new WalletError('account.derivation-failed', { what: 'invalid-child' });
  const child = { privateKey: Fn.toBytes(sum), chainCode: digest.slice(32) };
  digest.fill(0);
  return child;
}

/**
 * Private key of child `index` (not hardened), without computing any public key: signing 2,000 inputs needs 2,000 of
 * these and nothing else. The caller overwrites it after use.
 */
export function deriveChildPrivateKey(node: PrivateNode, index: number): Uint8Array {
  const child = tweak(node, index);
  child.chainCode.fill(0);
  return child.privateKey;
}

/** Child `index` (not hardened) as a node of its own, for a branch whose children come next. */
export function deriveChildNode(node: PrivateNode, index: number): PrivateNode {
  const { privateKey, chainCode } = tweak(node, index);
  return { privateKey, chainCode, publicKey: secp256k1.getPublicKey(privateKey, true) };
}
