import { isWalletError, toWireError, WalletError, type WireError } from '../../../../wallet-core/errors/index.ts';
import {
  applySwap,
  type DatedInfo,
  type FusionChain,
  hardMaximum,
  isExpired,
  isSameAddress,
  isSwapEnded,
  minimumAmount,
  needsConsent,
  nextSwapStep,
  type Quote,
  quoteChanges,
  quoteSwap,
  type SwapEvent,
  type SwapPorts,
  type SwapState,
  swapEvent,
  takeSwapStep,
  waitAfter,
} from '../../../../wallet-core/fusion/index.ts';
import type { QuoteReply, RequestOf } from '../../../../wallet-core/ipc/index.ts';
import { toHex } from '../../../../wallet-core/primitives/index.ts';
import { logError } from '../../system/log-error.ts';
import type { AccountContext } from '../account-context.ts';
import type { FusionChainAccess, PreparedDeposit } from './chain-access.ts';
import type { FusionClient } from './client.ts';
import { createEventJournal, type EventJournal, type Journalled } from './event-journal.ts';
import { createServedAddresses } from './served-addresses.ts';

const MAX_QUOTES = 50;
/** Steps that follow each other at once (reserved, created, told) are taken in one turn. */
const MAX_STEPS = 8;

export type JournalledSwap = Journalled<SwapEvent, SwapState>;

export interface SwapDesk {
  readonly journal: EventJournal<SwapEvent, SwapState>;
  quote(ask: RequestOf<'fusion.quote'>['ask']): Promise<QuoteReply>;
  begin(quoteId: string, addressConsent: boolean): Promise<string>;
  prepareDeposit(swapId: string): Promise<PreparedDeposit>;
  cancel(swapId: string): void;
  chooseTarget(swapId: string, chainTo: FusionChain, addressTo: string): void;
  /** Takes every step that can be taken now, whatever the waits say. Throws what the network throws. */
  look(swapId: string): Promise<void>;
  /** Takes the steps that are due, of all swaps. Never throws. */
  turn(): Promise<void>;
  errorOf(swapId: string): WireError | null;
}

export interface SwapDeskOptions {
  readonly context: AccountContext;
  readonly client: () => FusionClient;
  readonly accessOf: (chain: FusionChain) => FusionChainAccess | undefined;
  readonly onChange: () => void;
}

interface Trying {
  attempts: number;
  lastMs: number;
  error: WireError | null;
}

