import { type ErrorCode, WalletError } from '../../../wallet-core/errors/index.ts';
import { readDaemonReason } from '../../../wallet-core/nodes/index.ts';

/**
 * Reject reasons of fluxd (main.cpp, consensus/, rpc/rawtransaction.cpp) as servers pass them on, in plain text or in
 * JSON. First match wins. Our own words go into `reason`; the server's text goes nowhere.
 */
const reasons: readonly (readonly [RegExp, ErrorCode, string])[] = [
  [
    /already in block chain|txn-already|already in (?:the )?mempool|Code:\s*-27|^-27\b/i,
    'chain.already-known',
    'known',
  ],
  // A mempool conflict is refused without a word (main.cpp AcceptToMemoryPool returns false, error -25).
  [/^(?:\.\s*Code:\s*-25|-25:?)\s*$/i, 'chain.conflict', 'spent'],
  [/tx-overwinter-expired|tx-expiring-soon|expir/i, 'chain.expired', 'expired'],
  [
    /min relay fee|mempool min fee|insufficient (?:fee|priority)|rate limited free|fee[- ]not[- ]met/i,
    'chain.fee-too-low',
    'fee',
  ],
  [/absurdly[- ]high[- ]fee/i, 'chain.rejected', 'fee-absurd'],
  [/txn-mempool-conflict|inputs-spent|double[- ]?spen[dt]|conflict/i, 'chain.conflict', 'spent'],
  [/missing inputs|missingorspent|inputs-missing/i, 'chain.conflict', 'missing-inputs'],
  [/premature-spend-of-coinbase/i, 'chain.rejected', 'immature'],
  [/\bdust\b/i, 'chain.dust', 'dust'],
  [/oversize|tx-size|too large/i, 'chain.too-large', 'size'],
  [/decode failed|tx decode/i, 'chain.bad-transaction', 'decode'],
  [
    /script-verify-flag|scriptsig|scriptpubkey|multi-op-return|bad-txns|non-final|version|sapling|consensus/i,
    'chain.rejected',
    'rules',
  ],
];

/**
 * The coded error for a refused broadcast. Unknown text becomes `chain.rejected` without a word of it; what the daemon
 * says of node transactions becomes `node-…`, one of the reasons of `wallet-core/nodes`.
 */
export function refusalError(text: string): WalletError {
  const bounded = text.slice(0, 2_000);
  const node = readDaemonReason(bounded);
  if (node !== undefined) return new WalletError('chain.rejected', { reason: `node-${node}` });
  const match = reasons.find(([pattern]) => pattern.test(bounded));
  return match === undefined
    ? new WalletError('chain.rejected', { reason: 'unspecified' })
    : new WalletError(match[1], { reason: match[2] });
}
