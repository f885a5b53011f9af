/** Bare m-of-n multisig scripts, as used inside P2SH: `OP_m <key>… OP_n CHECKMULTISIG`. */
import { concatBytes, toHex } from '../../../wallet-core/primitives/index.ts';
import { pushData } from './push.ts';

const OP_0 = 0x00;
const OP_1 = 0x51;
const OP_CHECKMULTISIG = 0xae;

/** P2SH redeem scripts hold at most 520 bytes, which is 15 compressed keys (BIP16). */
const MAX_KEYS = 15;

export interface Multisig {
  readonly required: number;
  readonly publicKeys: readonly Uint8Array[];
}

/** Does `bytes` have the form of a public key: 33 bytes starting 02 or 03, or 65 starting 04? Not whether it is on the curve. */
export function isPublicKeyShape(bytes: Uint8Array): boolean {
  return (bytes.length === 33 && (bytes[0] === 2 || bytes[0] === 3)) || (bytes.length === 65 && bytes[0] === 4);
}

/** The script for exactly these keys in this order. Throws RangeError for impossible counts or malformed keys. */
export function multisigScript({ required, publicKeys }: Multisig): Uint8Array {
  const n = publicKeys.length;
  if (n < 1 || n > MAX_KEYS || !Number.isInteger(required) || required < 1 || required > n)
    throw new RangeError('m of n');
  if (!publicKeys.every(isPublicKeyShape)) throw new RangeError('public key');
  const middle = publicKeys.map((key) => pushData(key));
  return concatBytes(Uint8Array.of(OP_1 - 1 + required), ...middle, Uint8Array.of(OP_1 - 1 + n, OP_CHECKMULTISIG));
}

/** The keys in the order BIP67 asks for (bytewise), which SSP wallets use. */
export function sortPublicKeys(publicKeys: readonly Uint8Array[]): readonly Uint8Array[] {
  return [...publicKeys].sort((a, b) => (toHex(a) < toHex(b) ? -1 : 1));
}

/** Reads a bare multisig script; `undefined` for anything else. Never throws. */
export function parseMultisig(script: Uint8Array): Multisig | undefined {
  const required = (script[0] ?? 0) - OP_1 + 1;
  const n = (script.at(-2) ?? 0) - OP_1 + 1;
  if (script.at(-1) !== OP_CHECKMULTISIG || n < 1 || n > MAX_KEYS || required < 1 || required > n) return undefined;
  const publicKeys: Uint8Array[] = [];
  let at = 1;
  while (at < script.length - 2) {
    const length = script[at] ?? 0;
    const key = script.slice(at + 1, at + 1 + length);
    at += 1 + length;
    if (at > script.length - 2 || !isPublicKeyShape(key)) return undefined;
    publicKeys.push(key);
  }
  return publicKeys.length === n ? { required, publicKeys } : undefined;
}

/**
 * scriptSig of a P2SH multisig input. `slots` holds one signature (DER with hash type) or `null` per public key, in key
 * order. With exactly `required` signatures: `OP_0 <sig>… <redeemScript>`; with fewer: OP_0 in place of each missing
 * one, the form in which wallets pass half-signed transactions on. Throws RangeError for more than required.
 */
export function assembleMultisig(redeemScript: Uint8Array, slots: readonly (Uint8Array | null)[]): Uint8Array {
  const multisig = parseMultisig(redeemScript);
  if (multisig === undefined || slots.length !== multisig.publicKeys.length) throw new RangeError('slots');
  const present = slots.filter((slot) => slot !== null);
  if (present.length > multisig.required) throw new RangeError('too many signatures');
  const complete = present.length === multisig.required;
  const pushes = complete
    ? present.map((signature) => pushData(signature))
    : slots.map((slot) => (slot === null ? Uint8Array.of(OP_0) : pushData(slot)));
  return concatBytes(Uint8Array.of(OP_0), ...pushes, pushData(redeemScript));
}
