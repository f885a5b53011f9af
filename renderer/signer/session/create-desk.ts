import { parseSecretText, parseUsername } from '../../../wallet-core/credentials/index.ts';
import { toWireError, WalletError } from '../../../wallet-core/errors/index.ts';
import type { AccountDesk } from './account-desk.ts';
import { loadAssessor } from './assess-password.ts';
import { type Candidate, discardCandidate, isSameAccount, summarize } from './candidate.ts';
import type { MainPort } from './main-port.ts';
import { wirePublicKeys } from './opener.ts';
import type { FieldIssue } from './screen.ts';
import type { ScreenStore } from './screen-store.ts';
import type { Credentials } from './secret-input.ts';

export interface CreateDeskDeps {
  readonly main: MainPort;
  readonly screens: ScreenStore;
  readonly accounts: AccountDesk;
}

/** A new account: secrets made or judged, keys derived, the sheet written and typed back before it opens. */
export class CreateDesk {
  readonly #deps: CreateDeskDeps;
  /** Whether the account being created turned out to be in use already; `null`: not known. */
  #isTaken: boolean | null = null;

  constructor(deps: CreateDeskDeps) {
    this.#deps = deps;
  }

  showCreate(): void {
    this.#deps.accounts.dropUntaken();
    this.#deps.screens.show({ kind: 'create', issue: null, error: null });
  }

  /** Makes the keys of a new account with the generated password, and shows its sheet. */
  async create(usernameText: string): Promise<void> {
    await this.#create(this.#deps.accounts.draft.take(usernameText, null));
  }

  /**
   * The same with an own password, judged here and now for what will be used: a verdict on screen may be about an
   * earlier text, another name, or a passphrase that is no longer there. `hasConsented`: the sentence was typed.
   */
  async createWithOwn(usernameText: string, passwordInput: HTMLInputElement, hasConsented: boolean): Promise<void> {
    const username = parseUsername(usernameText);
    if (!username.ok) return this.#createAgain({ field: 'username', reason: username.reason }, null);
    try {
      const assess = await loadAssessor();
      if (this.#deps.screens.read().kind !== 'create') return;
      // No pause from here on: what is judged is what is taken.
      const password = passwordInput.value;
      const typed = parseSecretText(password);
      if (!typed.ok) return this.#createAgain({ field: 'password', reason: typed.reason }, null);
      const passphrase = this.#deps.accounts.draft.has('passphrase') ? 'generated' : 'none';
      const { verdict } = assess({ username: username.value, password, passwordOrigin: 'chosen', passphrase });
      if (verdict !== 'allowed' && !(verdict === 'needs-consent' && hasConsented)) {
        typed.value.erase();
        return this.#createAgain(null, new WalletError('account.too-weak'));
      }
      passwordInput.value = '';
      this.#deps.accounts.draft.dropPassword();
      await this.#create(this.#deps.accounts.draft.take(usernameText, typed.value));
    } catch (thrown) {
      this.#createAgain(null, thrown);
    }
  }

  showConfirm(): void {
    const candidate = this.#deps.accounts.requireCandidate();
    const summary = summarize(candidate);
    this.#deps.screens.show({ kind: 'confirm', summary, failed: false, issue: null, error: null });
  }

  showSheet(): void {
    const candidate = this.#deps.accounts.requireCandidate();
    this.#deps.screens.show({ kind: 'sheet', summary: summarize(candidate), taken: this.#isTaken });
  }

  /** Typed again from the sheet, derived again, compared: only then is the account opened. */
  async confirm(credentials: Credentials): Promise<void> {
    const first = this.#deps.accounts.requireCandidate();
    const again = (failed: boolean, issue: FieldIssue | null, thrown: unknown) => {
      const error = thrown === null ? null : toWireError(thrown);
      this.#deps.screens.show({ kind: 'confirm', summary: summarize(first), failed, issue, error });
    };
    if (!credentials.ok) return again(false, credentials, null);
    try {
      const second = await this.#deps.accounts.derive(credentials.value, 'confirm', false);
      const same = isSameAccount(second, first);
      discardCandidate(second);
      if (!same) return again(true, null, null);
      await this.#deps.accounts.openNew(first.username ?? '');
    } catch (thrown) {
      again(false, null, thrown);
    }
  }

  #createAgain(issue: FieldIssue | null, thrown: unknown): void {
    const error = thrown === null ? null : toWireError(thrown);
    this.#deps.screens.show({ kind: 'create', issue, error });
  }

  async #create(credentials: Credentials): Promise<void> {
    if (!credentials.ok) return this.#createAgain(credentials, null);
    const { username, password, passphrase } = credentials.value;
    if (this.#deps.accounts.accounts.some((account) => account.username === username)) {
      password.erase();
      passphrase.erase();
      return this.#createAgain({ field: 'username', reason: 'exists' }, null);
    }
    try {
      this.#deps.accounts.hold(await this.#deps.accounts.derive(credentials.value, 'create', false));
      this.#isTaken = null;
      this.showSheet();
      await this.#learnWhetherTaken(this.#deps.accounts.requireCandidate());
    } catch (thrown) {
      this.#createAgain(null, thrown);
    }
  }

  /** Somebody may have had the same idea. The answer may come late: until the account is open it goes back to the sheet. */
  async #learnWhetherTaken(candidate: Candidate): Promise<void> {
    const { main, screens } = this.#deps;
    const preview = await main('account.preview', { publicKeys: wirePublicKeys(candidate) }).catch(() => null);
    if (!this.#deps.accounts.isHolding(candidate) || preview === null || preview.usedCount === null) return;
    this.#isTaken = preview.usedCount > 0;
    const { kind } = screens.read();
    if (kind === 'sheet' || (kind === 'confirm' && this.#isTaken)) this.showSheet();
  }
}
