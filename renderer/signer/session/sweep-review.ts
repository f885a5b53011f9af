import { fluxCodec } from '../../../chains/flux/codec.ts';
import { explainPayment } from '../../../chains/flux/explain.ts';
import type { KeyAccess, Unsigned } from '../../../wallet-core/chain-contract/index.ts';
import { isWalletError } from '../../../wallet-core/errors/index.ts';
import { estimateHeight } from '../../../wallet-core/nodes/height-estimate.ts';
import type { DerivationPath } from '../../../wallet-core/primitives/index.ts';
import type { RefusalReason } from './payment-review.ts';

/** What is read from the bytes of one transaction that empties a paper key. */
export interface SweepReview {
  readonly address: string;
  /** What arrives. */
  readonly amount: bigint;
  readonly fee: bigint;
  readonly inputCount: number;
}

export interface SweepTerms {
  readonly paper: KeyAccess;
  readonly account: KeyAccess;
  /** What was asked for, in sat. */
  readonly feePerByte: bigint;
}

export type SweepOutcome =
  | { readonly kind: 'review'; readonly review: SweepReview }
  | { readonly kind: 'refused'; readonly reasons: readonly RefusalReason[] };

const refuse = (reason: RefusalReason): SweepOutcome => ({ kind: 'refused', reasons: [reason] });

/** As for payments: bytes that stay good for longer than this could be sent twice. */
const EXPIRY_SLACK = 86_400;

/**
 * Decodes a transaction that is to move what `paper` holds to the account: every input must be the paper key's, and the
 * one output an address that `account` derives itself, at no more than the fee asked for (T-06). Anything else refuses.
 * `nowMs` is this computer's time.
 */
export function reviewSweep(
  unsigned: Unsigned,
  { paper, account, feePerByte }: SweepTerms,
  nowMs: number,
): SweepOutcome {
  if (unsigned.chain !== 'flux') return refuse('wrong-chain');
  try {
    const decoded = fluxCodec.decode(unsigned);
    const addressOf = (keys: KeyAccess) => (path: DerivationPath) => fluxCodec.formatAddress(keys.publicKey(path));
    const explained = explainPayment(unsigned, decoded, addressOf(account));
    const [own] = explained.change;
    if (own === undefined || decoded.outputs.length !== 1) return refuse('extra-output');
    const ofPaper = addressOf(paper);
    const isPaperOnly = decoded.inputs.every(({ address }, at) => {
      const path = unsigned.inputs[at]?.path;
      return path !== undefined && address === ofPaper(path);
    });
    if (!isPaperOnly) return refuse('own-input');
    if (explained.feeVerdict === 'absurd') return refuse('fee-policy');
    if (explained.fee > feePerByte * BigInt(explained.signedSize)) return refuse('fee-higher');
    if (decoded.lockTime !== 0) return refuse('locked-until');
    const { expiryHeight, fee, inputCount } = explained;
    if (expiryHeight === null || expiryHeight > estimateHeight(nowMs) + EXPIRY_SLACK) return refuse('no-expiry');
    return { kind: 'review', review: { address: own.address, amount: own.amount, fee, inputCount } };
  } catch (thrown) {
    if (isWalletError(thrown) && thrown.code === 'approval.mismatch') return refuse('own-input');
    if (isWalletError(thrown) && thrown.code.startsWith('chain.')) return refuse('unreadable');
    throw thrown;
  }
}
