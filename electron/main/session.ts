/**
 * The session: locked → opening → open → locking → locked. A lock ends the signer by force, fails what was pending, hides
 * the app window, takes the storage key from the backend and then shows a fresh signer, always in this order (E-27).
 * Everything is idempotent: ten reasons to lock at once are one lock.
 */
import { WalletError } from '../../wallet-core/errors/index.ts';
import type { PayloadOf, RequestOf } from '../../wallet-core/ipc/index.ts';
import type { Clock, Logger } from '../../wallet-core/ports/index.ts';
import type { AppWindow } from '../windows/app-window.ts';
import type { SignerWindow } from '../windows/signer-window.ts';
import type { Approvals } from './approvals.ts';
import type { Backend } from './backend-host.ts';

export type LockReason = PayloadOf<'session.locked'>['reason'];
type State = 'locked' | 'opening' | 'open' | 'locking' | 'ended';

export interface SessionParts {
  readonly signer: Pick<SignerWindow, 'open' | 'end' | 'hide'>;
  readonly app: Pick<AppWindow, 'open' | 'hide' | 'send' | 'destroy'>;
  readonly backend: Pick<Backend, 'call' | 'restart' | 'stop'>;
  readonly approvals: Pick<Approvals, 'lock' | 'settled' | 'isPending'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** After the app window is up. */
  onOpened(): void;
  /** At the start of every lock. */
  onLocked(): void;
  /** A window does not open, or a signer does not die: the app has to end, visibly. */
  onFatal(): void;
}

export interface Session {
  /** Shows the first signer. */
  start(): Promise<void>;
  isOpen(): boolean;
  /** Changes with every lock. */
  epoch(): number;
  hasAccount(accountId: string): boolean;
  /** The signer has proven credentials. Throws `session.busy` while one opens, `session.locked` when a lock came in between. */
  open(request: RequestOf<'session.open'>): Promise<void>;
  /** Never throws; resolves when the signer is dead, the backend has closed and a fresh signer is up. */
  lock(reason: LockReason): Promise<void>;
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
  const accounts = new Set<string>();

  async function openSigner(): Promise<void> {
    try {
      await parts.signer.open();
    } catch (thrown) {
      parts.logger.log('error', 'session.signer-failed');
      parts.onFatal();
      throw thrown;
    }
  }

  async function closeBackend(): Promise<void> {
    const limit = new AbortController();
    const settled = Promise.allSettled([opening, parts.approvals.settled()]);
    await Promise.race([settled, parts.clock.sleep(SETTLE_LIMIT_MS, limit.signal).catch(() => undefined)]);
    limit.abort();
    try {
      await parts.backend.call('backend.close', {});
    } catch {
      // It may still hold the storage key: a process that is gone holds nothing.
      parts.logger.log('error', 'session.close-failed');
      parts.backend.restart();
    }
  }

  async function runLock(reason: LockReason): Promise<void> {
    state = 'locking';
    epoch += 1;
    accounts.clear();
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
    state = 'locked';
    if (quitting === null) await openSigner().catch(() => undefined);
  }

  function lock(reason: LockReason): Promise<void> {
    if (state === 'ended') return Promise.resolve();
    locking ??= runLock(reason).finally(() => {
      locking = null;
    });
    return locking;
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
    hasAccount: (accountId) => accounts.has(accountId),
    async open(request) {
      if (state === 'opening') throw new WalletError('session.busy');
      if (state !== 'locked' && state !== 'open') throw new WalletError('session.locked');
      const before = state;
      const mine = epoch;
      state = 'opening';
      const opened = parts.backend.call('backend.open', request);
      opening = opened;
      try {
        await opened;
      } catch (thrown) {
        if (epoch === mine) {
          state = before;
          // The backend has let go of the account that was open: what main believes must not outlive that.
          if (before === 'open') void lock('fault');
        }
        throw thrown;
      }
      // The lock that came in between closes the backend after this opening, so nothing stays open.
      if (epoch !== mine) throw new WalletError('session.locked');
      accounts.add(request.account.accountId);
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
    quit() {
      quitting ??= runQuit();
      return quitting;
    },
  };
}
