/**
 * Shapes of chains whose money is balances of accounts: one sender, one key, fees by gas. They stand beside those of
 * `types.ts`, told apart by `kind`.
 */
import type { AddressText, DerivationPath, TxId } from '../primitives/index.ts';
import type { AddressRef, ChainId, RevertReason, Tip, TxStatus } from './types.ts';

/**
 * One movement on a chain with accounts. A transaction may make several: one of the coin, one for each token transfer;
 * `txid`, `asset` and `position` together name it.
 */
export interface AccountActivity {
  readonly chain: ChainId;
  readonly txid: TxId;
  /** `contract`: a call this wallet has no words for; `failed`: mined, undone, the fee is spent. */
  readonly kind: 'received' | 'sent' | 'self' | 'allowance' | 'contract' | 'failed';
  /** Identifier of what moved; `native` for the coin. */
  readonly asset: string;
  /** Change of the holdings of `asset`; the fee is not in it. */
  readonly net: bigint;
  /** In the chain's coin; `null` when this account did not pay it or the source does not say. */
  readonly fee: bigint | null;
  readonly counterparties: readonly { readonly address: string; readonly amount: bigint }[];
  readonly own: readonly string[];
  /** The sender's number of the transaction; `null` when the source does not say. */
  readonly nonce: number | null;
  /** Tells movements of one asset within one transaction apart: position in the block's log, or -1 for the coin. */
  readonly position: number;
  /** `null` while unconfirmed. */
  readonly height: number | null;
  readonly confirmations: number;
  readonly timeMs: number;
}

/** What a unit of work costs on a chain that charges by gas, in the smallest units of its coin. */
export interface GasPrice {
  /** The most a unit may cost, tip included. */
  readonly maxPerGas: bigint;
  /** Of it, what goes to the block's maker; `null` for one price without parts (EIP-155 transactions). */
  readonly tipPerGas: bigint | null;
}

export const feePresets = ['economy', 'normal', 'fast'] as const;
export type FeePreset = (typeof feePresets)[number];

export type GasChoice =
  | { readonly kind: 'preset'; readonly preset: FeePreset }
  /** `gasLimit` `null`: as estimated. */
  | { readonly kind: 'custom'; readonly price: GasPrice; readonly gasLimit: bigint | null };

/**
 * What the person asked for on a chain with accounts. `decimals` are the ones shown beside the amount: the builder
 * refuses when the chain says otherwise by now.
 */
export type AccountDraft =
  | {
      readonly kind: 'transfer';
      readonly chain: ChainId;
      readonly asset: string;
      readonly decimals: number;
      readonly recipient: { readonly address: string; readonly amount: bigint | 'max' };
      readonly gas: GasChoice;
    }
  /** Lets `spender` take up to `amount` of a token; zero takes the permission back. */
  | {
      readonly kind: 'allowance';
      readonly chain: ChainId;
      readonly asset: string;
      readonly decimals: number;
      readonly spender: string;
      readonly amount: bigint;
      readonly gas: GasChoice;
    }
  /** The same again, dearer; `original` are the signed bytes from the journal. */
  | {
      readonly kind: 'speed-up';
      readonly chain: ChainId;
      readonly original: Uint8Array;
      readonly gas: GasChoice;
    }
  /** Nothing to oneself under the same number, so that the original can no longer be mined. */
  | { readonly kind: 'cancel'; readonly chain: ChainId; readonly original: Uint8Array; readonly gas: GasChoice };

