/** What Fusion needs of a chain the wallet can use. A chain without one is shown, but nothing is sent or received there. */

import type { DepositFound, FusionChain, OwnPayment, SeenPayout } from '../../../../wallet-core/fusion/index.ts';
import type { ReplyOf } from '../../../../wallet-core/ipc/index.ts';

export type PreparedDeposit = ReplyOf<'fusion.prepare-deposit'>;

export interface FusionChainAccess {
  readonly fusion: FusionChain;
  /** The canonical form of an address of this chain, or nothing. */
  parseAddress(text: string): string | undefined;
  /** Own addresses, the one to receive on first, with what a deposit from each could use. */
  ownAddresses(): readonly { readonly address: string; readonly spendable: bigint }[];
  isOwn(address: string): boolean;
  /** A draft of exactly this payment, from this address alone. Throws as any payment does. */
  prepareDeposit(
    from: string,
    to: string,
    amount: bigint,
  ): Promise<{ readonly draftId: string; readonly deposit: PreparedDeposit }>;
  findDeposit(draftId: string): DepositFound;
  /** It can no longer become a payment. */
  dropDeposit(draftId: string): void;
  /** Of a payment of ours; `null` while not known. */
  confirmationsOf(txid: string): number | null;
  /** What `txid` pays to `address`, read from the chain. */
  readPayout(txid: string, address: string): Promise<SeenPayout | 'not-seen' | 'not-readable'>;
  /** Does the balance that is shown contain this transaction? */
  isInBalance(txid: string): boolean;
  /** Payments out of the account, as its history has them. */
  payments(): readonly OwnPayment[];
}
