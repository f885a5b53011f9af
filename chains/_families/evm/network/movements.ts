import type { AddressText, TxId } from '../../../../wallet-core/primitives/index.ts';

/** A transaction as a source of history tells it: somebody sent it, with coin and call data. */
export interface SentTransaction {
  readonly txid: TxId;
  readonly height: number;
  readonly timeMs: number;
  readonly from: AddressText;
  /** `null` for one that made a contract. */
  readonly to: AddressText | null;
  readonly value: bigint;
  readonly data: Uint8Array;
  readonly fee: bigint | null;
  readonly nonce: number;
  readonly failed: boolean;
}

/** Coin that a contract passed on while it was called. */
export interface InternalTransfer {
  readonly txid: TxId;
  readonly height: number;
  readonly timeMs: number;
  readonly from: AddressText;
  readonly to: AddressText;
  readonly value: bigint;
}

/** A token's own word for a transfer: its contract may say anything, true for the contract alone. */
export interface TokenTransfer {
  readonly txid: TxId;
  readonly height: number;
  readonly timeMs: number;
  readonly contract: AddressText;
  readonly from: AddressText;
  readonly to: AddressText;
  readonly amount: bigint;
  /** Tells transfers of one transaction apart. */
  readonly position: number;
}

/** All a source says about some addresses down to a height. */
export interface Movements {
  readonly sent: readonly SentTransaction[];
  readonly internal: readonly InternalTransfer[];
  readonly tokens: readonly TokenTransfer[];
}