/** What a transaction of a chain with accounts does, as the codec reads it. Addresses are canonical. */
export type AccountAction =
  | { readonly kind: 'transfer'; readonly asset: string; readonly recipient: AddressText; readonly amount: bigint }
  | {
      readonly kind: 'transfer-from';
      readonly asset: string;
      readonly owner: AddressText;
      readonly recipient: AddressText;
      readonly amount: bigint;
    }
  | {
      readonly kind: 'allowance';
      readonly asset: string;
      readonly spender: AddressText;
      /** What the spender may take; zero takes the permission back. */
      readonly amount: bigint;
      /** So much that it limits nothing. */
      readonly unlimited: boolean;
    }
  /** An allowance by a signature made elsewhere (ERC-2612), valid until `deadline` (Unix seconds). */
  | {
      readonly kind: 'permit';
      readonly asset: string;
      readonly owner: AddressText;
      readonly spender: AddressText;
      readonly amount: bigint;
      readonly unlimited: boolean;
      readonly deadline: bigint;
    }
  /** A transfer of nothing; with the sender as recipient it is how a pending transaction is cancelled. */
  | { readonly kind: 'nothing'; readonly recipient: AddressText }
  /** Not understood. `target` `null` makes a contract. Unknown means no (T-09). */
  | {
      readonly kind: 'unknown';
      readonly target: AddressText | null;
      readonly value: bigint;
      readonly data: Uint8Array;
    };

/** What the person has been shown and agreed to, exact to the unit (T-06). */
export interface StatedAccountPayment {
  readonly kind: 'account-payment';
  readonly chain: ChainId;
  readonly from: AddressText;
  readonly action: AccountAction;
  /** The most that the bytes let the network charge, in the chain's coin. */
  readonly fee: bigint;
  /** Charged beside it and in no bytes (a rollup's share of its base chain): an estimate, shown as a claim. Zero elsewhere. */
  readonly extraFee: bigint;
  readonly nonce: number;
  /** The pending transaction whose place this one takes. */
  readonly replaces: TxId | null;
}

/** How a draft fares when it is tried without being sent. */
export type Rehearsal =
  | { readonly kind: 'passes' }
  | { readonly kind: 'fails'; readonly reason: RevertReason }
  /** Not tried: the draft is not complete, or the money for it is not there. */
  | { readonly kind: 'untried' };

/** Everything building needs on a chain with accounts, for one draft and one sender. */
export interface AccountContext {
  readonly tip: Tip;
  readonly sender: AddressRef;
  /** Numbers of the sender: `mined` is the next one the chain takes, `next` the first that nothing waits under. */
  readonly nonce: { readonly mined: number; readonly next: number };
  /** Of the sender, in smallest units. */
  readonly coinBalance: bigint;
  /** Of the draft's token; `null` when the draft is about the coin. */
  readonly token: { readonly balance: bigint; readonly decimals: number } | null;
  readonly prices: Readonly<Record<FeePreset, GasPrice>>;
  /** What the next block asks for at least; `null` on a chain without such a price. */
  readonly basePerGas: bigint | null;
  readonly gas: { readonly limit: bigint; readonly source: 'estimated' | 'assumed' };
  /** See `StatedAccountPayment.extraFee`. */
  readonly extraFee: bigint;
  readonly rehearsal: Rehearsal;
  /** Is there code at the recipient or spender? `null` without one. */
  readonly isContract: boolean | null;
}

/** Bytes to sign with one key on a chain with accounts. The path is a hint: the signer derives the sender from it. */
export interface UnsignedAccount {
  readonly kind: 'account';
  readonly chain: ChainId;
  readonly bytes: Uint8Array;
  readonly path: DerivationPath;
}

/** What a transaction of a chain with accounts will do, read from the bytes alone. */
export interface AccountReview {
  readonly kind: 'account';
  readonly chain: ChainId;
  readonly action: AccountAction;
  /** Coin that leaves with it, the fee apart. */
  readonly value: bigint;
  /** Gas limit times the highest price: the most the network may charge for it. */
  readonly fee: bigint;
  readonly gasLimit: bigint;
  readonly price: GasPrice;
  readonly nonce: number;
  /** Bytes when signed, an upper bound. */
  readonly signedSize: number;
}

/**
 * Where a transaction of a known sender and number stands. `dropped`: no server asked knows it and its number is still
 * free, so the same signed bytes may be sent again. `replaced`: another one was mined under its number.
 */
export type AccountTxStatus = TxStatus | { readonly kind: 'dropped' };
