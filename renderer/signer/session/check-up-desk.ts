import { toWireError, WalletError } from '../../../wallet-core/errors/index.ts';
import type { KnownAccount } from '../../../wallet-core/ipc/index.ts';
import { Keyring } from '../../../wallet-core/keyring/index.ts';
import {
  type CheckUp,
  failCheckUp,
  judgeCheckUp,
  passCheckUp,
  postponeCheckUp,
} from '../../../wallet-core/policy/check-up.ts';
import { deriveSeed, parseMnemonic } from '../../../wallet-core/seed/index.ts';
import type { AccountDesk, AccountDeskDeps } from './account-desk.ts';
import type { Candidate } from './candidate.ts';
import { CheckUpMemory } from './check-up-memory.ts';
import { eraseProof, proofOfCredentials } from './proof.ts';
import type { FieldIssue } from './screen.ts';
import type { Credentials } from './secret-input.ts';
import { passGate, waitUntil } from './unlock-gate.ts';
import { wordsIssue } from './words-issue.ts';

export interface CheckUpDeskDeps extends AccountDeskDeps {
  readonly accounts: AccountDesk;
}

interface Asked {
  readonly account: KnownAccount;
  readonly candidate: Candidate;
  /** Opens the account that waits for the answer; `null`: it is open already. */
  readonly goOn: (() => Promise<void>) | null;
}

type State = 'ask' | 'failed' | 'passed';

/**
 * Whether the person still has what brings the account back: typed again, keys made again, compared. Asked before an
 * account opens when it is due, and whenever the person wants to know.
 */
export class CheckUpDesk {
  readonly #deps: CheckUpDeskDeps;
  readonly #memory: CheckUpMemory;
  #asked: Asked | null = null;
  #derivation: AbortController | null = null;

  constructor(deps: CheckUpDeskDeps) {
    this.#deps = deps;
    this.#memory = new CheckUpMemory(deps.main);
    deps.accounts.onLeave(() => {
      this.#asked = null;
    });
    deps.accounts.askBeforeOpening(this);
  }

  /** From the settings, for an account that is open. */
  ask(accountId: string): void {
    const { known, candidate } = this.#deps.session.require(accountId);
    this.#asked = { account: known, candidate, goOn: null };
    this.#show('ask');
  }

  /** True: a check-up is due, it is on screen, and `goOn` opens the account once it is answered. Never throws. */
  async isAsking(candidate: Candidate, account: KnownAccount, goOn: () => Promise<void>): Promise<boolean> {
    try {
      const { clock } = this.#deps;
      const { kind } = judgeCheckUp(await this.#memory.read(candidate, clock.now()), clock.now());
      if (kind !== 'due' && kind !== 'failed') return false;
      this.#asked = { account, candidate, goOn };
      this.#show(kind === 'failed' ? 'failed' : 'ask');
      return true;
    } catch {
      // What cannot be read just now must not stand between a person and the account.
      return false;
    }
  }

  /** The secret was typed in full for something else, and gave these keys. `isNew`: the account was just made or added. */
  async note(candidate: Candidate, isTypedInFull: boolean): Promise<void> {
    const nowMs = this.#deps.clock.now();
    await this.#change(candidate, (state) => (isTypedInFull ? passCheckUp(state, nowMs) : state));
  }

  async checkCredentials(credentials: Credentials): Promise<void> {
    const asked = this.#asked;
    if (asked === null) return;
    if (!credentials.ok) return this.#show('ask', credentials);
    const { main, screens, clock, startArgon2 } = this.#deps;
    const { username, password, passphrase } = credentials.value;
    const derivation = new AbortController();
    this.#derivation = derivation;
    screens.show({ kind: 'deriving', purpose: 'prove', from: 'credentials', startedAtMs: clock.now() });
    try {
      await passGate(main, username);
      const proof = await proofOfCredentials(credentials.value, startArgon2(derivation.signal));
      eraseProof(proof);
      const isRight = proof.accountId === asked.candidate.accountId;
      if (!isRight) await main('unlock.failed', { username });
      await this.#judged(asked, isRight);
    } catch (thrown) {
      this.#show('ask', null, thrown);
    } finally {
      this.#derivation = null;
      password.erase();
      passphrase.erase();
    }
  }

  /** The recovery words of an imported account, and their BIP39 passphrase. */
  async checkWords(wordsInput: HTMLTextAreaElement, passphraseInput: HTMLInputElement | null): Promise<void> {
    const asked = this.#asked;
    if (asked === null) return;
    const words = parseMnemonic(wordsInput.value);
    if (!words.ok) return this.#show('ask', wordsIssue(wordsInput.value, words.reason));
    const passphrase = passphraseInput?.value ?? '';
    if (!passphrase.isWellFormed()) return this.#show('ask', { field: 'wordsPassphrase', reason: 'surrogate' });
    wordsInput.value = '';
    if (passphraseInput !== null) passphraseInput.value = '';
    const keyring = new Keyring(deriveSeed(words.value, passphrase), this.#deps.engine);
    const isRight = keyring.accountId === asked.candidate.accountId;
    keyring.erase();
    await this.#judged(asked, isRight);
  }

  /** Not now: asked again in some days. */
  async postpone(): Promise<void> {
    const asked = this.#asked;
    if (asked === null) return;
    const nowMs = this.#deps.clock.now();
    if (asked.goOn !== null) await this.#change(asked.candidate, (state) => postponeCheckUp(state, nowMs));
    await this.finish();
  }

  /** On to the account. */
  async finish(): Promise<void> {
    const asked = this.#asked;
    if (asked === null) return;
    this.#asked = null;
    if (asked.goOn === null) await this.#deps.accounts.returnToOpen();
    else await asked.goOn();
  }

  cancelDerivation(): void {
    this.#derivation?.abort();
  }

  async #judged(asked: Asked, isRight: boolean): Promise<void> {
    const nowMs = this.#deps.clock.now();
    await this.#change(asked.candidate, (state) => (isRight ? passCheckUp(state, nowMs) : failCheckUp(state, nowMs)));
    if (this.#asked === asked) this.#show(isRight ? 'passed' : 'failed');
  }

  /** Best effort: that it cannot be kept changes nothing but the day of the next question. */
  async #change(candidate: Candidate, change: (state: CheckUp) => CheckUp): Promise<void> {
    try {
      const state = await this.#memory.read(candidate, this.#deps.clock.now());
      await this.#memory.write(candidate, change(state));
    } catch (thrown) {
      if (!(thrown instanceof WalletError)) throw thrown;
    }
  }

  #show(state: State, issue: FieldIssue | null = null, thrown: unknown = null): void {
    if (this.#asked === null) return;
    const { account, goOn } = this.#asked;
    this.#deps.screens.show({
      kind: 'check-up',
      account,
      state,
      beforeOpening: goOn !== null,
      issue,
      error: thrown === null ? null : toWireError(thrown),
      waitUntilMs: waitUntil(thrown, this.#deps.clock),
    });
  }
}
