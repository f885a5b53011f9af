import { isWalletError, WalletError } from '../../../../wallet-core/errors/index.ts';
import {
  applyClaim,
  askForClaim,
  CLAIM_PHRASE_LIFETIME_MS,
  type ClaimEvent,
  type ClaimPorts,
  type ClaimState,
  claimEvent,
  type FusionChain,
  nextClaimStep,
  parseClaimPhrase,
  takeClaimStep,
  waitAfter,
} from '../../../../wallet-core/fusion/index.ts';
import type { ReplyOf, RequestOf, WireStatedClaim } from '../../../../wallet-core/ipc/index.ts';
import { toHex } from '../../../../wallet-core/primitives/index.ts';
import { logError } from '../../system/log-error.ts';
import type { AccountContext } from '../account-context.ts';
import type { Background } from '../background.ts';
import type { FusionChainAccess } from './chain-access.ts';
import type { ClaimReading } from './claim-reading.ts';
import type { FusionClient } from './client.ts';
import { createEventJournal, type EventJournal } from './event-journal.ts';

type Asked = RequestOf<'fusion.prepare-claims'>['claims'][number];
type Prepared = ReplyOf<'fusion.prepare-claims'>;

/** Time for the claims themselves, after the last moment of signing. */
const SENDING_MS = 5 * 60_000;
/** A table older than this is not claimed from. */
const READING_LIFETIME_MS = 15 * 60_000;
const MAX_DRAFTS = 10;
/** Work that no desk does any more and no journal says: after a start all of it. */
const IDLE = 0;

export interface ClaimDesk {
  readonly journal: EventJournal<ClaimEvent, ClaimState>;
  prepare(asked: readonly Asked[]): Promise<Prepared>;
  take(draftId: string): ReplyOf<'draft.take-claims'>;
  /** Each is journalled as asked for before it is sent; the answers come later. */
  commit(draftId: string, claims: RequestOf<'draft.commit-claims'>['claims']): ReplyOf<'draft.commit-claims'>;
  drop(draftId: string): boolean;
  /** Follows claims nobody works on. Never throws. */
  turn(): Promise<void>;
}

export interface ClaimDeskOptions {
  readonly context: AccountContext;
  readonly client: () => FusionClient;
  readonly background: Background;
  readonly accessOf: (chain: FusionChain) => FusionChainAccess | undefined;
  readonly reading: () => ClaimReading | null;
  /** Path of the key of a reward address; `undefined` without one. */
  readonly pathOf: (address: string) => string | undefined;
  readonly onChange: () => void;
  /** A claim has come to an answer: the table is another. */
  readonly onAnswer: () => void;
}

interface Terms {
  readonly from: FusionChain;
  readonly chain: FusionChain;
  readonly amount: bigint;
  readonly fee: bigint;
  readonly received: bigint;
}

