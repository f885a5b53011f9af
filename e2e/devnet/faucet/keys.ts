/** Keys the devnet holds itself. With a seed they are the same on every run; without one they are random. */
import { randomBytes } from 'node:crypto';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { formatAddress } from '../consensus/addresses.ts';
import { concat, hash160, sha256, toHex } from '../consensus/bytes.ts';
import { p2pkhScript } from '../consensus/scripts.ts';

export interface DevnetKey {
  readonly secret: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly address: string;
  readonly script: Uint8Array;
}

const keyFrom = (secret: Uint8Array): DevnetKey => {
  const publicKey = secp256k1.getPublicKey(secret, true);
  const hash = hash160(publicKey);
  return { secret, publicKey, address: formatAddress('p2pkh', hash), script: p2pkhScript(hash) };
};

/** Makes named keys; one name always gives one key within a devnet. */
export const keyMaker = (seed: string | null): ((name: string) => DevnetKey) => {
  const root = seed === null ? randomBytes(32) : sha256(new TextEncoder().encode(`flux devnet ${seed}`));
  return (name) => keyFrom(sha256(concat(new Uint8Array(root), new TextEncoder().encode(name))));
};

/** Random hexadecimal text, for the token of the control server. */
export const randomToken = (): string => toHex(new Uint8Array(randomBytes(24)));
