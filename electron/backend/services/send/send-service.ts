import type { ChainId, PaymentDraft } from '../../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import {
  fromWireDraft,
  type PreparedSend,
  type ReplyOf,
  type RequestOf,
  type SendEntry,
  type SendsView,
  toWireStated,
  toWireUnsigned,
  toWireValidation,
  type WireDraft,
  type WireValidation,
} from '../../../../wallet-core/ipc/index.ts';
import { equalBytes, fromHex, toHex } from '../../../../wallet-core/primitives/index.ts';
import type { AccountChain } from '../account-chain.ts';
import type { AccountContext } from '../account-context.ts';
import type { Background } from '../background.ts';
import { provenanceOf } from '../provenance.ts';
import type { Checkpoint } from './checkpoint.ts';
import { createDrafts, type Draft } from './drafts.ts';
import { isOpen, type StoredSend, toSendEntry } from './entry.ts';
import type { Follower } from './follow.ts';
import type { Journal } from './journal.ts';
import { type BuiltDraft, buildDraft, changeTotal, validateDraft } from './prepare.ts';

/** Ended ones are there for the last look; open ones are all shown: they lapse within the hour, so no one can make too many. */
const MAX_ENDED = 50;
const MAX_OPEN = 1_000;

export interface SendChain extends AccountChain {
  readonly follower: Follower;
}

export interface SendServiceOptions {
  readonly context: AccountContext;
  readonly journal: Journal;
  /** Throws `chain.not-supported`. */
  readonly chainOf: (chain: ChainId) => SendChain;
  /** Of any chain, with accounts or without. Throws `chain.not-supported`. */
  readonly followerOf: (chain: ChainId) => Follower;
  readonly checkpoint: Checkpoint;
  readonly background: Background;
}

export interface SendService {
  validate(draft: WireDraft): WireValidation;
  prepare(draft: WireDraft): Promise<PreparedSend>;
  take(draftId: string): Promise<ReplyOf<'draft.take'>>;
  /** Resolves when the signed bytes are on disk; the network is told afterwards. */
  commit(request: RequestOf<'draft.commit'>): Promise<ReplyOf<'draft.commit'>>;
  drop(draftId: string): void;
  /** May this draft still become a payment? */
  hasDraft(draftId: string): boolean;
  /** The bytes of a payment that no form has asked for. Nothing is kept. Throws the first thing that is wrong. */
  build(draft: PaymentDraft): Promise<BuiltDraft>;
  /** Makes a draft of it, to be committed like any other. */
  keep(built: BuiltDraft): Draft;
  read(sendId: string): SendEntry;
  retry(sendId: string): Promise<SendEntry>;
  view(): SendsView;
}