/** The swaps of an account: quotes, the journal, and the steps that lead each to its end. */
export function createSwapDesk({ context, client, accessOf, onChange }: SwapDeskOptions): SwapDesk {
  const { clock, random, logger, signal } = context;
  const journal = createEventJournal<SwapEvent, SwapState>({
    context,
    table: 'fusion-swaps',
    schema: swapEvent,
    apply: applySwap,
    onChange,
  });
  const served = createServedAddresses(context);
  const quotes = new Map<string, Quote>();
  const trying = new Map<string, Trying>();
  const busy = new Map<string, Promise<void>>();

  async function freshInfo(): Promise<DatedInfo> {
    const info = await client().info();
    return { info, atMs: clock.now() };
  }

  function needAccess(chain: FusionChain): FusionChainAccess {
    const access = accessOf(chain);
    if (access === undefined) throw new WalletError('chain.not-supported', { chain });
    return access;
  }

  function portsOf(swapId: string): SwapPorts {
    const { chainFrom } = journal.get(swapId).state;
    return {
      append: (event) => journal.append(swapId, event),
      service: client(),
      findDeposit: (draftId) => accessOf(chainFrom)?.findDeposit(draftId) ?? { kind: 'open' },
      readPayout: async (chain, txid) => {
        const { target } = journal.get(swapId).state;
        return target === null
          ? 'not-readable'
          : ((await accessOf(chain)?.readPayout(txid, target.addressTo)) ?? 'not-readable');
      },
      now: clock.now,
    };
  }

  function isDue(swapId: string): boolean {
    const step = nextSwapStep(journal.get(swapId).state);
    if (step.kind === 'look-for-deposit') return true;
    if (step.kind === 'person' || step.kind === 'nothing') return false;
    const tried = trying.get(swapId);
    const again = tried === undefined ? 0 : tried.lastMs + waitAfter(tried.attempts);
    return clock.now() >= Math.max(step.notBeforeMs, again);
  }

  async function step(swapId: string, isAllowed: () => boolean): Promise<void> {
    for (let count = 0; count < MAX_STEPS && isAllowed(); count++) {
      signal.throwIfAborted();
      const { state, events } = journal.get(swapId);
      try {
        await takeSwapStep(state, portsOf(swapId));
      } catch (thrown) {
        const before = trying.get(swapId)?.attempts ?? 0;
        trying.set(swapId, { attempts: before + 1, lastMs: clock.now(), error: toWireError(thrown) });
        throw thrown;
      }
      const isSame = journal.get(swapId).events.length === events.length;
      const attempts = isSame ? (trying.get(swapId)?.attempts ?? 0) + 1 : 0;
      if (isSame) trying.set(swapId, { attempts, lastMs: clock.now(), error: null });
      else trying.delete(swapId);
      if (isSame) return;
    }
  }

  /** One at a time for each swap: two answers about one deposit must not race. */
  function exclusively(swapId: string, work: () => Promise<void>): Promise<void> {
    const running = (busy.get(swapId) ?? Promise.resolve()).catch(() => undefined).then(work);
    busy.set(swapId, running);
    return running.finally(() => {
      if (busy.get(swapId) === running) busy.delete(swapId);
    });
  }

  async function quote(ask: RequestOf<'fusion.quote'>['ask']): Promise<QuoteReply> {
    const { chainFrom, chainTo } = ask;
    const refused = (reason: Extract<QuoteReply, { kind: 'refused' }>['reason']): QuoteReply => ({
      kind: 'refused',
      reason,
      minimum: null,
      maximum: null,
    });
    const from = accessOf(chainFrom);
    const to = accessOf(chainTo);
    if (from === undefined || to === undefined) return refused('no-adapter');
    const addressFrom = from.parseAddress(ask.addressFrom);
    const addressTo = to.parseAddress(ask.addressTo);
    if (addressFrom === undefined || addressTo === undefined) return refused('bad-address');
    if (!from.isOwn(addressFrom)) return refused('not-own-address');
    const dated = await freshInfo();
    const wanted = { chainFrom, chainTo, addressFrom, addressTo, amount: BigInt(ask.amount) };
    const made = quoteSwap(wanted, dated, { nowMs: clock.now(), served: served.all() });
    const { swapFees, tiers } = dated.info;
    if (!made.ok) {
      const minimum = minimumAmount(swapFees, chainTo)?.toString() ?? null;
      return { kind: 'refused', reason: made.reason, minimum, maximum: hardMaximum(tiers)?.toString() ?? null };
    }
    if (from.parseAddress(made.value.depositAddress) === undefined) return refused('no-deposit-address');
    const quoteId = toHex(random.bytes(16));
    quotes.set(quoteId, made.value);
    const [oldest] = quotes.keys();
    if (quotes.size > MAX_QUOTES && oldest !== undefined) quotes.delete(oldest);
    const { amount, fee, received, quotedAtMs: _, ...rest } = made.value;
    const units = { amount: amount.toString(), fee: fee.toString(), received: received.toString() };
    const consent = needsConsent(made.value.depositStanding);
    return { kind: 'quote', quote: { ...rest, ...units, quoteId, needsConsent: consent, source: client().host } };
  }

  async function begin(quoteId: string, addressConsent: boolean): Promise<string> {
    const made = quotes.get(quoteId);
    if (made === undefined) throw new WalletError('approval.unknown');
    if (isExpired(made, clock.now())) throw new WalletError('approval.expired');
    if (needsConsent(made.depositStanding) && !addressConsent) throw new WalletError('fusion.new-address');
    quotes.delete(quoteId);
    const { depositStanding: _, expectedSeconds: __, quotedAtMs: ___, ...terms } = made;
    const { id } = journal.begin({ kind: 'planned', atMs: clock.now(), ...terms });
    served.agreed(made.chainFrom, made.depositAddress);
    await exclusively(id, () => step(id, () => isDue(id))).catch((thrown: unknown) =>
      logError(logger, 'fusion.step', thrown),
    );
    return id;
  }

  /** Is everything still as agreed to? Asks the service. */
  async function assertTerms({ state }: JournalledSwap): Promise<string> {
    const { terms, target, chainFrom, addressFrom, amount } = state;
    if (terms === null || target === null) throw new WalletError('fusion.not-now');
    const { fee, received, confirmations, depositAddress, expiresAtMs } = terms;
    const agreed: Quote = {
      ...{ chainFrom, addressFrom, ...target, amount, fee, received, confirmations, depositAddress, expiresAtMs },
      ...{ depositStanding: 'served', expectedSeconds: 0, quotedAtMs: state.startedAtMs },
    };
    const changes = quoteChanges(agreed, await freshInfo(), clock.now());
    if (changes.length > 0) throw new WalletError('fusion.quote-changed', { what: changes.join(' ') });
    return depositAddress;
  }

  async function prepareDeposit(swapId: string): Promise<PreparedDeposit> {
    let prepared: PreparedDeposit | undefined;
    await exclusively(swapId, async () => {
      const access = needAccess(journal.get(swapId).state.chainFrom);
      const open = journal.get(swapId).state;
      // Asked for again: the earlier draft dies first, unless it has become a payment.
      if (open.phase === 'depositing' && open.draftId !== null) {
        if (access.findDeposit(open.draftId).kind === 'open') access.dropDeposit(open.draftId);
        await takeSwapStep(open, portsOf(swapId));
      }
      const entry = journal.get(swapId);
      if (entry.state.phase !== 'reserved') throw new WalletError('fusion.not-now', { event: 'deposit-drafted' });
      const depositAddress = await assertTerms(entry);
      const { addressFrom, amount } = entry.state;
      const { draftId, deposit } = await access.prepareDeposit(addressFrom, depositAddress, amount);
      try {
        journal.append(swapId, { kind: 'deposit-drafted', atMs: clock.now(), draftId });
      } catch (thrown) {
        access.dropDeposit(draftId);
        throw thrown;
      }
      prepared = deposit;
    });
    if (prepared === undefined) throw new WalletError('internal');
    return prepared;
  }

  return {
    journal,
    quote,
    begin,
    prepareDeposit,
    cancel: (swapId) => {
      const { state } = journal.get(swapId);
      const access = accessOf(state.chainFrom);
      if (
        state.phase === 'depositing' &&
        state.draftId !== null &&
        access?.findDeposit(state.draftId).kind !== 'signed'
      ) {
        access?.dropDeposit(state.draftId);
        if (access?.findDeposit(state.draftId).kind === 'none')
          journal.append(swapId, { kind: 'deposit-dropped', atMs: clock.now(), draftId: state.draftId });
      }
      journal.append(swapId, { kind: 'cancelled', atMs: clock.now() });
    },
    chooseTarget: (swapId, chainTo, text) => {
      const addressTo = needAccess(chainTo).parseAddress(text);
      if (addressTo === undefined) throw new WalletError('chain.bad-address');
      journal.append(swapId, { kind: 'target-chosen', atMs: clock.now(), chainTo, addressTo });
    },
    look: (swapId) => {
      journal.get(swapId);
      return exclusively(swapId, () => step(swapId, () => true));
    },
    turn: async () => {
      for (const { id, state } of journal.all()) {
        if (signal.aborted) return;
        if (isSwapEnded(state) || !isDue(id)) continue;
        await exclusively(id, () => step(id, () => isDue(id))).catch((thrown: unknown) => {
          if (!isWalletError(thrown) || thrown.code !== 'session.locked') logError(logger, 'fusion.step', thrown);
        });
      }
    },
    errorOf: (swapId) => trying.get(swapId)?.error ?? null,
  };
}

/** Is a deposit of this chain and id in the journal already? */
export function hasDeposit(journal: EventJournal<SwapEvent, SwapState>, chain: FusionChain, txid: string): boolean {
  return journal.all().some(({ state }) => {
    const known = state.txidFrom;
    return state.chainFrom === chain && known !== null && (known === txid || isSameAddress(known, txid));
  });
}
