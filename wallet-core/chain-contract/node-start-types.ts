/** Shapes of starting FluxNodes: transactions without inputs and outputs that put a collateral to work (FLUX only). */
import type { AddressText, DerivationPath } from '../primitives/index.ts';
import type { Outpoint } from './types.ts';

/** What the person has been shown and agreed to. The signer compares it with what it reads from the bytes (T-18). */
export interface StatedNodeStart {
  readonly collateral: Outpoint;
  /** Holds the collateral and receives the payouts. */
  readonly address: AddressText;
  /** Of the collateral, sat. Not in the bytes: it names the tier on the screen and is shown as a claim. */
  readonly value: bigint;
  /** 33 or 65 bytes, in the form that the node's configuration holds. */
  readonly nodePublicKey: Uint8Array;
  /** Unix seconds. */
  readonly sigTime: number;
  readonly signer: 'owner' | 'delegate';
  /** Compressed keys that may start this node from now on, at most four; empty takes them back, `null` leaves them. */
  readonly newDelegates: readonly Uint8Array[] | null;
}

/** Bytes to sign with one key. The path is a hint: the signer derives the key and looks whether it may start this. */
export interface UnsignedNodeStart {
  readonly kind: 'flux-node-start';
  readonly chain: 'flux';
  readonly bytes: Uint8Array;
  readonly path: DerivationPath;
}

export interface NodeStartRequest {
  readonly stated: StatedNodeStart;
  readonly unsigned: UnsignedNodeStart;
}