/** Drafts, and their way through signing into the journal and to the network. */
export function createSendService({
  context,
  journal,
  chainOf,
  followerOf,
  checkpoint,
  background,
}: SendServiceOptions): SendService {
  const drafts = createDrafts(context.clock, context.random);
  const preparing = { context, journal };

  function assertUnreserved(draft: Draft): void {
    const reserved = journal.reserved();
    if (draft.inputs.some((outpoint) => reserved.has(outpoint)))
      throw new WalletError('chain.conflict', { reason: 'reserved' });
  }

  /** The bytes must be the draft's, with signatures added and nothing else. */
  function assertSigned(draft: Draft, signed: Uint8Array, txid: string): void {
    const read = chainOf(draft.chain).port.readSigned(signed);
    if (!equalBytes(read.unsigned, draft.unsigned.bytes)) throw new WalletError('approval.mismatch', { what: 'bytes' });
    if (read.txid !== txid) throw new WalletError('approval.mismatch', { what: 'txid' });
  }

  function toEntry(draft: Draft, request: RequestOf<'draft.commit'>): StoredSend {
    const now = context.clock.now();
    const { data, ...stated } = draft.stated;
    const { recipients, fee, message } = toWireStated(stated);
    return {
      sendId: draft.draftId,
      chain: draft.chain,
      asset: draft.stated.asset,
      txid: request.txid,
      signed: request.signed,
      state: 'signed',
      wasKnown: false,
      recipients,
      fee,
      message,
      ...(data === undefined ? {} : { data: toHex(data) }),
      ...(draft.kind === undefined ? {} : { kind: draft.kind }),
      inputs: [...draft.inputs],
      ownOutputs: draft.ownOutputs,
      createdAtMs: now,
      updatedAtMs: now,
      expiryHeight: draft.review.expiryHeight,
      minedHeight: null,
      confirmations: 0,
      error: null,
    };
  }

  function toView(entry: StoredSend): SendEntry {
    const follower = followerOf(entry.chain);
    const view = toSendEntry(entry, coinOf(entry), journal.entries());
    // Written down as unsure before the question is asked; until there is an answer or none, it is on its way.
    const isOnItsWay = entry.state === 'unsure' && entry.error === null && follower.isAnnouncing(entry.sendId);
    return isOnItsWay ? { ...view, state: 'signed' } : view;
  }

  const coinOf = ({ chain, account }: StoredSend) => account ?? chainOf(chain).port;

  async function build(draft: PaymentDraft): Promise<BuiltDraft> {
    const built = await buildDraft(preparing, chainOf(draft.chain), draft);
    context.signal.throwIfAborted();
    return built;
  }

  const keep = (built: BuiltDraft) => drafts.add({ ...built, chain: built.unsigned.chain });

  return {
    build,
    keep,
    validate: (wire) => {
      const account = chainOf(wire.chain);
      const validation = validateDraft(preparing, account, fromWireDraft(wire));
      const { outputs } = account.sync.state();
      return toWireValidation(validation, outputs === null ? null : provenanceOf(outputs));
    },
    prepare: async (wire) => {
      const draft = keep(await build(fromWireDraft(wire)));
      return {
        draftId: draft.draftId,
        stated: toWireStated(draft.stated),
        change: changeTotal(draft.unsigned, draft.review).toString(),
        inputCount: draft.inputs.length,
        signedSize: draft.review.signedSize,
        expiryHeight: draft.review.expiryHeight,
        validUntilMs: draft.validUntilMs,
      };
    },
    take: async (draftId) => {
      const draft = drafts.take(draftId);
      // A record of the second factor or a sweep goes from the signer and back to it: no request of the app window leads there.
      if (draft.stated.data !== undefined || draft.kind !== undefined) throw new WalletError('approval.unknown');
      assertUnreserved(draft);
      await checkpoint('send.taken');
      return {
        accountId: context.account.accountId,
        unsigned: toWireUnsigned(draft.unsigned),
        validUntilMs: draft.validUntilMs,
      };
    },
    commit: async (request) => {
      const { draftId, txid } = request;
      // Main may ask again when an answer was lost: the same payment is the same entry.
      const known = journal.find(draftId);
      if (known !== undefined && known.txid === txid) return { sendId: draftId, txid };
      const draft = drafts.takeSigned(draftId);
      assertSigned(draft, fromHex(request.signed), txid);
      await checkpoint('send.signed');
      context.signal.throwIfAborted();
      assertUnreserved(draft);
      journal.add(toEntry(draft, request));
      drafts.drop(draftId);
      await checkpoint('send.journalled');
      background.track(chainOf(draft.chain).follower.announce(draftId));
      return { sendId: draftId, txid };
    },
    drop: drafts.drop,
    hasDraft: drafts.has,
    read: (sendId) => toView(journal.get(sendId)),
    retry: async (sendId) => {
      await followerOf(journal.get(sendId).chain).followOne(sendId);
      return toView(journal.get(sendId));
    },
    view: () => {
      const newestFirst = journal.entries().toReversed();
      const open = newestFirst.filter(({ state }) => isOpen(state)).slice(-MAX_OPEN);
      const ended = newestFirst.filter(({ state }) => !isOpen(state)).slice(0, MAX_ENDED);
      return { entries: [...open, ...ended].map(toView) };
    },
  };
}
