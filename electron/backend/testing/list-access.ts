/** A chain of the local Fusion service that is a list of transfers, as the wallet's services see a chain they can use. */
import { randomBytes } from 'node:crypto';
import type { ListLedger } from '../../../e2e/devnet/fusion/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { OwnPayment } from '../../../wallet-core/fusion/index.ts';
import type { FusionChainAccess } from '../services/fusion/chain-access.ts';

const FINAL_AFTER = 12;

/** What outlives a crash: the journal of payments and the chain. Drafts do not. */
export interface PaymentJournal {
  readonly byDraft: Map<string, { readonly txid: string }>;
  readonly sent: OwnPayment[];
}

export interface ListAccess extends FusionChainAccess {
  /** The person signs a draft: on disk, and on the chain. */
  sign(draftId: string): string;
}

export function emptyPayments(): PaymentJournal {
  return { byDraft: new Map(), sent: [] };
}

/** Drafts live in the object: a new one is a new run of the app. */
export function listAccess(ledger: ListLedger, owner: string, journal: PaymentJournal): ListAccess {
  const drafts = new Map<string, { readonly from: string; readonly to: string; readonly amount: bigint }>();
  const confirmations = async (txid: string) =>
    (await ledger.deposit(txid, ledger.transfer(txid)?.to ?? ''))?.confirmations ?? 0;
  return {
    fusion: ledger.chain,
    parseAddress: (text) => (ledger.isAddress(text) ? text : undefined),
    ownAddresses: () => [{ address: owner, spendable: 0n }],
    isOwn: (address) => address === owner,
    prepareDeposit: async (from, to, amount) => {
      if ((await ledger.balance(from)) < amount) throw new WalletError('chain.insufficient-funds');
      const draftId = randomBytes(16).toString('hex');
      drafts.set(draftId, { from, to, amount });
      const stated = {
        kind: 'payment' as const,
        chain: 'bsc' as const,
        asset: 'flux',
        recipients: [{ address: to, amount: amount.toString() }],
        message: null,
        fee: '0',
      };
      const sizes = { change: '0', inputCount: 1, signedSize: 1, expiryHeight: null, validUntilMs: 0 };
      return { draftId, deposit: { kind: 'payment', prepared: { draftId, stated, ...sizes } } };
    },
    findDeposit: (draftId) => {
      const payment = journal.byDraft.get(draftId);
      if (payment !== undefined) return { kind: 'signed', txid: payment.txid };
      return drafts.has(draftId) ? { kind: 'open' } : { kind: 'none' };
    },
    dropDeposit: (draftId) => {
      drafts.delete(draftId);
    },
    confirmationsOf: () => null,
    readPayout: async (txid, address) => {
      const found = ledger.transfer(txid);
      if (found === null) return 'not-seen';
      const count = await confirmations(txid);
      const recipients = found.to === address ? [{ address, amount: found.amount }] : [];
      return { recipients, confirmations: count, isFinal: count >= FINAL_AFTER };
    },
    isInBalance: (txid) => ledger.transfer(txid) !== null,
    payments: () => journal.sent,
    sign: (draftId) => {
      const draft = drafts.get(draftId);
      if (draft === undefined) throw new WalletError('approval.unknown');
      const txid = ledger.send(draft.from, draft.to, draft.amount);
      journal.byDraft.set(draftId, { txid });
      drafts.delete(draftId);
      journal.sent.push({ chain: ledger.chain, txid, ...draft, timeMs: 0 });
      return txid;
    },
  };
}
