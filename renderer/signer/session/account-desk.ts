import { toWireError, WalletError } from '../../../wallet-core/errors/index.ts';
import type { KnownAccount, Settings } from '../../../wallet-core/ipc/index.ts';
import type { AccountSecrets } from '../../../wallet-core/kdf/index.ts';
import type { Argon2, Clock, Random, Secp256k1Engine } from '../../../wallet-core/ports/index.ts';
import {
  type Candidate,
  candidateAddressAt,
  deriveCandidate,
  discardCandidate,
  isSameAccount,
  newAccount,
  summarize,
} from './candidate.ts';
import type { MainPort } from './main-port.ts';
import { Opener, wirePublicKeys } from './opener.ts';
import { ownPreview } from './own-preview.ts';
import type { DerivationPurpose, FieldIssue } from './screen.ts';
import type { ScreenStore } from './screen-store.ts';
import { SecretDraft } from './secret-draft.ts';
import type { Credentials } from './secret-input.ts';
import type { OpenAccount, Session } from './session.ts';
import { passGate, waitUntil } from './unlock-gate.ts';

export interface AccountDeskDeps {
  readonly main: MainPort;
  readonly screens: ScreenStore;
  readonly session: Session;
  readonly clock: Clock;
  readonly engine: Secp256k1Engine;
  readonly random: Random;
  /** Argon2 in a fresh worker; the signal ends the worker. */
  readonly startArgon2: (signal: AbortSignal) => Argon2;
}

/** Something to be asked or noted around the opening of an account. */
export interface OpeningQuestion {
  isAsking(candidate: Candidate, account: KnownAccount, goOn: () => Promise<void>): Promise<boolean>;
  note(candidate: Candidate, isTypedInFull: boolean): Promise<void>;
}

/**
 * From "who are you" to an open account: unlock, sign in on a new device, switch. Holds the candidate whose keys are
 * derived but not yet taken; every way out of a screen either opens it or erases it.
 */
export class AccountDesk {
  readonly #deps: AccountDeskDeps;
  /** Generated secrets of the account being created. */
  readonly draft: SecretDraft;
  readonly opener: Opener;
  #accounts: readonly KnownAccount[] = [];
  #candidate: Candidate | null = null;
  #derivation: AbortController | null = null;
  #question: OpeningQuestion | null = null;
  #unlockShown: (account: KnownAccount) => void = () => undefined;
  readonly #leavers: (() => void)[] = [];
  #opened: (account: OpenAccount, isNew: boolean) => void = () => undefined;

  constructor(deps: AccountDeskDeps) {
    this.#deps = deps;
    this.draft = new SecretDraft(deps.random);
    this.opener = new Opener(deps);
  }

  /** Called whenever a screen is left: whoever holds something for it drops it. */
  onLeave(leave: () => void): void {
    this.#leavers.push(leave);
  }

  /** Called when an account with keys has become the open one. `isNew`: it has just come to this device. */
  onOpened(opened: (account: OpenAccount, isNew: boolean) => void): void {
    this.#opened = opened;
  }

  /** Called with each unlock screen. */
  onUnlockShown(shown: (account: KnownAccount) => void): void {
    this.#unlockShown = shown;
  }

  askBeforeOpening(question: OpeningQuestion): void {
    this.#question = question;
  }

  /** Keys that are derived and not taken yet. */
  isHolding(candidate: Candidate): boolean {
    return this.#candidate === candidate;
  }

  get accounts(): readonly KnownAccount[] {
    return this.#accounts;
  }

  /** Reads this device's accounts and shows the first screen. */
  async start(): Promise<{ readonly theme: Settings['theme'] }> {
    try {
      const { accounts, settings } = await this.#deps.main('signer.ready', {});
      this.#accounts = accounts;
      this.showFront();
      return { theme: settings.theme };
    } catch (thrown) {
      this.#deps.screens.show({ kind: 'failed', error: toWireError(thrown) });
      return { theme: 'system' };
    }
  }

