/**
 * What every adapter speaks of, and the shapes of chains whose money is outputs. Amounts are bigint in the smallest
 * unit. Validation is data. The interfaces are in `adapter.ts`, the shapes of chains with accounts in `account-types.ts`.
 */
import type { ErrorCode, ErrorData } from '../errors/index.ts';
import type { AddressText, DerivationPath, TxId } from '../primitives/index.ts';

export const chainIds = [
  'flux',
  'bitcoin',
  'ethereum',
  'bsc',
  'polygon',
  'avalanche',
  'base',
  'solana',
  'tron',
  'kadena',
  'algorand',
  'ergo',
] as const;
export type ChainId = (typeof chainIds)[number];

export interface Tip {
  readonly height: number;
  /** Block hash in display order. */
  readonly hash: string;
  /** Time of the block, ms. */
  readonly timeMs: number;
}

/** A value with where it comes from and how old it is. Shown numbers always carry one. */
export interface Snapshot<T> {
  readonly value: T;
  /** Host (and port) of the server that said so. */
  readonly source: string;
  /** Height of the server's tip when it said so. */
  readonly height: number;
  /** When it was received, ms. */
  readonly atMs: number;
  /** Only a server whose tip is old was left to ask: the value may be older than `atMs` says. */
  readonly behind?: true;
}

/** Public half of an account: enough to find and show everything, nothing to sign with. */
export interface AccountPublicKeys {
  /** BIP44 account xpub `m/44'/19167'/0'`; `null` for an account that only watches single addresses. */
  readonly flux: string | null;
  /** BIP84 account xpub `m/84'/0'/0'`, in xpub (not zpub) form. */
  readonly bitcoin: string | null;
  /** Flux ID (ZelID): a Bitcoin P2PKH address that signs messages only. */
  readonly fluxId: string | null;
  /** BIP44 account xpub `m/44'/60'/0'` of the five EVM chains; absent or `null` where the account has none. */
  readonly evm?: string | null | undefined;
  /** Single addresses beside those of the xpubs, by chain: watched, or with the place of an imported key. */
  readonly watched: readonly {
    readonly chain: ChainId;
    readonly address: string;
    readonly path?: DerivationPath | undefined;
  }[];
}

/** `imported`: of a single key, imported beside the account's own. */
export type AddressRole = 'receive' | 'change' | 'watched' | 'imported';

export interface AddressRef {
  readonly address: AddressText;
  readonly role: AddressRole;
  /** Position on its chain; 0 for single ones. */
  readonly index: number;
  /** `null` when no key of this account belongs to it. */
  readonly path: DerivationPath | null;
}

/** What an account holds of one asset, in parts that add up and are never mixed. Smallest units. */
export interface Balance {
  readonly asset: string;
  /** Confirmed (or own unconfirmed change) and free to spend now. */
  readonly spendable: bigint;
  /** Unconfirmed payments from others. */
  readonly incoming: bigint;
  /** Coinbase outputs below maturity. */
  readonly immature: bigint;
  /** Outputs with the exact value of a FluxNode collateral. */
  readonly collateral: bigint;
  /** Frozen by the person. */
  readonly frozen: bigint;
}

export type SpendableState = 'spendable' | 'own-change' | 'incoming' | 'immature' | 'collateral' | 'frozen';

export interface Outpoint {
  readonly txid: TxId;
  readonly vout: number;
}

/** One unspent output of the account (UTXO chains). */
export interface Spendable {
  readonly outpoint: Outpoint;
  readonly value: bigint;
  readonly scriptPubKey: Uint8Array;
  readonly owner: AddressRef;
  /** Height of its block; `null` while unconfirmed. */
  readonly height: number | null;
  readonly confirmations: number;
  readonly coinbase: boolean;
  readonly state: SpendableState;
}

export type TxStatus =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'pending' }
  | { readonly kind: 'confirmed'; readonly confirmations: number; readonly height: number; readonly timeMs: number }
  | { readonly kind: 'final'; readonly confirmations: number; readonly height: number; readonly timeMs: number }
  | { readonly kind: 'failed' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'replaced' };

