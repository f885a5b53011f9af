import type { Tip } from '../../../../wallet-core/chain-contract/index.ts';
import { isWalletError, toWireError, type WalletError } from '../../../../wallet-core/errors/index.ts';
import { fromHex, type TxId, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { logError } from '../../system/log-error.ts';
import type { AccountContext } from '../account-context.ts';
import type { ChainConnection, ChainPort } from '../chain-port.ts';
import type { Notify } from '../notify.ts';
import type { Checkpoint } from './checkpoint.ts';
import { isDead, isOpen, replacementOf, type StoredSend } from './entry.ts';
import type { Journal } from './journal.ts';

export interface Following {
  readonly context: AccountContext;
  readonly journal: Journal;
  readonly port: Pick<ChainPort, 'chain' | 'finalAfter'>;
  /** Outlives the session: what the person has approved is sent also when a lock comes in between. */
  readonly connection: () => Pick<ChainConnection, 'broadcast' | 'statusOf'>;
  readonly notify: Notify;
  readonly checkpoint: Checkpoint;
}

export interface Follower {
  /** Tells the network; writes down the outcome. Never throws; after a lock nothing is written and the next unlock asks. */
  announce(sendId: string): Promise<void>;
  /** Looks every payment up that is not final, by its id; sends unknown ones again as the same bytes (T-10). Never throws. */
  followAll(tip: Tip): Promise<void>;
  /** Is the network being told at this moment? */
  isAnnouncing(sendId: string): boolean;
  /** Looks one up now. Throws when nobody can be asked. */
  followOne(sendId: string): Promise<void>;
}

/** Servers that do not answer are left alone until the next turn. */
const MAX_FAILURES = 3;
/** On chains with accounts nothing expires: an end is doubted for so long, which no reorganisation outlasts. */
const ACCOUNT_DOUBT_MS = 60 * 60_000;

/** A transaction that was accepted once and is refused later may still be on its way elsewhere, unless its inputs are gone. */
function afterRefusal(entry: StoredSend, error: WalletError): Partial<StoredSend> {
  const wire = toWireError(error);
  if (error.code === 'chain.conflict') return { state: entry.wasKnown ? 'replaced' : 'refused', error: wire };
  // Too close to its last block to be passed on: the height decides, not the refusal.
  if (error.code === 'chain.expired' || entry.wasKnown) return { state: 'unsure', error: wire };
  return { state: 'refused', error: wire };
}

/** The states of the payments in the journal, as far as the network knows. */
export function createFollower(following: Following): Follower {
  const { context, journal, port, connection, notify, checkpoint } = following;
  const { signal, logger } = context;
  const { chain } = port;
  const announcing = new Set<string>();
  const lookedAt = new Map<string, string>();

  function record(entry: StoredSend, change: Partial<StoredSend>): void {
    if (signal.aborted) return;
    const next = { ...entry, ...change };
    if (JSON.stringify(next) === JSON.stringify(entry)) return;
    journal.update(entry.sendId, change);
    if (next.state === entry.state) return;
    logger.log('info', 'send.state', { chain, state: next.state });
    const txid = unsafeBrand<TxId>(entry.txid);
    const wasMined = entry.state === 'confirmed' || entry.state === 'final';
    if (!wasMined && (next.state === 'confirmed' || next.state === 'final')) notify('confirmed', chain, txid);
    if (next.state === 'expired') notify('expired', chain, txid);
    if (next.state === 'refused' || next.state === 'failed') notify('refused', chain, txid);
    // One's own replacement is what the person wanted.
    if (next.state === 'replaced' && replacementOf(next, journal.entries()) === undefined)
      notify('refused', chain, txid);
  }

  async function send(sendId: string): Promise<void> {
    const before = journal.get(sendId);
    await checkpoint('send.announcing');
    record(before, { state: 'unsure' });
    const bytes = fromHex(before.signed);
    let outcome: Partial<StoredSend>;
    try {
      const answer = connection().broadcast({ chain, bytes, txid: unsafeBrand<TxId>(before.txid) });
      await checkpoint('send.sending');
      await answer;
      outcome = { state: 'pending', wasKnown: true, error: null };
    } catch (thrown) {
      if (isWalletError(thrown) && thrown.code === 'chain.already-known') {
        outcome = { state: 'pending', wasKnown: true, error: null };
      } else if (isWalletError(thrown) && thrown.code.startsWith('chain.')) {
        outcome = afterRefusal(before, thrown);
      } else {
        logError(logger, 'send.unanswered', thrown);
        outcome = { state: 'unsure', error: toWireError(thrown) };
      }
    }
    await checkpoint('send.sent');
    if (!signal.aborted) record(journal.get(sendId), outcome);
    await checkpoint('send.recorded');
  }

  async function announce(sendId: string): Promise<void> {
    if (announcing.has(sendId)) return;
    announcing.add(sendId);
    try {
      await send(sendId);
    } catch (thrown) {
      if (!signal.aborted) logError(logger, 'send.failed', thrown, 'error');
    } finally {
      announcing.delete(sendId);
    }
  }

  async function look(entry: StoredSend): Promise<void> {
    const status = await connection().statusOf(unsafeBrand<TxId>(entry.txid), entry.expiryHeight);
    if (signal.aborted) return;
    switch (status.kind) {
      case 'pending':
        return record(entry, { state: 'pending', wasKnown: true, minedHeight: null, confirmations: 0, error: null });
      case 'confirmed':
      case 'final': {
        const { height: minedHeight, confirmations } = status;
        const mined = { state: status.kind, wasKnown: true, minedHeight, confirmations, error: null };
        return record(entry, status.kind === 'final' ? { ...mined, signed: '' } : mined);
      }
      case 'unknown':
        if (!isDead(entry.state)) await announce(entry.sendId);
        return;
      case 'expired':
        return bury(entry, 'expired');
      case 'replaced':
        return bury(entry, 'replaced');
      case 'failed':
        return bury(entry, entry.account === undefined ? 'refused' : 'failed');
    }
  }

  /** What ended one way does not end again another way. */
  function bury(entry: StoredSend, state: 'expired' | 'replaced' | 'refused' | 'failed'): void {
    if (!isDead(entry.state)) record(entry, { state, minedHeight: null, confirmations: 0, error: null });
  }

  /**
   * Open ones at every turn; mined ones at each block until they are final; dead ones too, until no reorganisation can
   * bring them back: a server that said "refused" or "expired" may have been wrong.
   */
  function isDue(entry: StoredSend, tip: Tip): boolean {
    if (entry.chain !== chain || announcing.has(entry.sendId)) return false;
    if (isOpen(entry.state)) return true;
    if (entry.state === 'final' || lookedAt.get(entry.sendId) === tip.hash) return false;
    if (!isDead(entry.state)) return true;
    if (entry.account !== undefined) return context.clock.now() - entry.updatedAtMs < ACCOUNT_DOUBT_MS;
    return entry.expiryHeight !== null && tip.height <= entry.expiryHeight + port.finalAfter;
  }

  return {
    announce,
    isAnnouncing: (sendId) => announcing.has(sendId),
    followAll: async (tip) => {
      let failures = 0;
      for (const entry of journal.entries()) {
        if (signal.aborted || failures === MAX_FAILURES) return;
        if (!isDue(entry, tip)) continue;
        try {
          await look(entry);
          lookedAt.set(entry.sendId, tip.hash);
        } catch (thrown) {
          failures += 1;
          if (!signal.aborted) logError(logger, 'send.unasked', thrown);
        }
      }
    },
    followOne: async (sendId) => {
      const entry = journal.get(sendId);
      if (entry.state !== 'final' && !announcing.has(sendId)) await look(entry);
    },
  };
}
