import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { KnownAccount } from '../../../wallet-core/ipc/index.ts';
import type { Candidate } from './candidate.ts';
import { discardCandidate } from './candidate.ts';

/** One unlocked account: its keys, and what the band at the top of every screen shows. */
export interface OpenAccount {
  readonly known: KnownAccount;
  readonly candidate: Candidate;
}

/**
 * The accounts unlocked in this window, and which of them the app window shows. The window's process is ended on lock
 * (E-27), so nothing here has to survive or be locked softly; `forget` is for an account that failed to open or is removed.
 */
export class Session {
  readonly #open = new Map<string, OpenAccount>();
  #active: KnownAccount | null = null;

  /** In place of the same account opened before, whose keys are erased. */
  add(account: OpenAccount): void {
    const before = this.#open.get(account.known.accountId);
    if (before !== undefined && before.candidate !== account.candidate) discardCandidate(before.candidate);
    this.#open.set(account.known.accountId, account);
  }

  /** The account whose keys are here, or `undefined`. */
  find(accountId: string): OpenAccount | undefined {
    return this.#open.get(accountId);
  }

  /** Throws `session.locked` for an account that is not open here. */
  require(accountId: string): OpenAccount {
    const account = this.#open.get(accountId);
    if (account === undefined) throw new WalletError('session.locked');
    return account;
  }

  /** What the app window shows, watch-only accounts included; `null` before the first one is open. */
  get active(): KnownAccount | null {
    return this.#active;
  }

  activate(known: KnownAccount): void {
    this.#active = known;
  }

  /** Accounts whose keys are held. */
  get accountIds(): string[] {
    return [...this.#open.keys()];
  }

  forget(accountId: string): void {
    const account = this.#open.get(accountId);
    if (account !== undefined) discardCandidate(account.candidate);
    this.#open.delete(accountId);
    if (this.#active?.accountId === accountId) this.#active = null;
  }

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }
}
