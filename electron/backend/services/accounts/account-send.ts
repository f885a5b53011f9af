import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import {
  type PreparedAccountSend,
  type ReplyOf,
  type RequestOf,
  toWireGasPrice,
  toWireStatedAccount,
  toWireUnsignedAccount,
  type WireAccountDraft,
  type WireAccountValidation,
} from '../../../../wallet-core/ipc/index.ts';
import { equalBytes, fromHex } from '../../../../wallet-core/primitives/index.ts';
import type { AccountContext } from '../account-context.ts';
import type { Background } from '../background.ts';
import type { Checkpoint } from '../send/checkpoint.ts';
import { canReplace, isOpen, type StoredSend } from '../send/entry.ts';
import type { Journal } from '../send/journal.ts';
import type { AccountChainParts } from './account-chain.ts';
import { createAccountDrafts, type KeptDraft } from './account-drafts.ts';
import { readDraftContext, validateAccountDraft } from './prepare-account.ts';
import { resolveDraft } from './resolve-draft.ts';
import type { TokenBook } from './token-book.ts';

/** Every key in a form asks again: what the network said a moment ago serves them all. */
const CONTEXT_MS = 6_000;

export interface AccountSendOptions {
  readonly context: AccountContext;
  readonly journal: Journal;
  readonly tokens: TokenBook;
  /** Throws `chain.not-supported`. */
  readonly chainOf: (chain: ChainId) => AccountChainParts;
  readonly checkpoint: Checkpoint;
  readonly background: Background;
}

export interface AccountSend {
  validate(draft: WireAccountDraft): Promise<WireAccountValidation>;
  prepare(draft: WireAccountDraft): Promise<PreparedAccountSend>;
  /** Is it one of these drafts, or has it become an entry of the journal? */
  owns(draftId: string): boolean;
  take(draftId: string): Promise<ReplyOf<'draft.take'>>;
  /** Resolves when the signed bytes are on disk; the network is told afterwards. */
  commit(request: RequestOf<'draft.commit'>): Promise<ReplyOf<'draft.commit'>>;
  drop(draftId: string): void;
}

/** The person and amount of an action, as the journal lists them. */
function recipientOf({ stated: { action, from } }: KeptDraft): { address: string; amount: string } {
  switch (action.kind) {
    case 'transfer':
      return { address: action.recipient, amount: action.amount.toString() };
    case 'allowance':
      return { address: action.spender, amount: action.amount.toString() };
    default:
      return { address: from, amount: '0' };
  }
}

function actionOf({ stated: { action } }: KeptDraft): 'transfer' | 'allowance' | 'cancel' {
  return action.kind === 'transfer' || action.kind === 'allowance' ? action.kind : 'cancel';
}

