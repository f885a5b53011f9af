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
 * The accounts unlocked in this window. The window's process is ended on lock (E-27), so nothing here has to survive or
 * be locked softly; `forget` is for an account that failed to open.
 */
export class Session {
  readonly #open = new Map<string, OpenAccount>();

  /** In place of the same account opened before, whose keys are erased. */
  add(account: OpenAccount): void {
    this.forget(account.known.accountId);
    this.#open.set(account.known.accountId, account);
  }

  /** Throws `session.locked` for an account that is not open here. */
  require(accountId: string): OpenAccount {
    const account = this.#open.get(accountId);
    if (account === undefined) throw new WalletError('session.locked');
    return account;
  }

  forget(accountId: string): void {
    const account = this.#open.get(accountId);
    if (account !== undefined) discardCandidate(account.candidate);
    this.#open.delete(accountId);
  }

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }
}
