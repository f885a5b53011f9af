/** What a server of the devnet can be told to do wrong. Amounts are satoshi as decimal text, times milliseconds. */
import type { Json } from '../api/json.ts';

export const explorerIds = ['insight', 'blockbook', 'insight2'] as const;
export type ExplorerId = (typeof explorerIds)[number];
/** `fluxos`: the gateway in front of all nodes. */
export const serverIds = [...explorerIds, 'fluxos'] as const;
export type ServerId = (typeof serverIds)[number] | `node-${number}`;

export const isServerId = (text: string): text is ServerId =>
  serverIds.some((id) => id === text) || /^node-[1-9]\d{0,3}$/.test(text);

export type Fault =
  /** Answers rightly, but late. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** Takes the request and never answers. */
  | { readonly kind: 'hang' }
  /** Closes the connection instead of answering. */
  | { readonly kind: 'reset' }
  /** Answers with this status and text, 503 by default. */
  | {
      readonly kind: 'status';
      readonly status?: number | undefined;
      readonly body?: string | undefined;
      readonly contentType?: string | undefined;
    }
  /** 429, with Retry-After in seconds when given. */
  | { readonly kind: 'rate-limit'; readonly retryAfter?: number | undefined }
  /** A page of HTML with status 200, as captive portals and proxies send. */
  | { readonly kind: 'html'; readonly status?: number | undefined }
  /** The right reply cut to this share (0.5 by default); with `cut` the connection breaks there as well. */
  | { readonly kind: 'truncated'; readonly share?: number | undefined; readonly cut?: boolean | undefined }
  /** JSON without end, or of at least this many bytes. */
  | { readonly kind: 'huge'; readonly bytes?: number | undefined }
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: number | undefined }
  /** The chain as it stood at a height (or so many blocks ago when the fault is set), without mempool. */
  | { readonly kind: 'stale-tip'; readonly height?: number | undefined; readonly behind?: number | undefined }
  /** Claims to be testnet in its status, or shows every address in testnet form. */
  | { readonly kind: 'wrong-chain'; readonly how: 'testnet' | 'addresses' }
  /** Confirmed balances are off by `addSat`, or all read `balanceSat`. */
  | { readonly kind: 'lying-balance'; readonly addSat?: string | undefined; readonly balanceSat?: string | undefined }
  /**
   * `extra`: an output that does not exist; `missing`: the first one left out; `inflated`: the first one shown with
   * `addSat` more; `foreign-script`: the first one shown with a stranger's script and address.
   */
  | {
      readonly kind: 'lying-utxo';
      readonly how: 'extra' | 'missing' | 'inflated' | 'foreign-script';
      readonly addSat?: string | undefined;
    }
  /** Refuses broadcasts with this reason ("64: dust"), code -26 by default. */
  | { readonly kind: 'refuse-broadcast'; readonly reason: string; readonly code?: number | undefined }
  /** Takes the transaction, then closes the connection without a reply. */
  | { readonly kind: 'lose-reply' }
  /** Answers a broadcast with the txid and forgets the transaction. */
  | { readonly kind: 'drop-broadcast' }
  /** The whole server stops listening until the fault is cleared; it comes back on the same port. */
  | { readonly kind: 'refuse-connections' }
  /** Any change to the JSON of a reply; in-process only. */
  | { readonly kind: 'rewrite'; readonly rewrite: (json: Json, path: string) => Json };

export interface FaultRule {
  readonly fault: Fault;
  /** One server, or all of them when absent. */
  readonly server?: ServerId | undefined;
  /** Only requests whose path starts with this. */
  readonly path?: string | undefined;
  /** How many requests it spoils before it is gone; without it, until cleared. */
  readonly times?: number | undefined;
}

/** Faults that only a broadcast can meet; other requests neither see them nor use them up. */
export const isBroadcastFault = (fault: Fault): boolean =>
  fault.kind === 'refuse-broadcast' || fault.kind === 'lose-reply' || fault.kind === 'drop-broadcast';
