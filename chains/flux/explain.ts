/**
 * What the bytes of a payment mean for the person (T-06). Change counts as change only when the signer derives its
 * address from an own key of the account's two branches; every other output is a payment. Whether that is what was
 * agreed to is judged by `comparePayment` in the signer.
 */
import type { Review, Unsigned } from '../../wallet-core/chain-contract/index.ts';
import type { AddressText, DerivationPath } from '../../wallet-core/primitives/index.ts';
import { type FeeVerdict, judgeFee } from './fee-limits.ts';
import { isWatchedPath } from './own-path.ts';

export { type FeeVerdict, judgeFee } from './fee-limits.ts';
export {
  type ExplainedStart,
  explainStart,
  findStartDifferences,
  ownerAddress,
  START_LIFETIME_SECONDS,
  type StartDifference,
} from './fluxnode/explain-start.ts';
export { isSpendingPath, placeOfPath } from './own-path.ts';

export interface ExplainedOutput {
  readonly vout: number;
  readonly address: AddressText;
  readonly amount: bigint;
}

export interface ExplainedPayment {
  readonly payments: readonly ExplainedOutput[];
  readonly change: readonly (ExplainedOutput & { readonly path: DerivationPath })[];
  /** `null` without a message; bytes that are no text are shown as hex and never match a stated text. */
  readonly message: { readonly text: string | null; readonly bytes: Uint8Array } | null;
  /** Outputs that pay to no address; never part of what this wallet builds. */
  readonly strange: readonly { readonly vout: number; readonly script: Uint8Array; readonly amount: bigint }[];
  readonly fee: bigint;
  readonly feeVerdict: FeeVerdict;
  /** Payments and fee: what leaves the account. */
  readonly total: bigint;
  readonly signedSize: number;
  readonly expiryHeight: number | null;
  readonly inputCount: number;
}

/** `addressOf` derives an own address from a path; it may throw for paths outside the account. */
export function explainPayment(
  unsigned: Unsigned,
  review: Review,
  addressOf: (path: DerivationPath) => AddressText,
): ExplainedPayment {
  const claimed = new Map(unsigned.change.map(({ vout, path }) => [vout, path]));
  const payments: ExplainedOutput[] = [];
  const change: (ExplainedOutput & { readonly path: DerivationPath })[] = [];
  const strange: { readonly vout: number; readonly script: Uint8Array; readonly amount: bigint }[] = [];
  let message: ExplainedPayment['message'] = null;
  for (const output of review.outputs) {
    if (output.kind === 'message') message = { text: output.text, bytes: output.bytes };
    else if (output.kind === 'script')
      strange.push({ vout: output.vout, script: output.script, amount: output.amount });
    else {
      const { vout, address, amount } = output;
      const path = claimed.get(vout);
      if (path !== undefined && isWatchedPath(path) && addressOf(path) === address)
        change.push({ vout, address, amount, path });
      else payments.push({ vout, address, amount });
    }
  }
  const paid = [...payments, ...strange].reduce((total, { amount }) => total + amount, 0n);
  return {
    payments,
    change,
    message,
    strange,
    fee: review.fee,
    feeVerdict: judgeFee(review.fee, paid, review.signedSize),
    total: paid + review.fee,
    signedSize: review.signedSize,
    expiryHeight: review.expiryHeight,
    inputCount: review.inputs.length,
  };
}
