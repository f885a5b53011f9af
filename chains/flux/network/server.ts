import type { Tip } from '../../../wallet-core/chain-contract/index.ts';
import type { AddressText, TxId } from '../../../wallet-core/primitives/index.ts';

export type ServerKind = 'insight' | 'blockbook';

/** An unspent output as a server claims it; `vetUtxos` says whether to believe it. */
export interface ServerUtxo {
  readonly txid: TxId;
  readonly vout: number;
  readonly address: string;
  readonly value: bigint;
  /** Hex; `null` when this kind of server does not send it. */
  readonly script: string | null;
  /** `null` while unconfirmed. */
  readonly height: number | null;
  readonly confirmations: number;
  readonly coinbase: boolean;
}

export interface ServerInput {
  /** `null` for scripts without an address. */
  readonly address: string | null;
  /** `null` when the server does not say. */
  readonly value: bigint | null;
}

export interface ServerOutput {
  readonly value: bigint;
  readonly script: string;
}

export interface ServerTransaction {
  readonly txid: TxId;
  readonly form: 'payment' | 'coinbase' | 'node-start' | 'node-confirm';
  readonly inputs: readonly ServerInput[];
  readonly outputs: readonly ServerOutput[];
  /** `null` while unconfirmed. */
  readonly height: number | null;
  readonly confirmations: number;
  /** Block time, or when the server first saw it; `null` when it does not say. */
  readonly timeMs: number | null;
  /** `null` when it never lapses or the server does not say. */
  readonly expiryHeight: number | null;
}

export interface HistoryPage {
  readonly transactions: readonly ServerTransaction[];
  /** All there are for the group asked about. */
  readonly total: number;
  readonly isLast: boolean;
}

export interface ServerIdentity {
  readonly testnet: boolean;
  /** `null` when the server does not give old blocks. */
  readonly genesisHash: string | null;
}

/**
 * One public FLUX server behind one small interface. Every method throws `network.*` or `server.*`; `send` also
 * `chain.*` for a refusal. What it returns has the right shape and bounds, nothing more: the reader vets it.
 */
export interface FluxServer {
  readonly kind: ServerKind;
  /** Host and port, as shown to the person. */
  readonly host: string;
  /** Addresses per `history` call. */
  readonly historyGroupSize: number;
  tip(): Promise<Tip>;
  identity(): Promise<ServerIdentity>;
  /** Includes unconfirmed ones. */
  utxos(addresses: readonly AddressText[]): Promise<readonly ServerUtxo[]>;
  /** Page 0 is the newest; unconfirmed ones are on it. At most `historyGroupSize` addresses. */
  history(addresses: readonly AddressText[], page: number): Promise<HistoryPage>;
  /** Which of them have ever appeared in a transaction, unconfirmed ones included. */
  used(addresses: readonly AddressText[]): Promise<ReadonlySet<AddressText>>;
  /** `null`: this server does not know it. */
  transaction(txid: TxId): Promise<ServerTransaction | null>;
  /** Hex, as the server gives it; `null`: this server does not know it. */
  rawTransaction(txid: TxId): Promise<string | null>;
  /** Throws `chain.already-known` when the network has it already. */
  send(rawHex: string): Promise<TxId>;
}

/** Items per page of history. Insight refuses ranges above 50 (bitcore-node `maxHistoryQueryLength`). */
export const HISTORY_PAGE_SIZE = 50;
