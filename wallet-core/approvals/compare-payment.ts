import type { Recipient, Review, ReviewOutput, StatedPayment } from '../chain-contract/index.ts';
import { equalBytes, utf8 } from '../primitives/index.ts';

/** Why the bytes are not what the person was shown; each has a sentence on the signer's refusal screen. */
export type PaymentMismatchCode =
  | 'wrong-chain'
  | 'recipient'
  | 'amount'
  | 'missing-output'
  | 'change-to-stranger'
  | 'extra-output'
  | 'message'
  | 'fee-higher'
  | 'fee-differs';

export interface PaymentMismatch {
  readonly code: PaymentMismatchCode;
  /** The output it is about; `null` when it is about the payment as a whole or about an output that is not there. */
  readonly vout: number | null;
}

type AddressOutput = Extract<ReviewOutput, { kind: 'address' }>;

/**
 * Compares what was decoded from the bytes with what was stated, to the unit (T-06). Empty means equal: every stated
 * recipient once, the same message, the same fee, and every other output an address that `isOwnChange` has derived
 * from own keys. `isOwnChange` must prove it by derivation; only a plain `true` counts.
 */
export function comparePayment(
  review: Review,
  stated: StatedPayment,
  isOwnChange: (vout: number) => boolean,
): readonly PaymentMismatch[] {
  const found: PaymentMismatch[] = [];
  // A Review describes the chain's own coin and nothing else.
  if (review.chain !== stated.chain || stated.asset !== 'native') found.push({ code: 'wrong-chain', vout: null });
  found.push(...compareOutputs(review, stated, isOwnChange));
  if (!isStatedMessage(review, stated)) found.push({ code: 'message', vout: messageOutput(review) });
  const fee = compareFee(review, stated);
  if (fee !== undefined) found.push({ code: fee, vout: null });
  return found;
}

function compareOutputs(
  review: Review,
  stated: StatedPayment,
  isOwnChange: (vout: number) => boolean,
): PaymentMismatch[] {
  const found: PaymentMismatch[] = [];
  const outputs = review.outputs.filter((output) => output.kind === 'address');
  // An own output that equals a stated recipient may be that recipient, but strangers are matched first.
  const proven = new Set(outputs.filter(({ vout }) => isOwnChange(vout) === true));
  const strangers = outputs.filter((output) => !proven.has(output));
  const own = [...proven];
  let missing = stated.recipients;
  let leftStrangers: readonly AddressOutput[] = strangers;
  [missing, leftStrangers] = match(missing, leftStrangers, isSame);
  [missing] = match(missing, own, isSame);

  const pair = (code: 'amount' | 'recipient', isAlike: (a: Recipient, b: Recipient) => boolean): void => {
    for (const output of leftStrangers) {
      const [rest, left] = match(missing, [output], isAlike);
      if (left.length > 0) continue;
      found.push({ code, vout: output.vout });
      missing = rest;
      leftStrangers = leftStrangers.filter((other) => other !== output);
    }
  };
  pair('amount', (a, b) => a.address === b.address);
  pair('recipient', (a, b) => a.amount === b.amount);

  const isPaid = stated.recipients.length > 0 && missing.length === 0;
  const wasChangeExpected = isPaid && found.length === 0 && own.length === 0 && leftStrangers.length === 1;
  for (const { vout } of leftStrangers)
    found.push({ code: wasChangeExpected ? 'change-to-stranger' : 'extra-output', vout });
  for (const output of review.outputs) {
    if (output.kind === 'script') found.push({ code: 'extra-output', vout: output.vout });
  }
  const missingCount = stated.recipients.length === 0 ? 1 : missing.length;
  for (let i = 0; i < missingCount; i++) found.push({ code: 'missing-output', vout: null });
  return found;
}

function isSame(a: Recipient, b: Recipient): boolean {
  return a.address === b.address && a.amount === b.amount;
}

/** Takes each output away with at most one recipient that is alike; gives what is left of both. */
function match(
  recipients: readonly Recipient[],
  outputs: readonly AddressOutput[],
  isAlike: (a: Recipient, b: Recipient) => boolean,
): [readonly Recipient[], readonly AddressOutput[]] {
  const left = [...recipients];
  const unmatched = outputs.filter((output) => {
    const at = left.findIndex((recipient) => isAlike(recipient, output));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [left, unmatched];
}

function messageOutput(review: Review): number | null {
  return review.outputs.find(({ kind }) => kind === 'message')?.vout ?? null;
}

function isStatedMessage(review: Review, stated: StatedPayment): boolean {
  const [message, ...more] = review.outputs.filter((output) => output.kind === 'message');
  if (more.length > 0) return false;
  const { message: text, data } = stated;
  // Data instead of a text: never both.
  if (data !== undefined) return text === null && message !== undefined && equalBytes(message.bytes, data);
  if (message === undefined || text === null) return message === undefined && text === null;
  return message.text === text && equalBytes(message.bytes, utf8(text));
}

function compareFee(review: Review, stated: StatedPayment): 'fee-higher' | 'fee-differs' | undefined {
  if (review.fee > stated.fee) return 'fee-higher';
  const paid = review.outputs.reduce((sum, output) => sum + (output.kind === 'message' ? 0n : output.amount), 0n);
  // The fee is what inputs leave over; a review that does not add up is no review.
  return review.fee === stated.fee && review.inputTotal - paid === review.fee ? undefined : 'fee-differs';
}
