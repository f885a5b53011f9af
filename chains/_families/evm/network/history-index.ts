import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type { AddressText } from '../../../../wallet-core/primitives/index.ts';
import type { InternalTransfer, SentTransaction, TokenTransfer } from './movements.ts';

export type IndexKind = 'etherscan' | 'blockscout';

/** One line of the person's list of history services. */
export interface EvmIndexEntry {
  readonly kind: IndexKind;
  readonly url: string;
  /** Of the person's own account with the service; `null` where it needs none. */
  readonly apiKey: string | null;
}

export interface IndexPart<T> {
  readonly rows: readonly T[];
  /** Everything in blocks above this height is in it; -1: everything there is. */
  readonly completeAbove: number;
}

/**
 * A service that knows which transactions concern an address, which nodes do not. Newest first, in blocks up to `upTo`.
 * What it says has the right shape and bounds and concerns the address; whether it is true of the chain is checked by the
 * reader. Throws `network.*` or `server.*`.
 */
export interface HistoryIndex {
  readonly kind: IndexKind;
  readonly host: string;
  sent(address: AddressText, upTo: number | null): Promise<IndexPart<SentTransaction>>;
  internal(address: AddressText, upTo: number | null): Promise<IndexPart<InternalTransfer>>;
  tokens(address: AddressText, upTo: number | null): Promise<IndexPart<TokenTransfer>>;
}

interface Row {
  readonly height: number;
  readonly from: AddressText;
  readonly to: AddressText | null;
}

/** Rows of another address or of blocks not asked for: the service has not understood the question, or lies. */
export function vetRows<T extends Row>(rows: readonly T[], address: AddressText, upTo: number | null): readonly T[] {
  for (const { height, from, to } of rows) {
    if ((upTo !== null && height > upTo) || (from !== address && to !== address)) {
      throw new WalletError('server.bad-reply', { detail: 'history' });
    }
  }
  return rows;
}

/** The lowest block of a page may go on on the next one: what is above it is complete. */
export function cutPart<T extends Row>(rows: readonly T[], isLast: boolean): IndexPart<T> {
  if (isLast) return { rows, completeAbove: -1 };
  const lowest = rows.reduce((low, { height }) => Math.min(low, height), Number.MAX_SAFE_INTEGER);
  return { rows: rows.filter(({ height }) => height > lowest), completeAbove: lowest };
}