export interface Activity {
  readonly chain: ChainId;
  readonly txid: TxId;
  /** `allowance`, `contract` and `failed` as in `AccountActivity`. */
  readonly kind:
    | 'received'
    | 'sent'
    | 'self'
    | 'mined'
    | 'node-start'
    | 'node-confirm'
    | 'allowance'
    | 'contract'
    | 'failed';
  /** What moved and where in its transaction, on chains with accounts; absent: the chain's coin. */
  readonly asset?: string;
  readonly position?: number;
  /** Change of the account's holdings, fee included; negative when it pays. */
  readonly net: bigint;
  /** `null` when this account did not pay it or the server does not say. */
  readonly fee: bigint | null;
  /** Others' addresses: recipients of a payment made, senders of one received. At most 20. */
  readonly counterparties: readonly { readonly address: string; readonly amount: bigint }[];
  /** Own addresses that took part. */
  readonly own: readonly string[];
  readonly message: string | null;
  /** `null` while unconfirmed. */
  readonly height: number | null;
  readonly confirmations: number;
  /** Block time, or when the server first saw it, ms. */
  readonly timeMs: number;
  readonly expiryHeight: number | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Pass to get the next page; `null` at the end. */
  readonly next: string | null;
  /** How many there are in all, when the server says so. */
  readonly total: number | null;
  /**
   * With the pages before it, this one holds all that waits for a block and all in blocks above this height (-1:
   * everything). Absent when the reader cannot say.
   */
  readonly completeAbove?: number;
  /**
   * What the source cannot tell at all, here or on any later page: shown as not known, never as nothing. `coin`:
   * payments of the chain's own coin; `other-tokens`: tokens the wallet has not been told of.
   */
  readonly notCovered?: readonly ('coin' | 'other-tokens')[];
}

export interface Recipient {
  readonly address: string;
  readonly amount: bigint;
}

/** What the person asked for, before anything is built. */
export interface PaymentDraft {
  readonly kind: 'payment';
  readonly chain: ChainId;
  readonly asset: string;
  readonly recipients: readonly { readonly address: string; readonly amount: bigint | 'max' }[];
  /** Text for the OP_RETURN output, `null` for none. */
  readonly message: string | null;
  /** Bytes for the OP_RETURN output instead of a text: a record of the second factor. Never from the app window. */
  readonly data?: Uint8Array;
  /** Smallest units per byte. */
  readonly feePerByte: bigint;
  /** Coin control: exactly these, or `null` for automatic selection. */
  readonly inputs: readonly Outpoint[] | null;
  /** Collateral outputs the person has unlocked for this payment, by outpoint. */
  readonly unlockedCollateral: readonly Outpoint[];
}

/**
 * What the person has been shown and agreed to in the app window, exact to the unit. The signer compares it with what
 * it decodes from the bytes (T-06) and refuses on any difference.
 */
export interface StatedPayment {
  readonly kind: 'payment';
  readonly chain: ChainId;
  readonly asset: string;
  readonly recipients: readonly Recipient[];
  readonly message: string | null;
  /** The bytes where they are no text; `message` is `null` then. */
  readonly data?: Uint8Array;
  readonly fee: bigint;
}

export type Issue = {
  readonly code: ErrorCode | IssueCode;
  readonly field: 'recipient' | 'amount' | 'message' | 'fee' | 'inputs' | 'general';
  readonly data: ErrorData;
};

/** Findings about a draft that are not errors of the program. */
export type IssueCode =
  | 'send.recipient-missing'
  | 'send.recipient-own'
  | 'send.recipient-first-time'
  | 'send.recipient-nobody'
  | 'send.amount-missing'
  | 'send.amount-zero'
  | 'send.balance-unknown'
  | 'send.message-too-long'
  | 'send.fee-high'
  | 'send.fee-absurd'
  | 'send.fee-below-relay'
  | 'send.spends-collateral'
  | 'send.leaves-dust'
  | 'send.leaves-nothing'
  | 'send.input-not-available'
  | 'send.duplicate-recipient'
  | 'send.stale-balance'
  // chains with accounts
  | 'send.gas-missing'
  | 'send.gas-fee-absurd'
  | 'send.gas-limit-low'
  | 'send.gas-price-below-base'
  | 'send.would-fail'
  | 'send.recipient-contract'
  | 'send.spender-not-contract'
  | 'send.allowance-unlimited'
  | 'send.token-changed'
  | 'send.waits-behind'
  | 'send.replacement-fee-low'
  | 'send.replacement-too-late';

