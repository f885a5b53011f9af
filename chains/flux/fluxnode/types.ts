/** FluxNode transactions (fluxd primitives/transaction.h:47-150, 750-826): neither inputs nor outputs, no fee. */
import type { Outpoint } from '../../../wallet-core/chain-contract/index.ts';

/** Who owns the collateral: the key it is paid to, or a bare multisig script of which any one key may start. */
export type CollateralOwner =
  | { readonly kind: 'p2pkh'; readonly publicKey: Uint8Array }
  | { readonly kind: 'p2sh'; readonly redeemScript: Uint8Array };

/**
 * The tail of version 6 since Proof of Node. `update` replaces the list of keys that may start this node later (an empty
 * one erases it); `signing`: this START is signed by a key of that list; `unused`: the tail is there and says nothing.
 */
export type Delegates =
  | { readonly kind: 'unused' }
  | { readonly kind: 'update'; readonly publicKeys: readonly Uint8Array[] }
  | { readonly kind: 'signing' };

/** A START without its signature: all that is signed. */
export interface NodeStart {
  /** 5: P2PKH without delegates. 6: everything. */
  readonly version: 5 | 6;
  readonly collateral: Outpoint;
  readonly owner: CollateralOwner;
  /** 33 or 65 bytes: the form is that of the key in the node's configuration. */
  readonly nodePublicKey: Uint8Array;
  /** Unix seconds. */
  readonly sigTime: number;
  /** `null` without a tail. */
  readonly delegates: Delegates | null;
}

/** A CONFIRM, made by the node's server and signed by it and by its benchmark. A wallet only reads it. */
export interface NodeConfirm {
  readonly version: 5 | 6;
  readonly collateral: Outpoint;
  readonly sigTime: number;
  readonly benchmarkTier: 1 | 2 | 3;
  readonly benchmarkSigTime: number;
  readonly update: 'initial' | 'update';
  /** Host with or without port, as the node wrote it; empty where it could not find out. */
  readonly ip: string;
  readonly signature: Uint8Array;
  readonly benchmarkSignature: Uint8Array;
}