/** Payments on chains with accounts, from the form through signing into the journal and to the network. */
export function createAccountSend(options: AccountSendOptions): AccountSend {
  const { context, journal, chainOf, checkpoint, background } = options;
  const drafts = createAccountDrafts(context.clock, context.random);
  let last:
    | { readonly key: string; readonly atMs: number; readonly read: ReturnType<typeof readDraftContext> }
    | undefined;

  /** The number must still be free: of two payments under one number only one can happen. */
  function assertNumberFree({ stated: { chain, nonce, from, replaces } }: KeptDraft): void {
    const rivals = journal
      .entries()
      .filter((entry) => entry.chain === chain && entry.account?.from === from && entry.account.nonce === nonce)
      .filter(({ state }) => isOpen(state) || state === 'confirmed' || state === 'final');
    const isExpected = (entry: StoredSend) =>
      replaces !== null && (entry.txid === replaces || entry.account?.replaces === replaces);
    if (replaces === null ? rivals.length > 0 : !rivals.every((entry) => isOpen(entry.state) && isExpected(entry))) {
      throw new WalletError('chain.conflict', { reason: 'reserved' });
    }
    const original = replaces === null ? undefined : journal.findByTxid(replaces);
    if (original !== undefined && !canReplace(original, journal.entries())) {
      throw new WalletError('chain.conflict', { reason: 'ended' });
    }
  }

  /** The bytes must be the draft's, signed by its sender, with nothing else changed. */
  function assertSigned(draft: KeptDraft, signed: Uint8Array, txid: string): void {
    const read = chainOf(draft.stated.chain).port.codec.readSigned(signed);
    if (!equalBytes(read.unsigned, draft.unsigned.bytes)) throw new WalletError('approval.mismatch', { what: 'bytes' });
    if (read.from !== draft.stated.from) throw new WalletError('approval.mismatch', { what: 'sender' });
    if (read.txid !== txid) throw new WalletError('approval.mismatch', { what: 'txid' });
  }

  function toEntry(draft: KeptDraft, { signed, txid }: RequestOf<'draft.commit'>): StoredSend {
    const now = context.clock.now();
    const { stated, review, name } = draft;
    const { chain, action, fee, extraFee, from, nonce, replaces } = stated;
    const asset = 'asset' in action ? action.asset : 'native';
    return {
      sendId: draft.draftId,
      chain,
      asset,
      txid,
      signed,
      state: 'signed',
      wasKnown: false,
      recipients: [recipientOf(draft)],
      fee: fee.toString(),
      message: null,
      inputs: [],
      ownOutputs: [],
      createdAtMs: now,
      updatedAtMs: now,
      expiryHeight: null,
      minedHeight: null,
      confirmations: 0,
      error: null,
      account: {
        from,
        asset,
        action: actionOf(draft),
        nonce,
        price: toWireGasPrice(review.price),
        gasLimit: review.gasLimit.toString(),
        extraFee: extraFee.toString(),
        replaces,
        symbol: name.symbol,
        decimals: name.decimals,
      },
    };
  }

  return {
    validate: async (wire) => {
      const resolved = await resolveDraft(options, wire);
      const key = JSON.stringify({ ...wire, gas: null });
      const now = context.clock.now();
      if (last === undefined || last.key !== key || now - last.atMs > CONTEXT_MS) {
        const read = readDraftContext(resolved, journal);
        last = { key, atMs: now, read };
        read.catch(() => {
          if (last?.read === read) last = undefined;
        });
      }
      const snapshot = await last.read;
      context.signal.throwIfAborted();
      return validateAccountDraft(resolved, snapshot, journal, context.clock.now());
    },
    prepare: async (wire) => {
      const resolved = await resolveDraft(options, wire);
      const { value } = await readDraftContext(resolved, journal);
      context.signal.throwIfAborted();
      const { port } = resolved.chain;
      const { unsigned, stated } = port.builder.build(resolved.draft, value);
      const review = port.codec.decode(unsigned);
      const { name, claim } = resolved;
      const draft = drafts.add({ unsigned, stated, review, name, claim });
      return {
        draftId: draft.draftId,
        stated: toWireStatedAccount(stated),
        price: toWireGasPrice(review.price),
        gasLimit: review.gasLimit.toString(),
        signedSize: review.signedSize,
        validUntilMs: draft.validUntilMs,
      };
    },
    owns: (draftId) => drafts.has(draftId) || journal.find(draftId)?.account !== undefined,
    take: async (draftId) => {
      const draft = drafts.take(draftId, false);
      assertNumberFree(draft);
      await checkpoint('send.taken');
      return {
        accountId: context.account.accountId,
        unsigned: toWireUnsignedAccount(draft.unsigned, draft.claim),
        validUntilMs: draft.validUntilMs,
      };
    },
    commit: async (request) => {
      const { draftId, txid } = request;
      // Main may ask again when an answer was lost: the same payment is the same entry.
      if (journal.find(draftId)?.txid === txid) return { sendId: draftId, txid };
      const draft = drafts.take(draftId, true);
      assertSigned(draft, fromHex(request.signed), txid);
      await checkpoint('send.signed');
      context.signal.throwIfAborted();
      assertNumberFree(draft);
      journal.add(toEntry(draft, request));
      drafts.drop(draftId);
      last = undefined;
      await checkpoint('send.journalled');
      background.track(chainOf(draft.stated.chain).follower.announce(draftId));
      return { sendId: draftId, txid };
    },
    drop: drafts.drop,
  };
}
