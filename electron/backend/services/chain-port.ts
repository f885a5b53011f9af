import type { Witness } from '../../../chains/flux/network/index.ts';
import type {
  AccountPublicKeys,
  AddressRef,
  ChainBuilder,
  ChainCodec,
  ChainId,
  ChainReader,
  TxStatus,
} from '../../../wallet-core/chain-contract/index.ts';
import type { ServerEntry } from '../../../wallet-core/ipc/index.ts';
import type { Clock, Http } from '../../../wallet-core/ports/index.ts';
import type { AddressText, TxId } from '../../../wallet-core/primitives/index.ts';

export type Branch = 'receive' | 'change';

/** A chain's reader with what a journal can tell it and ask it beyond the contract. */
export interface ChainConnection extends ChainReader {
  /** `status` for a transaction whose last possible block is known: past it and unmined is `expired`. */
  statusOf(txid: TxId, expiryHeight: number | null): Promise<TxStatus>;
  /** What this host said does not fit what is known: others are asked first for a while. */
  doubt?(source: string): void;
  /** Each server for itself, where a lone word is not enough: only FLUX carries the second factor. */
  witnesses?(): readonly Witness[];
}

export interface OwnAddresses {
  at(branch: Branch, index: number): AddressRef;
}

export interface ConnectionOptions {
  readonly http: Http;
  readonly clock: Clock;
  readonly servers: readonly ServerEntry[];
  /** Did this account make it? From the journal. */
  readonly isOwnTransaction: (txid: TxId) => boolean;
}

/** One chain as the backend uses it: the adapter's parts and the few constants the services need. */
export interface ChainPort {
  readonly chain: ChainId;
  readonly asset: string;
  readonly symbol: string;
  readonly decimals: number;
  /** This many confirmations cannot be undone. */
  readonly finalAfter: number;
  /** After this many unused addresses in a row, a sign-in elsewhere stops looking. */
  readonly gapLimit: number;
  /** Payments from others of at most so much are bait or dust. */
  readonly dust: bigint;
  readonly builder: ChainBuilder;
  readonly codec: ChainCodec;
  isCollateralValue(value: bigint): boolean;
  /** Output script of an address the codec has accepted. */
  scriptOf(address: AddressText): Uint8Array;
  connect(options: ConnectionOptions): ChainConnection;
  /** Its addresses by position, derived once each; `null` for an account without keys on this chain. */
  addressesOf(keys: AccountPublicKeys): OwnAddresses | null;
  /** What a signed transaction was before it was signed, and its id. Throws `chain.bad-transaction`. */
  readSigned(bytes: Uint8Array): { readonly unsigned: Uint8Array; readonly txid: TxId };
}
