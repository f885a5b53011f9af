import { toWireError, WalletError } from '../../../wallet-core/errors/index.ts';
import type { KnownAccount, Settings } from '../../../wallet-core/ipc/index.ts';
import type { AccountSecrets, Fingerprint } from '../../../wallet-core/kdf/index.ts';
import type { Argon2, Clock, Random, Secp256k1Engine } from '../../../wallet-core/ports/index.ts';
import { type SecretBytes, toHex } from '../../../wallet-core/primitives/index.ts';
import { type Candidate, deriveCandidate, discardCandidate } from './candidate.ts';
import type { MainPort } from './main-port.ts';
import type { AccountSummary, DerivationPurpose, FieldIssue } from './screen.ts';
import type { ScreenStore } from './screen-store.ts';
import { SecretDraft } from './secret-draft.ts';
import type { Credentials } from './secret-input.ts';
import type { Session } from './session.ts';

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

function sameFingerprint(a: Fingerprint | null, b: readonly string[]): boolean {
  return a !== null && a.length === b.length && a.every((word, index) => word === b[index]);
}

function summarize(candidate: Candidate): AccountSummary {
  const { accountId, kind, username, fingerprint, firstAddress } = candidate;
  return { accountId, kind, username, fingerprint, firstAddress };
}

/**
 * From "who are you" to an open account: unlock, sign in on a new device, create. Holds the candidate whose keys are
 * derived but not yet taken; every way out of a screen either opens it or erases it.
 */
export class AccountDesk {
  readonly #deps: AccountDeskDeps;
  /** Generated secrets of the account being created. */
  readonly draft: SecretDraft;
  #accounts: readonly KnownAccount[] = [];
  #candidate: Candidate | null = null;
  #derivation: AbortController | null = null;

  constructor(deps: AccountDeskDeps) {
    this.#deps = deps;
    this.draft = new SecretDraft(deps.random);
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

  /** Unlock when this device knows accounts, else the welcome. Erases what was derived and not taken. */
  showFront(): void {
    this.#dropCandidate();
    const [account] = [...this.#accounts].sort((a, b) => (b.lastOpenedAtMs ?? 0) - (a.lastOpenedAtMs ?? 0));
    if (account === undefined) this.#deps.screens.show({ kind: 'welcome' });
    else this.showUnlock(account);
  }

  showWelcome(): void {
    this.#dropCandidate();
    this.#deps.screens.show({ kind: 'welcome' });
  }

  /** Removes an account and its local rows from this device; the coins are not touched. */
  async forget(account: KnownAccount): Promise<void> {
    try {
      await this.#deps.main('account.forget', { accountId: account.accountId });
      await this.start();
    } catch (thrown) {
      this.#deps.screens.show({ kind: 'failed', error: toWireError(thrown) });
    }
  }

  showUnlock(account: KnownAccount): void {
    this.#dropCandidate();
    this.#deps.screens.show({ kind: 'unlock', account, issue: null, error: null, waitUntilMs: 0 });
  }

  showSignIn(): void {
    this.#dropCandidate();
    this.#deps.screens.show({ kind: 'sign-in', issue: null, error: null, waitUntilMs: 0 });
  }

  showCreate(): void {
    this.#dropCandidate();
    this.#deps.screens.show({ kind: 'create', issue: null, error: null });
  }

  /** Unlocks an account this device knows: other keys than last time mean another password, not an empty wallet. */
  async unlock(account: KnownAccount, credentials: Credentials): Promise<void> {
    const again = (issue: FieldIssue | null, thrown: unknown, waitMs = 0) =>
      this.#deps.screens.show({
        kind: 'unlock',
        account,
        issue,
        error: thrown === null ? null : toWireError(thrown),
        waitUntilMs: waitMs === 0 ? 0 : this.#deps.clock.now() + waitMs,
      });
    if (!credentials.ok) return again(credentials, null);
    const { username } = credentials.value;
    try {
      const waitMs = await this.#gate(credentials.value);
      if (waitMs > 0)
        return again(null, new WalletError('account.throttled', { seconds: Math.ceil(waitMs / 1000) }), waitMs);
      const candidate = await this.#derive(credentials.value, 'unlock');
      if (
        candidate.accountId === account.accountId &&
        sameFingerprint(candidate.fingerprint, account.fingerprint ?? [])
      ) {
        await this.#open(candidate, account, true);
        return;
      }
      const failed = await this.#deps.main('unlock.failed', { username });
      this.#candidate = candidate;
      const waitUntilMs = failed.waitMs === 0 ? 0 : this.#deps.clock.now() + failed.waitMs;
      this.#deps.screens.show({ kind: 'wrong-password', account, found: summarize(candidate), waitUntilMs });
    } catch (thrown) {
      again(null, thrown);
    }
  }

