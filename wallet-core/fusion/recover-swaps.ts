/**
 * Swaps of an account whose journal is not here (a fresh device): from the service's history, which anybody may fill, and
 * from payments of the account to a deposit address, which are certain. Nothing is believed that does not concern us.
 */
import { comparableAddress, type FusionChain } from './fusion-chains.ts';
import type { SwapEvent } from './swap-events.ts';
import type { SwapOrder } from './swap-replies.ts';

/** A payment of the account, as its chain shows it. */
export interface OwnPayment {
  readonly chain: FusionChain;
  readonly txid: string;
  readonly from: string;
  readonly to: string;
  readonly amount: bigint;
  readonly timeMs: number;
}

export interface RecoveryFacts {
  readonly history: readonly SwapOrder[];
  readonly payments: readonly OwnPayment[];
  /** Every address the service is known to have used, the ones it serves now included. */
  readonly isDepositAddress: (chain: FusionChain, address: string) => boolean;
  /** Own addresses of a chain, in comparable form. */
  readonly isOwn: (chain: FusionChain, address: string) => boolean;
  /** Deposits that have a journal already. */
  readonly isKnown: (chain: FusionChain, txid: string) => boolean;
  readonly nowMs: number;
}

export type RecoveredSwap = Extract<SwapEvent, { readonly kind: 'recovered' }>;

function keyOf(chain: FusionChain, txid: string): string {
  return `${chain} ${txid.toLowerCase()}`;
}

/**
 * First events of the journals to be begun, oldest first. A payment that the service has an order for is told once. An
 * order counts only when both ends are ours, so that nobody else's swap becomes ours by a forged history.
 */
export function recoverSwaps(facts: RecoveryFacts): readonly RecoveredSwap[] {
  const { nowMs } = facts;
  const found = new Map<string, { readonly event: RecoveredSwap; readonly timeMs: number }>();
  const payments = new Map(facts.payments.map((payment) => [keyOf(payment.chain, payment.txid), payment]));
  for (const order of facts.history) {
    const { chainFrom, chainTo, addressFrom, addressTo, txidFrom: txid } = order;
    const key = keyOf(chainFrom, txid);
    if (found.has(key) || facts.isKnown(chainFrom, txid) || chainFrom === chainTo) continue;
    if (!facts.isOwn(chainFrom, addressFrom) || !facts.isOwn(chainTo, addressTo)) continue;
    // The chain's amount goes before the service's word.
    const amount = payments.get(key)?.amount ?? order.amountFrom ?? order.expectedFrom;
    if (amount === null) continue;
    const target = { chainTo, addressTo };
    const event = {
      kind: 'recovered',
      atMs: nowMs,
      source: 'service',
      chainFrom,
      addressFrom,
      amount,
      txid,
      target,
    } as const;
    found.set(key, { event, timeMs: order.createdAtMs ?? payments.get(key)?.timeMs ?? nowMs });
  }
  for (const [key, { chain, txid, from, to, amount, timeMs }] of payments) {
    if (found.has(key) || facts.isKnown(chain, txid)) continue;
    if (!facts.isOwn(chain, from) || !facts.isDepositAddress(chain, to)) continue;
    const event = {
      kind: 'recovered',
      atMs: nowMs,
      source: 'chain',
      chainFrom: chain,
      addressFrom: from,
      amount,
      txid,
      target: null,
    } as const;
    found.set(key, { event, timeMs });
  }
  return [...found.values()].sort((a, b) => a.timeMs - b.timeMs).map(({ event }) => event);
}

/** Own addresses as `isOwn` wants them. */
export function ownAddressBook(
  addresses: readonly { readonly chain: FusionChain; readonly address: string }[],
): (chain: FusionChain, address: string) => boolean {
  const book = new Set(addresses.map(({ chain, address }) => `${chain} ${comparableAddress(address)}`));
  return (chain, address) => book.has(`${chain} ${comparableAddress(address)}`);
}