  /**
   * Back to the account that is open; else unlock when this device knows accounts, else the welcome. Erases what was
   * derived, generated and not taken.
   */
  showFront(): void {
    if (this.#deps.session.active !== null) {
      void this.returnToOpen();
      return;
    }
    const [account] = [...this.#accounts].sort((a, b) => (b.lastOpenedAtMs ?? 0) - (a.lastOpenedAtMs ?? 0));
    if (account === undefined) this.showWelcome();
    else this.showUnlock(account);
  }

  showWelcome(): void {
    this.dropUntaken();
    this.#deps.screens.show({ kind: 'welcome', back: this.#deps.session.active });
  }

  /** Reads the list of this device again: names change and accounts come and go. */
  async refresh(): Promise<void> {
    try {
      this.#accounts = (await this.#deps.main('signer.ready', {})).accounts;
    } catch {
      // The list read before still tells which accounts there are.
    }
  }

  /**
   * Makes another account the open one: at once when its keys are here, else its unlock screen. Answers with the account
   * that only watches, which its own desk opens.
   */
  async activate(accountId: string): Promise<KnownAccount | null> {
    const { session } = this.#deps;
    if (!this.makeRoom()) return null;
    await this.refresh();
    const account = this.#accounts.find((one) => one.accountId === accountId);
    if (account === undefined) return null;
    if (account.kind === 'watch') return account;
    if (session.find(accountId) === undefined) this.showUnlock(account);
    else await this.#reopen(account);
    return null;
  }

  /** Leaves what is on screen for the account that is open: main opens another one only once its keys are proven. */
  async returnToOpen(): Promise<void> {
    const { main, screens, session } = this.#deps;
    const { active } = session;
    if (active === null) return this.showFront();
    this.dropUntaken();
    screens.show({ kind: 'idle', account: active });
    await main('signer.close', {}).catch(() => undefined);
  }

  /**
   * Takes what is on screen off it, for something that main asks for. False while something runs or a payment waits for
   * its answer: then nothing has changed.
   */
  makeRoom(): boolean {
    const screen = this.#deps.screens.read();
    // The password of a payment belongs to its review.
    if (screen.kind === 'prove' && screen.purpose === 'payment') return false;
    switch (screen.kind) {
      case 'deriving':
      case 'approve':
      case 'approve-starts':
      case 'approve-claims':
      case 'approve-identity':
      case 'signed-text':
      case 'approve-account':
      case 'signing':
      case 'refused':
        return false;
      case 'factor':
        if (screen.isBusy) return false;
        this.dropUntaken();
        return true;
      case 'opening':
        // Keys that are still to be taken need this screen; an account that main opens may ask for a payment already.
        return this.#candidate === null;
      default:
        this.dropUntaken();
        return true;
    }
  }

  /** Removes an account and its local rows from this device; the coins are not touched. */
  async forget(account: KnownAccount): Promise<void> {
    try {
      await this.#deps.main('account.forget', { accountId: account.accountId });
      this.#deps.session.forget(account.accountId);
      await this.opener.report();
      await this.start();
    } catch (thrown) {
      this.#deps.screens.show({ kind: 'failed', error: toWireError(thrown) });
    }
  }

  /** The person closed this window: nothing typed or shown stays in it. */
  leave(): void {
    if (!this.makeRoom()) return;
    const { active } = this.#deps.session;
    if (active === null) this.showFront();
    else this.#deps.screens.show({ kind: 'idle', account: active });
  }

  showUnlock(account: KnownAccount): void {
    this.dropUntaken();
    this.showUnlockAgain(account, null, null);
  }

  /** The unlock screen with why the last attempt led nowhere. */
  showUnlockAgain(account: KnownAccount, issue: FieldIssue | null, thrown: unknown): void {
    const { screens, session, clock } = this.#deps;
    const error = thrown === null ? null : toWireError(thrown);
    const back = session.active;
    screens.show({ kind: 'unlock', account, issue, error, waitUntilMs: waitUntil(thrown, clock), back, hasPin: false });
    this.#unlockShown(account);
  }

  showSignIn(): void {
    this.dropUntaken();
    this.#deps.screens.show({ kind: 'sign-in', issue: null, error: null, waitUntilMs: 0 });
  }

  /** Unlocks an account this device knows: other keys than last time mean another password, not an empty wallet. */
  async unlock(account: KnownAccount, credentials: Credentials): Promise<void> {
    const { screens, clock, main } = this.#deps;
    const again = (issue: FieldIssue | null, thrown: unknown) => this.showUnlockAgain(account, issue, thrown);
    if (!credentials.ok) return again(credentials, null);
    const { username } = credentials.value;
    try {
      const candidate = await this.derive(credentials.value, 'unlock', true);
      if (isSameAccount(candidate, account)) {
        await this.#open(candidate, account);
        await this.#question?.note(candidate, true);
        return;
      }
      this.hold(candidate);
      const { waitMs } = await main('unlock.failed', { username });
      const waitUntilMs = waitMs === 0 ? 0 : clock.now() + waitMs;
      screens.show({ kind: 'wrong-password', account, found: summarize(candidate), waitUntilMs });
    } catch (thrown) {
      this.#dropCandidate();
      again(null, thrown);
    }
  }

  /** Signs in with credentials this device has not seen: shows what they lead to before anything is stored. */
  async signIn(credentials: Credentials): Promise<void> {
    const { screens, clock } = this.#deps;
    const again = (issue: FieldIssue | null, thrown: unknown) =>
      screens.show({
        kind: 'sign-in',
        issue,
        error: thrown === null ? null : toWireError(thrown),
        waitUntilMs: waitUntil(thrown, clock),
      });
    if (!credentials.ok) return again(credentials, null);
    const known = this.#accounts.find((account) => account.username === credentials.value.username);
    if (known !== undefined) return this.unlock(known, credentials);
    try {
      const candidate = await this.derive(credentials.value, 'sign-in', true);
      // The same keys came here another way (imported words): their rows have another storage key.
      if (this.knows(candidate.accountId)) {
        discardCandidate(candidate);
        throw new WalletError('account.exists');
      }
      this.hold(candidate);
      await this.showPreview();
    } catch (thrown) {
      again(null, thrown);
    }
  }

  /** Is there an account of this id on this device? A second one would take the place of the first one's keys. */
  knows(accountId: string): boolean {
    return this.#accounts.some((account) => account.accountId === accountId);
  }

  /** The keys just derived, as a new account of this device: first addresses and what they hold. */
  async showPreview(): Promise<void> {
    const { screens, main } = this.#deps;
    const candidate = this.requireCandidate();
    const summary = summarize(candidate);
    screens.show({ kind: 'preview', summary, preview: null, error: null });
    try {
      const claimed = await main('account.preview', { publicKeys: wirePublicKeys(candidate) });
      if (this.#candidate !== candidate) return;
      const preview = ownPreview(claimed, candidateAddressAt(candidate));
      screens.show({ kind: 'preview', summary, preview, error: null });
    } catch (thrown) {
      if (this.#candidate === candidate)
        screens.show({ kind: 'preview', summary, preview: null, error: toWireError(thrown) });
    }
  }

  /** The person has seen the preview and says it is theirs. */
  async addPreviewed(label: string): Promise<void> {
    await this.openNew(label);
  }

  /** Opens an account of this device whose keys were unsealed elsewhere. Throws what opening throws. */
  async openKnown(candidate: Candidate, account: KnownAccount): Promise<void> {
    if (candidate.accountId !== account.accountId) {
      discardCandidate(candidate);
      throw new WalletError('vault.bad-format');
    }
    this.hold(candidate);
    const goOn = () =>
      this.#open(candidate, account).catch((thrown: unknown) => this.showUnlockAgain(account, null, thrown));
    if ((await this.#question?.isAsking(candidate, account, goOn)) === true) return;
    await this.#open(candidate, account);
  }

  /** Takes over keys, made here or elsewhere, as the candidate. */
  hold(candidate: Candidate): void {
    this.#dropCandidate();
    this.#candidate = candidate;
  }

  cancelDerivation(): void {
    this.#derivation?.abort();
  }

  /** Waits where the throttle says so, then derives. The secrets are consumed, whatever happens. */
  async derive(secrets: AccountSecrets, purpose: DerivationPurpose, isGuess: boolean): Promise<Candidate> {
    const { main, screens, clock, engine, startArgon2 } = this.#deps;
    const derivation = new AbortController();
    this.#derivation = derivation;
    screens.show({ kind: 'deriving', purpose, from: 'credentials', startedAtMs: clock.now() });
    try {
      if (isGuess) await passGate(main, secrets.username);
      return await deriveCandidate(secrets, startArgon2(derivation.signal), engine);
    } finally {
      secrets.password.erase();
      secrets.passphrase.erase();
      this.#derivation = null;
    }
  }

  /** The candidate as a new account of this device. */
  async openNew(label: string): Promise<void> {
    try {
      const candidate = this.requireCandidate();
      const known = newAccount(candidate, label, this.#deps.clock.now());
      await this.#open(candidate, known, true);
      await this.#question?.note(candidate, false);
    } catch (thrown) {
      this.#deps.screens.show({ kind: 'failed', error: toWireError(thrown) });
    }
  }

  async #open(candidate: Candidate, account: KnownAccount, isNew = false): Promise<void> {
    if (this.#candidate !== candidate) this.#dropCandidate();
    this.#candidate = null;
    await this.opener.open(candidate, account);
    this.draft.forget();
    this.#opened(this.#deps.session.require(account.accountId), isNew);
  }

  async #reopen(account: KnownAccount): Promise<void> {
    try {
      await this.opener.reopen(account);
      this.#opened(this.#deps.session.require(account.accountId), false);
    } catch (thrown) {
      this.#deps.screens.show({ kind: 'failed', error: toWireError(thrown) });
    }
  }

  /** Throws `session.locked` when nothing waits to be taken. */
  requireCandidate(): Candidate {
    if (this.#candidate === null) throw new WalletError('session.locked');
    return this.#candidate;
  }

  /** Erases what was derived, generated and not taken. */
  dropUntaken(): void {
    this.#dropCandidate();
    this.draft.forget();
    for (const leave of this.#leavers) leave();
  }

  #dropCandidate(): void {
    if (this.#candidate !== null) discardCandidate(this.#candidate);
    this.#candidate = null;
  }
}
