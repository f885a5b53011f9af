/** Signatures of EVM transactions: r, s in its lower half (EIP-2) and the parity of the point's y. */
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { type AddressText, concatBytes } from '../../../wallet-core/primitives/index.ts';
import { formatAddress } from './address.ts';
import { badTransaction } from './bad-transaction.ts';
import { toUint, uintBytes } from './rlp.ts';

export interface EvmSignature {
  readonly yParity: 0 | 1;
  readonly r: bigint;
  readonly s: bigint;
}

const WORD_BYTES = 32;
/** Order of secp256k1 (SEC 2): r and s are below it. */
const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** The longest there is, for sizes. */
export const WIDEST_SIGNATURE: EvmSignature = Object.freeze({ yParity: 1, r: CURVE_ORDER - 1n, s: CURVE_ORDER / 2n });

/** Refuses zero, high s and a parity that is not 0 or 1, as nodes do. */
export function parseSignature(yParity: bigint, r: bigint, s: bigint): EvmSignature {
  if (yParity !== 0n && yParity !== 1n) throw badTransaction('parity');
  if (r === 0n || r >= CURVE_ORDER || s === 0n || s > CURVE_ORDER / 2n) throw badTransaction('signature');
  return { yParity: yParity === 0n ? 0 : 1, r, s };
}

/** 32 big-endian bytes of a number below 2^256. */
export function wordBytes(value: bigint): Uint8Array {
  const bytes = uintBytes(value);
  if (bytes.length > WORD_BYTES) throw new RangeError('word');
  return concatBytes(new Uint8Array(WORD_BYTES - bytes.length), bytes);
}

/** r ‖ s ‖ y parity, the form of `Signature.bytes`. */
export function signatureBytes({ r, s, yParity }: EvmSignature): Uint8Array {
  return concatBytes(wordBytes(r), wordBytes(s), Uint8Array.of(yParity));
}

/** The signature of 65 bytes; refuses any other form and high s. */
export function parseSignatureBytes(bytes: Uint8Array): EvmSignature {
  if (bytes.length !== 2 * WORD_BYTES + 1) throw badTransaction('signature');
  const parity = BigInt(bytes[2 * WORD_BYTES] ?? 2);
  return parseSignature(
    parity,
    toUint(bytes.subarray(0, WORD_BYTES)),
    toUint(bytes.subarray(WORD_BYTES, 2 * WORD_BYTES)),
  );
}

/** The address whose key made the signature. Throws `chain.bad-transaction` when no key can have made it. */
export function recoverSigner(digest32: Uint8Array, signature: EvmSignature): AddressText {
  const compact = signatureBytes(signature).subarray(0, 2 * WORD_BYTES);
  let publicKey: Uint8Array;
  try {
    const recoverable = secp256k1.Signature.fromBytes(compact, 'compact').addRecoveryBit(signature.yParity);
    publicKey = recoverable.recoverPublicKey(digest32).toBytes(true);
  } catch {
    throw badTransaction('signature');
  }
  return formatAddress(publicKey);
}