/** The claims of an account: what is asked of the signer, the journal, and what became of them. */
export function createClaimDesk(options: ClaimDeskOptions): ClaimDesk {
  const { context, client, accessOf, background } = options;
  const { clock, random, logger, signal } = context;
  const journal = createEventJournal<ClaimEvent, ClaimState>({
    context,
    table: 'fusion-claims',
    schema: claimEvent,
    apply: applyClaim,
    onChange: options.onChange,
  });
  const drafts = new Map<string, Prepared>();
  /** Claims that a draft or a request of this session holds. */
  const held = new Set<string>();
  const tried = new Map<string, { attempts: number; lastMs: number }>();

  function portsOf(claimId: string): ClaimPorts {
    return {
      append: (event) => journal.append(claimId, event),
      pastClaims: (state) => client().pastClaims(state),
      readPayout: async (chain, txid) => {
        const { claimingAddress } = journal.get(claimId).state;
        return (await accessOf(chain)?.readPayout(txid, claimingAddress)) ?? 'not-readable';
      },
      now: clock.now,
    };
  }

  /** Amounts as the table has them now; nothing below its fee is ever asked for. */
  function termsOf({ claim, address, chain }: Asked): Terms {
    const reading = options.reading();
    if (reading === null || clock.now() - reading.atMs > READING_LIFETIME_MS)
      throw new WalletError('fusion.not-now', { event: 'old' });
    if (claim === 'native') {
      const offer = reading.offers.get(address);
      if (chain !== 'main' || offer === undefined || offer.reward === 0n)
        throw new WalletError('fusion.not-now', { event: 'not-offered' });
      return { from: 'main', chain, amount: offer.claim, fee: offer.fee, received: offer.reward };
    }
    const row = reading.rows.find((one) => one.kind === claim && one.address === address && one.chain === chain);
    if (row?.standing !== 'offered' || row.claimable === null || row.fee === null || row.net === null)
      throw new WalletError('fusion.not-now', { event: 'not-offered' });
    return { from: row.from, chain, amount: row.claimable, fee: row.fee, received: row.net };
  }

  /** One at a time for each place: a second one could only take what the first is after. */
  function assertFree({ claim, address, chain }: Asked): void {
    const isOpen = journal.all().some(({ state }) => {
      const isUnderWay = state.phase === 'asked' || state.phase === 'unsure';
      const isSamePlace = state.chain === chain || state.claim === 'native' || claim === 'native';
      return isUnderWay && state.address === address && isSamePlace;
    });
    if (isOpen) throw new WalletError('fusion.not-now', { event: 'open-claim' });
  }

  async function stateClaim(asked: Asked): Promise<WireStatedClaim> {
    const { claim, address, chain } = asked;
    const path = options.pathOf(address);
    const access = accessOf(chain);
    if (path === undefined || access === undefined) throw new WalletError('chain.not-supported', { chain });
    const claimingAddress = access.parseAddress(asked.claimingAddress);
    if (claimingAddress === undefined) throw new WalletError('chain.bad-address');
    // The service pays it to the reward address, wherever it is asked to.
    if (claim === 'native' && claimingAddress !== address) throw new WalletError('chain.bad-address');
    assertFree(asked);
    const { from, amount, fee, received } = termsOf(asked);
    const past = await client().pastClaims({ claim, address, chain });
    if (!past.ok) throw new WalletError('fusion.refused');
    const phrase = parseClaimPhrase(await client().phrase(), clock.now());
    if (!phrase.ok) throw new WalletError('fusion.bad-phrase', { why: phrase.reason });
    const units = { amount, fee, received };
    const { id } = journal.begin({
      kind: 'planned',
      atMs: clock.now(),
      claim,
      address,
      from,
      chain,
      claimingAddress,
      ...units,
    });
    held.add(id);
    journal.append(id, { kind: 'signing', atMs: clock.now(), before: past.value.map(({ txid }) => txid) });
    return {
      ...{ claimId: id, claim, address, path, chain, claimingAddress, phrase: phrase.value.text },
      ...{ amount: amount.toString(), fee: fee.toString(), received: received.toString() },
    };
  }

  function giveUp(claimId: string): void {
    held.delete(claimId);
    if (signal.aborted) return;
    const { state } = journal.get(claimId);
    if (state.phase === 'signing') journal.append(claimId, { kind: 'not-signed', atMs: clock.now() });
    if (journal.get(claimId).state.phase === 'planned')
      journal.append(claimId, { kind: 'cancelled', atMs: clock.now() });
  }

  async function prepare(asked: readonly Asked[]): Promise<Prepared> {
    const claims: WireStatedClaim[] = [];
    try {
      for (const one of asked) {
        const isTwice = claims.some(({ claim, address, chain }) => {
          const isSamePlace = chain === one.chain || claim === 'native' || one.claim === 'native';
          return address === one.address && isSamePlace;
        });
        if (isTwice) throw new WalletError('input.bad', { field: 'claims', why: 'twice' });
        claims.push(await stateClaim(one));
      }
    } catch (thrown) {
      for (const { claimId } of claims) giveUp(claimId);
      throw thrown;
    }
    signal.throwIfAborted();
    const oldest = Math.min(...claims.map(({ phrase }) => Number(phrase.slice(0, 13))), clock.now());
    const validUntilMs = oldest + CLAIM_PHRASE_LIFETIME_MS - SENDING_MS;
    const draftId = toHex(random.bytes(16));
    const prepared: Prepared = {
      draftId,
      stated: { kind: 'fusion-claims', service: client().host, claims },
      validUntilMs,
    };
    drafts.set(draftId, prepared);
    const [first] = drafts.keys();
    if (drafts.size > MAX_DRAFTS && first !== undefined) drop(first);
    return prepared;
  }

  function drop(draftId: string): boolean {
    const draft = drafts.get(draftId);
    if (draft === undefined) return false;
    drafts.delete(draftId);
    for (const { claimId } of draft.stated.claims) giveUp(claimId);
    return true;
  }

  function need(draftId: string): Prepared {
    const draft = drafts.get(draftId);
    if (draft === undefined) throw new WalletError('approval.unknown');
    if (clock.now() <= draft.validUntilMs) return draft;
    drop(draftId);
    throw new WalletError('approval.expired');
  }

  async function send(stated: WireStatedClaim, signature: string): Promise<void> {
    const { claimId, phrase } = stated;
    try {
      const { state } = journal.get(claimId);
      await askForClaim(Number(phrase.slice(0, 13)), portsOf(claimId), () =>
        client().claim(state, { phrase, signature }),
      );
    } catch (thrown) {
      // The session is over, or the disk: what is journalled is taken up at the next unlock.
      if (!signal.aborted) logError(logger, 'fusion.claim', thrown, 'error');
    } finally {
      held.delete(claimId);
    }
  }

  function isDue(claimId: string, state: ClaimState): boolean {
    if (held.has(claimId)) return false;
    const step = nextClaimStep(state);
    if (step.kind === 'person' || step.kind === 'nothing') return false;
    const { attempts, lastMs } = tried.get(claimId) ?? { attempts: IDLE, lastMs: 0 };
    const notBeforeMs = 'notBeforeMs' in step ? step.notBeforeMs : 0;
    return clock.now() >= Math.max(notBeforeMs, attempts === 0 ? 0 : lastMs + waitAfter(attempts));
  }

  return {
    journal,
    prepare,
    drop,
    take: (draftId) => {
      const { stated, validUntilMs } = need(draftId);
      return { accountId: context.account.accountId, stated, validUntilMs };
    },
    commit: (draftId, claims) => {
      const { stated } = need(draftId);
      const isSame =
        claims.length === stated.claims.length && claims.every((one, at) => one.claimId === stated.claims[at]?.claimId);
      if (!isSame) throw new WalletError('approval.mismatch', { what: 'claims' });
      drafts.delete(draftId);
      const sendAll = async () => {
        for (const [at, one] of stated.claims.entries()) await send(one, claims[at]?.signature ?? '');
        if (!signal.aborted) options.onAnswer();
      };
      background.track(sendAll());
      return { claimIds: stated.claims.map(({ claimId }) => claimId) };
    },
    turn: async () => {
      for (const { id, state } of journal.all()) {
        if (signal.aborted) return;
        // A plan that nobody signed before the app ended is none.
        if (state.phase === 'planned' && !held.has(id)) giveUp(id);
        if (!isDue(id, state)) continue;
        const attempts = (tried.get(id)?.attempts ?? 0) + 1;
        tried.set(id, { attempts, lastMs: clock.now() });
        try {
          const { length } = journal.get(id).events;
          await takeClaimStep(state, portsOf(id));
          if (journal.get(id).events.length > length) tried.delete(id);
        } catch (thrown) {
          if (!isWalletError(thrown) || thrown.code !== 'session.locked') logError(logger, 'fusion.claim', thrown);
        }
      }
    },
  };
}
