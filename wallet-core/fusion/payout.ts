import { isSameAddress } from './fusion-chains.ts';

/** What the target chain shows of a transaction, read from the chain and not from the service. */
export interface SeenPayout {
  readonly recipients: readonly { readonly address: string; readonly amount: bigint }[];
  readonly confirmations: number;
  /** Cannot be undone any more, as far as the chain's adapter says. */
  readonly isFinal: boolean;
}

/**
 * right · wrong-amount: another sum at our address · wrong-address: nothing of it is ours · not-seen: the chain does not
 * show the transaction (yet) · not-readable: the wallet has no adapter for the chain.
 */
export type PayoutOutcome = 'right' | 'wrong-amount' | 'wrong-address' | 'not-seen' | 'not-readable';

export interface PayoutCheck {
  readonly outcome: PayoutOutcome;
  /** What has arrived at the address; `null` where that is not known. */
  readonly amount: bigint | null;
  readonly confirmations: number;
  readonly isFinal: boolean;
}

/** Compares a payout with what was agreed. `expected` `null`: the amount is not known, any is right. */
export function checkPayout(
  expected: { readonly address: string; readonly amount: bigint | null },
  seen: SeenPayout | 'not-seen' | 'not-readable',
): PayoutCheck {
  if (seen === 'not-seen' || seen === 'not-readable')
    return { outcome: seen, amount: null, confirmations: 0, isFinal: false };
  const { confirmations, isFinal } = seen;
  const mine = seen.recipients.filter(({ address }) => isSameAddress(address, expected.address));
  const amount = mine.reduce((sum, one) => sum + one.amount, 0n);
  if (mine.length === 0) return { outcome: 'wrong-address', amount: 0n, confirmations, isFinal };
  const isRight = expected.amount === null || expected.amount === amount;
  return { outcome: isRight ? 'right' : 'wrong-amount', amount, confirmations, isFinal };
}
