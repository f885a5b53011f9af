/**
 * The session: locked → opening → open → locking → locked. A lock ends the signer by force, fails what was pending, hides
 * the app window, takes the storage key from the backend and then shows a fresh signer, always in this order (E-27).
 * Everything is idempotent: ten reasons to lock at once are one lock. One account is open at a time; opening another one
 * leaves the first as a lock would, but for the signer, which may hold the keys of both.
 */
import { isWalletError, WalletError } from '../../wallet-core/errors/index.ts';
import type { KnownAccount, PayloadOf, RequestOf } from '../../wallet-core/ipc/index.ts';
import type { Clock, Logger } from '../../wallet-core/ports/index.ts';
import type { AppWindow } from '../windows/app-window.ts';
import type { SignerWindow } from '../windows/signer-window.ts';
import type { Approvals } from './approvals.ts';
import type { Backend } from './backend-host.ts';

export type LockReason = Exclude<PayloadOf<'session.locked'>['reason'], 'account-switch'>;
type State = 'locked' | 'opening' | 'open' | 'locking' | 'ended';

export interface SessionParts {
  readonly signer: Pick<SignerWindow, 'open' | 'end' | 'hide'>;
  readonly app: Pick<AppWindow, 'open' | 'hide' | 'send' | 'destroy'>;
  readonly backend: Pick<Backend, 'call' | 'restart' | 'stop'>;
  readonly approvals: Pick<Approvals, 'lock' | 'cancelOpen' | 'isPending'>;
  /** Resolves when nothing signed is on its way to the journal any more. */
  settled(): Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** After the app window is up. */
  onOpened(): void;
  /** At the start of every lock, and when an account is left for another. */
  onLocked(): void;
  /** A window does not open, or a signer does not die: the app has to end, visibly. */
  onFatal(): void;
}

export interface Session {
  /** Shows the first signer. */
  start(): Promise<void>;
  isOpen(): boolean;
  /** Changes with every lock and with every change of the account. */
  epoch(): number;
  /** The open account, also while another one is being opened; `null` while locked. */
  account(): KnownAccount | null;
  /** Is this account open, and nothing else under way? */
  hasAccount(accountId: string): boolean;
  /** Accounts whose keys the signer says it holds. */
  unlocked(): ReadonlySet<string>;
  setUnlocked(accountIds: readonly string[]): void;
  /**
   * The signer has proven credentials: opens the account in place of the one that was open. Throws `session.busy` while
   * one opens, `session.locked` when a lock came in between; when it fails, what was open stays open.
   */
  open(request: RequestOf<'session.open'>): Promise<void>;
  /** Never throws; resolves when the signer is dead, the backend has closed and a fresh signer is up. */
  lock(reason: LockReason): Promise<void>;
  /** A lock with something in the middle, when no part holds anything of an account any more. */
  lockAnd(middle: () => Promise<void>): Promise<void>;
  /** Lock without a new signer, then flush and end the backend. */
  quit(): Promise<void>;
}

/** How long a lock waits for a journal write or an opening that is under way before it takes the backend down. */
const SETTLE_LIMIT_MS = 5_000;

