import { fluxCodec } from '../../../chains/flux/codec.ts';
import { explainPayment, isSpendingPath, placeOfPath } from '../../../chains/flux/explain.ts';
import { comparePayment, type PaymentMismatchCode } from '../../../wallet-core/approvals/index.ts';
import type { KeyAccess, Review, StatedPayment, Unsigned } from '../../../wallet-core/chain-contract/index.ts';
import { isWalletError } from '../../../wallet-core/errors/index.ts';
import { estimateHeight } from '../../../wallet-core/nodes/height-estimate.ts';
import type { PlaceOnBranch } from '../../../wallet-core/policy/address-reach.ts';
import { type DerivationPath, findTextFlaw, toHex } from '../../../wallet-core/primitives/index.ts';

/** Why bytes were not signed, for the words on screen. */
export type RefusalReason =
  | PaymentMismatchCode
  | 'own-input'
  | 'unreadable'
  | 'fee-policy'
  | 'locked-until'
  | 'no-expiry';

export interface ReviewedRecipient {
  readonly vout: number;
  readonly address: string;
  readonly amount: bigint;
}

/** What the person is shown: every field is read from the bytes by our own codec, none from the request. */
export interface PaymentReview {
  readonly recipients: readonly ReviewedRecipient[];
  readonly amount: bigint;
  readonly fee: bigint;
  readonly total: bigint;
  readonly change: bigint;
  /** Where the change goes and where the spent coins stand: proven by derivation, for judging how far the change is. */
  readonly changeAt: readonly PlaceOnBranch[];
  readonly spentAt: readonly PlaceOnBranch[];
  readonly message: string | null;
  /** The message's bytes in hex when its text holds characters that hide or turn others: then the eye may be misled. */
  readonly misleadingMessageHex: string | null;
  readonly expiryHeight: number;
  readonly inputCount: number;
  readonly signedSize: number;
  readonly isFeeHigh: boolean;
  readonly rawHex: string;
}

export type ReviewOutcome =
  | { readonly kind: 'review'; readonly review: PaymentReview }
  | { readonly kind: 'refused'; readonly reasons: readonly RefusalReason[] };

function refuse(...reasons: readonly RefusalReason[]): ReviewOutcome {
  return { kind: 'refused', reasons };
}

/** The outputs that are the stated recipients: one of them may be an address of one's own. */
function paidOutputs(decoded: Review, stated: StatedPayment): readonly ReviewedRecipient[] {
  const wanted = [...stated.recipients];
  const paid: ReviewedRecipient[] = [];
  for (const output of decoded.outputs) {
    if (output.kind !== 'address') continue;
    const at = wanted.findIndex(({ address, amount }) => address === output.address && amount === output.amount);
    if (at < 0) continue;
    wanted.splice(at, 1);
    paid.push({ vout: output.vout, address: output.address, amount: output.amount });
  }
  return paid;
}

/**
 * The signer knows no tip, so the clock bounds how long signed bytes stay good: 30 days of blocks beyond where the chain
 * should be. Without a bound, whoever holds them could call a payment lapsed, have it made again, and send both.
 */
export const EXPIRY_SLACK = 86_400;

/** Line ends are fine, and so are joiners, which several scripts need. */
function isMisleading(text: string): boolean {
  return text.split('\n').some((line) => !['joiner', undefined].includes(findTextFlaw(line)));
}

/** Each input must be locked to a FLUX key of this account at the path it names: a foreign or misnamed one refuses all. */
export function ownsEveryInput(unsigned: Unsigned, keys: KeyAccess, inputs: readonly (string | null)[]): boolean {
  const own = new Map<DerivationPath, string>();
  return unsigned.inputs.every(({ path }, index) => {
    if (!isSpendingPath(path)) return false;
    const address = own.get(path) ?? fluxCodec.formatAddress(keys.publicKey(path));
    own.set(path, address);
    return inputs[index] === address;
  });
}

/** Places of paths that were proven to be own spending paths before. */
function placesOf(proven: readonly { readonly path: DerivationPath }[]): readonly PlaceOnBranch[] {
  return proven.flatMap(({ path }) => placeOfPath(path) ?? []);
}

/**
 * Decodes `unsigned` and compares it with what the person agreed to in the app window (T-06, T-07, E-28). Anything
 * unreadable, foreign, different or beyond the fee limits refuses, and says why; there is no partial acceptance.
 * `nowMs` is this computer's time.
 */
export function reviewPayment(
  unsigned: Unsigned,
  stated: StatedPayment,
  keys: KeyAccess,
  nowMs: number,
): ReviewOutcome {
  if (unsigned.chain !== 'flux' || stated.chain !== 'flux') return refuse('wrong-chain');
  try {
    const decoded = fluxCodec.decode(unsigned);
    const explained = explainPayment(unsigned, decoded, (path) => fluxCodec.formatAddress(keys.publicKey(path)));
    const ownOutputs = new Set(explained.change.map(({ vout }) => vout));
    const mismatches = comparePayment(decoded, stated, (vout) => ownOutputs.has(vout));
    if (mismatches.length > 0) return refuse(...new Set(mismatches.map(({ code }) => code)));
    const inputAddresses = decoded.inputs.map(({ address }) => address);
    if (!ownsEveryInput(unsigned, keys, inputAddresses)) return refuse('own-input');
    if (explained.feeVerdict === 'absurd') return refuse('fee-policy');
    // This wallet makes neither; bytes that wait, or never lapse, were made by somebody else.
    if (decoded.lockTime !== 0) return refuse('locked-until');
    if (explained.expiryHeight === null || explained.expiryHeight > estimateHeight(nowMs) + EXPIRY_SLACK)
      return refuse('no-expiry');
    const recipients = paidOutputs(decoded, stated);
    // What is left is change, and this wallet makes one: more of it is dust to pay for later, or a way to hide coins.
    if (decoded.outputs.filter(({ kind }) => kind === 'address').length > recipients.length + 1)
      return refuse('extra-output');
    const amount = recipients.reduce((total, paid) => total + paid.amount, 0n);
    return {
      kind: 'review',
      review: {
        recipients,
        amount,
        fee: explained.fee,
        total: amount + explained.fee,
        change: decoded.inputTotal - amount - explained.fee,
        changeAt: placesOf(explained.change.filter(({ vout }) => !recipients.some((paid) => paid.vout === vout))),
        spentAt: placesOf(unsigned.inputs),
        message: explained.message?.text ?? null,
        misleadingMessageHex:
          explained.message !== null && isMisleading(explained.message.text ?? '')
            ? toHex(explained.message.bytes)
            : null,
        expiryHeight: explained.expiryHeight,
        inputCount: explained.inputCount,
        signedSize: explained.signedSize,
        isFeeHigh: explained.feeVerdict === 'high',
        rawHex: toHex(unsigned.bytes),
      },
    };
  } catch (thrown) {
    // A path outside the account's scheme, or bytes the codec does not understand in full: unknown means no (T-09).
    if (isWalletError(thrown) && thrown.code === 'approval.mismatch') return refuse('own-input');
    if (isWalletError(thrown) && thrown.code.startsWith('chain.')) return refuse('unreadable');
    throw thrown;
  }
}