  /** Signs in with credentials this device has not seen: shows what they lead to before anything is stored. */
  async signIn(credentials: Credentials): Promise<void> {
    const again = (issue: FieldIssue | null, thrown: unknown, waitMs = 0) =>
      this.#deps.screens.show({
        kind: 'sign-in',
        issue,
        error: thrown === null ? null : toWireError(thrown),
        waitUntilMs: waitMs === 0 ? 0 : this.#deps.clock.now() + waitMs,
      });
    if (!credentials.ok) return again(credentials, null);
    const known = this.#accounts.find((account) => account.username === credentials.value.username);
    if (known !== undefined) return this.unlock(known, credentials);
    try {
      const waitMs = await this.#gate(credentials.value);
      if (waitMs > 0)
        return again(null, new WalletError('account.throttled', { seconds: Math.ceil(waitMs / 1000) }), waitMs);
      this.#candidate = await this.#derive(credentials.value, 'sign-in');
      await this.showPreview();
    } catch (thrown) {
      again(null, thrown);
    }
  }

  /** The keys just derived, as a new account of this device: first addresses and what they hold. */
  async showPreview(): Promise<void> {
    const candidate = this.#requireCandidate();
    const summary = summarize(candidate);
    this.#deps.screens.show({ kind: 'preview', summary, preview: null, error: null });
    try {
      const preview = await this.#deps.main('account.preview', { publicKeys: wirePublicKeys(candidate) });
      if (this.#candidate === candidate) this.#deps.screens.show({ kind: 'preview', summary, preview, error: null });
    } catch (thrown) {
      if (this.#candidate === candidate) {
        this.#deps.screens.show({ kind: 'preview', summary, preview: null, error: toWireError(thrown) });
      }
    }
  }

  /** The person has seen the preview and says it is theirs. */
  async addPreviewed(label: string, remember: boolean): Promise<void> {
    await this.#openNew(label, remember);
  }

  /** Makes the keys of a new account and shows its sheet. The strength of the secrets was judged by the screen. */
  async create(credentials: Credentials): Promise<void> {
    const again = (issue: FieldIssue | null, thrown: unknown) =>
      this.#deps.screens.show({ kind: 'create', issue, error: thrown === null ? null : toWireError(thrown) });
    if (!credentials.ok) return again(credentials, null);
    if (this.#accounts.some((account) => account.username === credentials.value.username)) {
      credentials.value.password.erase();
      credentials.value.passphrase.erase();
      return again({ field: 'username', reason: 'exists' }, null);
    }
    try {
      const candidate = await this.#derive(credentials.value, 'create');
      this.#candidate = candidate;
      const summary = summarize(candidate);
      this.#deps.screens.show({ kind: 'sheet', summary, taken: null });
      const preview = await this.#deps
        .main('account.preview', { publicKeys: wirePublicKeys(candidate) })
        .catch(() => null);
      const screen = this.#deps.screens.read();
      // Only while the same sheet is on screen: the person may have gone on.
      if (this.#candidate === candidate && screen.kind === 'sheet') {
        const taken = preview === null || preview.usedCount === null ? null : preview.usedCount > 0;
        this.#deps.screens.show({ kind: 'sheet', summary, taken });
      }
    } catch (thrown) {
      again(null, thrown);
    }
  }

  showConfirm(): void {
    const candidate = this.#requireCandidate();
    this.#deps.screens.show({ kind: 'confirm', summary: summarize(candidate), failed: false, issue: null });
  }

  showSheet(): void {
    const candidate = this.#requireCandidate();
    this.#deps.screens.show({ kind: 'sheet', summary: summarize(candidate), taken: null });
  }

  /** Typed again from the sheet, derived again, compared: only then is the account opened. */
  async confirm(credentials: Credentials): Promise<void> {
    const first = this.#requireCandidate();
    const again = (failed: boolean, issue: FieldIssue | null) =>
      this.#deps.screens.show({ kind: 'confirm', summary: summarize(first), failed, issue });
    if (!credentials.ok) return again(false, credentials);
    try {
      const second = await this.#derive(credentials.value, 'confirm');
      const same = second.accountId === first.accountId && sameFingerprint(second.fingerprint, first.fingerprint);
      discardCandidate(second);
      if (!same) return again(true, null);
      await this.#openNew(first.username ?? '', true);
    } catch (thrown) {
      if (thrown instanceof WalletError && thrown.code === 'approval.cancelled') return again(false, null);
      this.#deps.screens.show({ kind: 'failed', error: toWireError(thrown) });
    }
  }

  /** Opens an account of this device whose keys were unsealed elsewhere. Throws what opening throws. */
  async openKnown(candidate: Candidate, account: KnownAccount): Promise<void> {
    if (candidate.accountId !== account.accountId) {
      discardCandidate(candidate);
      throw new WalletError('vault.bad-format');
    }
    await this.#open(candidate, account, true);
  }

  /** Takes over keys made elsewhere (imported words) as the candidate. */
  hold(candidate: Candidate): void {
    this.#dropCandidate();
    this.#candidate = candidate;
  }

  cancelDerivation(): void {
    this.#derivation?.abort();
  }

  async #gate(secrets: AccountSecrets): Promise<number> {
    const { waitMs } = await this.#deps.main('unlock.gate', { username: secrets.username });
    if (waitMs > 0) {
      secrets.password.erase();
      secrets.passphrase.erase();
    }
    return waitMs;
  }

  async #derive(secrets: AccountSecrets, purpose: DerivationPurpose): Promise<Candidate> {
    const { screens, clock, engine, startArgon2 } = this.#deps;
    screens.show({ kind: 'deriving', purpose, startedAtMs: clock.now() });
    this.#derivation = new AbortController();
    try {
      return await deriveCandidate(secrets, startArgon2(this.#derivation.signal), engine);
    } finally {
      this.#derivation = null;
    }
  }

  async #openNew(label: string, remember: boolean): Promise<void> {
    const candidate = this.#requireCandidate();
    const known: KnownAccount = {
      accountId: candidate.accountId,
      kind: candidate.kind,
      label: label === '' ? (candidate.username ?? candidate.fingerprint.join(' ')) : label,
      username: candidate.username,
      fingerprint: [...candidate.fingerprint],
      createdAtMs: this.#deps.clock.now(),
      lastOpenedAtMs: null,
    };
    try {
      await this.#open(candidate, known, remember);
    } catch (thrown) {
      this.#deps.screens.show({ kind: 'failed', error: toWireError(thrown) });
    }
  }

  async #open(candidate: Candidate, known: KnownAccount, remember: boolean): Promise<void> {
    const { main, screens, session } = this.#deps;
    screens.show({ kind: 'opening' });
    if (this.#candidate !== candidate) this.#dropCandidate();
    this.#candidate = null;
    session.add({ known, candidate });
    try {
      await main('session.open', {
        account: known,
        publicKeys: wirePublicKeys(candidate),
        storageKey: storageKeyText(candidate.keys.vaultKey),
        remember,
      });
      this.draft.forget();
      screens.show({ kind: 'idle', account: known });
    } catch (thrown) {
      session.forget(known.accountId);
      throw thrown;
    }
  }

  #requireCandidate(): Candidate {
    if (this.#candidate === null) throw new WalletError('session.locked');
    return this.#candidate;
  }

  #dropCandidate(): void {
    if (this.#candidate !== null) discardCandidate(this.#candidate);
    this.#candidate = null;
  }
}

/** The one key that leaves the signer: it opens the local profile and signs nothing. Erased here once handed out. */
function storageKeyText(vaultKey: SecretBytes): string {
  const text = toHex(vaultKey.unsafeReveal());
  vaultKey.erase();
  return text;
}

function wirePublicKeys({ publicKeys }: Candidate) {
  return { ...publicKeys, watched: publicKeys.watched.map((one) => ({ ...one })) };
}
