import { ed25519 } from '@noble/curves/ed25519.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { type DerivationPath, SecretBytes, utf8 } from '../primitives/index.ts';
import { parsePath } from './match-path.ts';
import { hardened } from './paths.ts';

export interface Ed25519KeyPair {
  /** 32 bytes: what RFC 8032 calls the private key and others the seed. */
  readonly privateKey: SecretBytes;
  readonly publicKey: Uint8Array;
}

const curveKey = utf8('ed25519 seed');

function split(node: Uint8Array): { readonly key: Uint8Array; readonly chainCode: Uint8Array } {
  return { key: node.subarray(0, 32), chainCode: node.subarray(32) };
}

/** SLIP-0010 for ed25519: hardened steps only. RangeError for a path with any other step. */
export function deriveEd25519(seed: SecretBytes, path: DerivationPath): Ed25519KeyPair {
  const steps = parsePath(path);
  if (steps === undefined || steps.some((step) => step < hardened)) throw new RangeError('not a hardened path');
  let node = hmac(sha512, curveKey, seed.unsafeReveal());
  const data = new Uint8Array(37);
  for (const step of steps) {
    const { key, chainCode } = split(node);
    data.set(key, 1);
    new DataView(data.buffer).setUint32(33, step);
    const child = hmac(sha512, chainCode, data);
    node.fill(0);
    node = child;
  }
  data.fill(0);
  const privateKey = node.slice(0, 32);
  node.fill(0);
  return { privateKey: new SecretBytes(privateKey), publicKey: ed25519.getPublicKey(privateKey) };
}
