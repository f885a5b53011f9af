import { type ErrorCode, WalletError } from '../../../../wallet-core/errors/index.ts';
import type { RpcError } from './json-rpc.ts';

/**
 * Reasons for which nodes refuse a transaction (go-ethereum core/txpool/errors.go and core/error.go, Nethermind, Erigon,
 * Besu, Bor, anvil), in their wordings. First match wins. Our own words go into `reason`; the server's text nowhere.
 */
const reasons: readonly (readonly [RegExp, ErrorCode, string])[] = [
  [/already known|known transaction|already imported|already exists|alreadyknown/i, 'chain.already-known', 'known'],
  [/replacement|underpriced to replace|replacing/i, 'chain.fee-too-low', 'replacement'],
  [/nonce too low|nonce_too_low|oldnonce|nonce is too low|nonce has already been used/i, 'chain.conflict', 'nonce'],
  [
    /underpriced|fee (?:cap|per gas) less|less than block base fee|fee too low|feetoolow|below the minimum|tip.*(?:low|minimum)|min(?:imum)? gas price/i,
    'chain.fee-too-low',
    'price',
  ],
  [
    /insufficient (?:funds|balance)|overshot|insufficient_funds|upfront cost exceeds/i,
    'chain.insufficient-funds',
    'coin',
  ],
  [/chain ?id|invalid sender|replay.?protect/i, 'chain.rejected', 'chain-id'],
  [/intrinsic gas|gas limit|gas too low|exceeds.*gas/i, 'chain.rejected', 'gas'],
  [/fee (?:exceeds|cap).*(?:configured )?cap|tx fee .*exceeds/i, 'chain.rejected', 'fee-absurd'],
  [/oversized|too large|size limit/i, 'chain.too-large', 'size'],
  [/rlp|decode|typed transaction|invalid (?:transaction|signature)/i, 'chain.bad-transaction', 'decode'],
];

/** Refusals that say something about the server's own pool, not about the transaction. */
const POOL =
  /txpool is full|transaction pool|queue|nonce gap|rate|limit reached|too many|timeout|internal|syncing|unavailable/i;

/** The coded error for a refused broadcast: `chain.*` when it is about the transaction, `server.*` when it is not. */
export function refusalError({ code, message }: RpcError): WalletError {
  const match = reasons.find(([pattern]) => pattern.test(message));
  if (match !== undefined) return new WalletError(match[1], { reason: match[2] });
  if (code === 429 || code === -32005) return new WalletError('server.rate-limited');
  if (code === -32601 || POOL.test(message)) return new WalletError('server.bad-reply', { detail: 'pool' });
  return new WalletError('chain.rejected', { reason: 'unspecified' });
}
