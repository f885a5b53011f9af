/** One request and one reply between the HTTP layer and an explorer's routes, free of sockets. */
import type { Tx } from '../consensus/transaction.ts';
import type { NodeLists } from '../fluxnode/lists.ts';
import type { ChainView } from '../ledger/view.ts';
import type { Json } from './json.ts';

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly contentType: string;
  /** Names in lower case. */
  readonly headers: HeaderMap;
}

/** What a reply is about, so that a lie can be told in the right place. */
export type Subject = 'balance' | 'utxo' | 'tx' | 'status' | 'broadcast' | 'other';

export type Reply =
  | { readonly status: number; readonly json: Json; readonly subject: Subject }
  | { readonly status: number; readonly text: string; readonly contentType: string; readonly headers?: HeaderMap };

export type HeaderMap = Readonly<Record<string, string>>;

export interface Broadcast {
  readonly tx: Tx;
  readonly allowHighFees: boolean;
}

export interface ApiContext {
  readonly view: ChainView;
  /** Nodes at the same height as the view. */
  readonly nodes: NodeLists;
  /** Takes a transaction into the mempool; throws `Refused`. */
  readonly broadcast: (request: Broadcast) => string;
  /** Chain time in unix seconds. */
  readonly now: () => number;
}

export type ApiRoutes = (request: ApiRequest, context: ApiContext) => Reply;

export const ok = (json: Json, subject: Subject = 'other'): Reply => ({ status: 200, json, subject });

export const plain = (status: number, text: string): Reply => ({
  status,
  text,
  contentType: 'text/html; charset=utf-8',
});