export function createSession(parts: SessionParts): Session {
  let state: State = 'locked';
  let epoch = 0;
  let locking: Promise<void> | null = null;
  let quitting: Promise<void> | null = null;
  let opening: Promise<unknown> = Promise.resolve();
  let account: KnownAccount | null = null;
  let unlocked: ReadonlySet<string> = new Set();

  async function openSigner(): Promise<void> {
    try {
      await parts.signer.open();
    } catch (thrown) {
      parts.logger.log('error', 'session.signer-failed');
      parts.onFatal();
      throw thrown;
    }
  }

  async function settle(...work: readonly Promise<unknown>[]): Promise<void> {
    const limit = new AbortController();
    const settled = Promise.allSettled([...work, parts.settled()]);
    await Promise.race([settled, parts.clock.sleep(SETTLE_LIMIT_MS, limit.signal).catch(() => undefined)]);
    limit.abort();
  }

  async function closeBackend(): Promise<void> {
    await settle(opening);
    try {
      await parts.backend.call('backend.close', {});
    } catch {
      // It may still hold the storage key: a process that is gone holds nothing.
      parts.logger.log('error', 'session.close-failed');
      parts.backend.restart();
    }
  }

  async function runLock(reason: LockReason, middle?: () => Promise<void>): Promise<void> {
    state = 'locking';
    epoch += 1;
    account = null;
    unlocked = new Set();
    const ended = parts.signer.end();
    parts.approvals.lock();
    parts.app.send('session.locked', { reason });
    parts.app.hide();
    parts.onLocked();
    try {
      await ended;
    } catch {
      parts.logger.log('error', 'session.signer-survived');
      parts.onFatal();
      return;
    }
    await closeBackend();
    await middle?.();
    state = 'locked';
    if (quitting === null) await openSigner().catch(() => undefined);
  }

  function begin(reason: LockReason, middle?: () => Promise<void>): Promise<void> {
    locking = runLock(reason, middle).finally(() => {
      locking = null;
    });
    return locking;
  }

  function lock(reason: LockReason): Promise<void> {
    if (state === 'ended') return Promise.resolve();
    return locking ?? begin(reason);
  }

  /** Opens `request` where `before` was; gives back when the backend has it. */
  async function openInBackend(request: RequestOf<'session.open'>, before: 'locked' | 'open'): Promise<void> {
    if (before === 'open') {
      // What the page of the first account still waits for is not told to the second one's.
      epoch += 1;
      const mine = epoch;
      parts.approvals.cancelOpen();
      await settle();
      if (epoch !== mine) throw new WalletError('session.locked');
    }
    await parts.backend.call('backend.open', request);
  }

  /** After a change of account that failed without an answer nobody knows which one the backend has open. */
  function isInDoubt(thrown: unknown): boolean {
    return !isWalletError(thrown) || thrown.code === 'internal' || thrown.code.startsWith('ipc.');
  }

  async function runQuit(): Promise<void> {
    // A lock that is under way may have been about to open a signer: the second one finds and ends it.
    await locking;
    await lock('quit');
    await parts.backend.stop();
    parts.app.destroy();
    state = 'ended';
  }

  return {
    start: openSigner,
    isOpen: () => state === 'open',
    epoch: () => epoch,
    account: () => account,
    hasAccount: (accountId) => state === 'open' && account?.accountId === accountId,
    unlocked: () => unlocked,
    setUnlocked: (accountIds) => {
      unlocked = new Set(accountIds);
    },
    async open(request) {
      if (state === 'opening') throw new WalletError('session.busy');
      if (state !== 'locked' && state !== 'open') throw new WalletError('session.locked');
      const before = state;
      state = 'opening';
      const opened = openInBackend(request, before);
      const mine = epoch;
      opening = opened;
      try {
        await opened;
      } catch (thrown) {
        if (epoch === mine) {
          state = before;
          // The backend lets go of the first account only once the second is open: a refusal leaves it as it was.
          if (before === 'open' && isInDoubt(thrown)) void lock('fault');
        }
        throw thrown;
      }
      // The lock that came in between closes the backend after this opening, so nothing stays open.
      if (epoch !== mine) throw new WalletError('session.locked');
      if (before === 'open') {
        parts.app.send('session.locked', { reason: 'account-switch' });
        parts.onLocked();
      }
      account = request.account;
      state = 'open';
      try {
        await parts.app.open();
      } catch {
        parts.logger.log('error', 'session.app-failed');
        if (epoch === mine) void lock('fault');
        throw new WalletError('session.locked');
      }
      if (epoch !== mine) throw new WalletError('session.locked');
      // The page runs before it has finished loading: it may have asked already, and the signer shows it.
      if (!parts.approvals.isPending()) parts.signer.hide();
      parts.onOpened();
    },
    lock,
    async lockAnd(middle) {
      while (locking !== null) await locking;
      if (state !== 'ended') await begin('person', middle);
    },
    quit() {
      quitting ??= runQuit();
      return quitting;
    },
  };
}
