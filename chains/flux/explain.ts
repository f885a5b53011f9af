/**
 * What the bytes of a payment mean for the person, and whether that is what was agreed to (T-06). Change counts as
 * change only when the signer derives its address from an own key that discovery finds; every other output is a payment.
 */
import type { Review, StatedPayment, Unsigned } from '../../wallet-core/chain-contract/index.ts';
import type { AddressText, DerivationPath } from '../../wallet-core/primitives/index.ts';
import { fluxConfig } from './config.ts';
import { type FeeVerdict, judgeFee } from './fee-limits.ts';

export { type FeeVerdict, judgeFee } from './fee-limits.ts';

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

const OWN_PATH = /^m\/44'\/19167'\/0'\/[01]\/(0|[1-9]\d{0,4})$/;

/** Would a sign-in on a new device find coins at this path? Only then may an output there count as change. */
function isFindable(path: DerivationPath): boolean {
  const index = OWN_PATH.exec(path)?.[1];
  return index !== undefined && Number(index) < fluxConfig.maxAddressIndex;
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
      if (path !== undefined && isFindable(path) && addressOf(path) === address)
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

export type Difference =
  | 'chain'
  | 'asset'
  | 'recipient-count'
  | 'recipient'
  | 'amount'
  | 'fee'
  | 'message'
  | 'strange-output'
  | 'locked-until'
  | 'no-expiry';

/**
 * Everything in which the bytes differ from what was stated, in order of weight; empty when they agree to the unit.
 * A lock time, or bytes that never lapse, are differences too: this wallet makes neither.
 */
export function findDifferences(
  stated: StatedPayment,
  explained: ExplainedPayment,
  review: Review,
): readonly Difference[] {
  const found = new Set<Difference>();
  if (stated.chain !== fluxConfig.chain || review.chain !== stated.chain) found.add('chain');
  if (stated.asset !== fluxConfig.asset) found.add('asset');
  if (stated.recipients.length !== explained.payments.length) found.add('recipient-count');
  for (const [index, recipient] of stated.recipients.entries()) {
    const payment = explained.payments[index];
    if (payment === undefined) continue;
    if (payment.address !== recipient.address) found.add('recipient');
    if (payment.amount !== recipient.amount) found.add('amount');
  }
  if (stated.fee !== explained.fee) found.add('fee');
  const isSameMessage =
    explained.message === null
      ? stated.message === null
      : explained.message.text !== null && explained.message.text === stated.message;
  if (!isSameMessage) found.add('message');
  if (explained.strange.length > 0) found.add('strange-output');
  if (review.lockTime !== 0) found.add('locked-until');
  if (review.expiryHeight === null) found.add('no-expiry');
  return [...found];
}
