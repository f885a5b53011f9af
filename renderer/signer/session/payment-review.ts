import { fluxCodec } from '../../../chains/flux/codec.ts';
import { type Difference, explainPayment, findDifferences } from '../../../chains/flux/explain.ts';
import type { KeyAccess, StatedPayment, Unsigned } from '../../../wallet-core/chain-contract/index.ts';
import { isWalletError } from '../../../wallet-core/errors/index.ts';
import { type DerivationPath, toHex } from '../../../wallet-core/primitives/index.ts';

/** Why bytes were not signed, for the words on screen. */
export type RefusalReason = Difference | 'own-input' | 'unreadable' | 'fee-policy';

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
  readonly message: string | null;
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

/** Each input must be locked to a key of this account at the path it names: a foreign or misnamed one refuses all. */
function ownsEveryInput(unsigned: Unsigned, keys: KeyAccess, inputs: readonly (string | null)[]): boolean {
  const own = new Map<DerivationPath, string>();
  return unsigned.inputs.every(({ path }, index) => {
    const address = own.get(path) ?? fluxCodec.formatAddress(keys.publicKey(path));
    own.set(path, address);
    return inputs[index] === address;
  });
}

/**
 * Decodes `unsigned` and compares it with what the person agreed to in the app window (T-06, T-07, E-28). Anything
 * unreadable, foreign, different or beyond the fee limits refuses, and says why; there is no partial acceptance.
 */
export function reviewPayment(unsigned: Unsigned, stated: StatedPayment, keys: KeyAccess): ReviewOutcome {
  if (unsigned.chain !== 'flux' || stated.chain !== 'flux') return refuse('chain');
  try {
    const decoded = fluxCodec.decode(unsigned);
    const explained = explainPayment(unsigned, decoded, (path) => fluxCodec.formatAddress(keys.publicKey(path)));
    const differences = findDifferences(stated, explained, decoded);
    if (differences.length > 0) return refuse(...differences);
    if (
      !ownsEveryInput(
        unsigned,
        keys,
        decoded.inputs.map(({ address }) => address),
      )
    )
      return refuse('own-input');
    if (explained.feeVerdict === 'absurd') return refuse('fee-policy');
    if (explained.expiryHeight === null) return refuse('no-expiry');
    return {
      kind: 'review',
      review: {
        recipients: explained.payments,
        amount: explained.payments.reduce((total, { amount }) => total + amount, 0n),
        fee: explained.fee,
        total: explained.total,
        change: explained.change.reduce((total, { amount }) => total + amount, 0n),
        message: explained.message?.text ?? null,
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
