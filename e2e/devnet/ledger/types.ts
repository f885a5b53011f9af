import type { Tx } from '../consensus/transaction.ts';

export interface Spend {
  readonly txid: string;
  readonly index: number;
  /** Block height of the spending transaction. */
  readonly height: number;
}

/** One output, kept for ever so that a view of an older height can be answered. */
export interface Coin {
  readonly key: string;
  readonly txid: string;
  readonly vout: number;
  readonly value: bigint;
  readonly script: Uint8Array;
  readonly address: string | null;
  readonly coinbase: boolean;
  /** Height of its block; null while unconfirmed. */
  readonly height: number | null;
  /** The confirmed spend, if any. */
  readonly spent: Spend | null;
}

export interface Block {
  readonly hash: string;
  readonly height: number;
  readonly previous: string;
  readonly merkleRoot: string;
  readonly time: number;
  readonly nonce: string;
  readonly bytes: number;
  readonly header: Uint8Array;
  readonly txids: readonly string[];
}

/** A transaction with everything an explorer tells about it. `block` is null while unconfirmed. */
export interface KnownTx {
  readonly tx: Tx;
  readonly block: Block | null;
  /** Chain time at which it was first seen. */
  readonly time: number;
  /** The outputs it spends, in input order; empty for a coinbase. */
  readonly spends: readonly Coin[];
  readonly coinbase: boolean;
  readonly fee: bigint;
}
