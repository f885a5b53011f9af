/** What a swap will cost and bring, for so long and no longer (T-16). sat. */
import { accept, type Result, refuse } from '../primitives/index.ts';
import { confirmationsFor } from './confirmation-tiers.ts';
import { classifyDeposit, type DepositStanding, type ServedAddress } from './deposit-address.ts';
import { feeFor } from './fees.ts';
import { type FusionChain, isSameAddress, secondsFor } from './fusion-chains.ts';
import type { SwapInfo, SwapRoute } from './swap-replies.ts';

export interface SwapAsk extends SwapRoute {
  readonly amount: bigint;
}

/** The info as it was read, and when. */
export interface DatedInfo {
  readonly info: SwapInfo;
  readonly atMs: number;
}

export interface Quote extends SwapAsk {
  readonly fee: bigint;
  /** amount − fee, always above zero. */
  readonly received: bigint;
  readonly confirmations: number;
  readonly depositAddress: string;
  readonly depositStanding: DepositStanding;
  /** From the deposit's block to the payout's, as far as blocks decide. */
  readonly expectedSeconds: number;
  readonly quotedAtMs: number;
  readonly expiresAtMs: number;
}

export type QuoteRefusal =
  | 'same-chain'
  | 'not-active'
  | 'fee-unknown'
  | 'no-deposit-address'
  | 'amount-missing'
  | 'not-above-fee'
  | 'above-maximum'
  | 'info-old';

/** Fees, limits and addresses may change at any time: old ones are not quoted from. */
export const INFO_LIFETIME_MS = 60_000;
export const QUOTE_LIFETIME_MS = 120_000;

/** Refuses what would be lost (not above the fee), stuck (above the last limit) or sent to nobody. */
export function quoteSwap(
  ask: SwapAsk,
  { info, atMs }: DatedInfo,
  facts: { readonly nowMs: number; readonly served: readonly ServedAddress[] },
): Result<Quote, QuoteRefusal> {
  const { chainFrom, chainTo, amount } = ask;
  if (chainFrom === chainTo) return refuse('same-chain');
  if (facts.nowMs - atMs > INFO_LIFETIME_MS) return refuse('info-old');
  if (!info.chains.includes(chainFrom) || !info.chains.includes(chainTo)) return refuse('not-active');
  if (amount <= 0n) return refuse('amount-missing');
  const fee = feeFor(info.swapFees, chainTo, amount);
  if (fee === null) return refuse('fee-unknown');
  if (amount <= fee) return refuse('not-above-fee');
  const confirmations = confirmationsFor(info.tiers, amount);
  if (confirmations === null) return refuse('above-maximum');
  const depositAddress = info.depositAddresses.get(chainFrom);
  if (depositAddress === undefined) return refuse('no-deposit-address');
  return accept({
    ...ask,
    fee,
    received: amount - fee,
    confirmations,
    depositAddress,
    depositStanding: classifyDeposit(chainFrom, depositAddress, facts.served),
    expectedSeconds: secondsFor(chainFrom, confirmations) + secondsFor(chainTo, 1),
    quotedAtMs: facts.nowMs,
    expiresAtMs: facts.nowMs + QUOTE_LIFETIME_MS,
  });
}

export type QuoteChange = 'fee' | 'confirmations' | 'deposit-address' | QuoteRefusal;

/** What is no longer as quoted, by a fresh reading. Empty: sign; anything else: quote again and ask again. */
export function quoteChanges(quote: Quote, fresh: DatedInfo, nowMs: number): readonly QuoteChange[] {
  const again = quoteSwap(quote, fresh, { nowMs, served: [] });
  if (!again.ok) return [again.reason];
  const changes: QuoteChange[] = [];
  if (again.value.fee !== quote.fee) changes.push('fee');
  if (again.value.confirmations !== quote.confirmations) changes.push('confirmations');
  if (!isSameAddress(again.value.depositAddress, quote.depositAddress)) changes.push('deposit-address');
  return changes;
}

export function isExpired(quote: Pick<Quote, 'expiresAtMs'>, nowMs: number): boolean {
  return nowMs >= quote.expiresAtMs;
}

/** The payment that is the deposit: exactly this, and nothing beside it. */
export interface DepositPayment {
  readonly chain: FusionChain;
  readonly from: readonly string[];
  readonly recipients: readonly { readonly address: string; readonly amount: bigint }[];
  readonly message: string | null;
}

/** Is a stated payment the deposit of this swap, to the unit, from the reserved address? */
export function isDepositOf(
  swap: SwapAsk & { readonly depositAddress: string },
  { chain, from, recipients, message }: DepositPayment,
): boolean {
  const [recipient] = recipients;
  return (
    chain === swap.chainFrom &&
    message === null &&
    recipients.length === 1 &&
    recipient !== undefined &&
    recipient.amount === swap.amount &&
    isSameAddress(recipient.address, swap.depositAddress) &&
    from.length > 0 &&
    from.every((address) => isSameAddress(address, swap.addressFrom))
  );
}