/** Why a contract refuses a call, as far as its answer can be read. `text` is a stranger's: bounded, plain, to be quoted. */
export type RevertReason =
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'panic'; readonly code: number }
  /** Selector and arguments of a contract's own error, hex. */
  | { readonly kind: 'custom'; readonly hex: string }
  /** The token answered `false`. */
  | { readonly kind: 'declined' }
  | { readonly kind: 'none' };

export interface Validation {
  /** Block. */
  readonly errors: readonly Issue[];
  /** Inform. */
  readonly warnings: readonly Issue[];
  /** `null` while unknown (for instance without a recipient): never a guess. */
  readonly fee: bigint | null;
  readonly amount: bigint | null;
  readonly total: bigint | null;
  /** Identifier of the coin that pays the fee, where it is not what is sent: `total` is then the amount alone. */
  readonly feeAsset?: string;
  /** With `send.would-fail`: why, as far as the contract says. */
  readonly revert?: RevertReason;
}

/** Everything building needs, read beforehand: the same context and draft give the same bytes. */
export interface BuildContext {
  readonly tip: Tip;
  readonly spendables: readonly Spendable[];
  readonly changeAddress: AddressRef;
}

/** What the signer is handed for one input. Values are committed to by the digest, so a lie makes an invalid signature. */
export interface UnsignedInput {
  readonly value: bigint;
  readonly scriptPubKey: Uint8Array;
  readonly path: DerivationPath;
}

/** Bytes to sign with the hints a signer needs to find its keys. Hints are checked, never trusted. */
export interface Unsigned {
  readonly kind?: 'utxo';
  readonly chain: ChainId;
  readonly bytes: Uint8Array;
  readonly inputs: readonly UnsignedInput[];
  /** Outputs said to be ours; the signer derives the address itself and treats any other output as a payment. */
  readonly change: readonly { readonly vout: number; readonly path: DerivationPath }[];
}

export interface Signature {
  /** 0 on chains with accounts. */
  readonly inputIndex: number;
  readonly publicKey: Uint8Array;
  /** DER with hash type for UTXO chains; r ‖ s ‖ y parity (65 bytes) for EVM chains. */
  readonly bytes: Uint8Array;
}

export interface Signed {
  readonly chain: ChainId;
  readonly bytes: Uint8Array;
  readonly txid: TxId;
}

/** What will happen, read from the bytes by our own code. Nothing in it comes from hints. */
export interface Review {
  readonly chain: ChainId;
  readonly outputs: readonly ReviewOutput[];
  readonly inputTotal: bigint;
  readonly fee: bigint;
  /** Bytes of the transaction when signed; exact for P2PKH, an upper bound else. */
  readonly signedSize: number;
  /** Last block it may be mined in; `null` for never lapsing. */
  readonly expiryHeight: number | null;
  readonly lockTime: number;
  readonly inputs: readonly { readonly outpoint: Outpoint; readonly value: bigint; readonly address: string | null }[];
}

export type ReviewOutput =
  | { readonly kind: 'address'; readonly vout: number; readonly address: AddressText; readonly amount: bigint }
  | { readonly kind: 'message'; readonly vout: number; readonly bytes: Uint8Array; readonly text: string | null }
  | { readonly kind: 'script'; readonly vout: number; readonly script: Uint8Array; readonly amount: bigint };

/** The signer's keys by path: signs digests that its own codec computed, shows public keys, never private ones. */
export interface KeyAccess {
  /** 33-byte compressed public key of the path. Throws `approval.mismatch` for a path outside the account's scheme. */
  publicKey(path: DerivationPath): Uint8Array;
  /** 64-byte r ‖ s, RFC 6979, low-S. */
  signEcdsa(path: DerivationPath, digest32: Uint8Array): Uint8Array;
  signEcdsaRecoverable(
    path: DerivationPath,
    digest32: Uint8Array,
  ): { readonly signature: Uint8Array; readonly recoveryId: 0 | 1 | 2 | 3 };
}
