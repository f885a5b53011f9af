import { parseSecretText } from '../../../wallet-core/credentials/index.ts';
import { toWireError, WalletError } from '../../../wallet-core/errors/index.ts';
import type { KnownAccount } from '../../../wallet-core/ipc/index.ts';
import type { Argon2, Random } from '../../../wallet-core/ports/index.ts';
import { fromHex, parseUtf8, type SecretBytes, toHex, utf8 } from '../../../wallet-core/primitives/index.ts';
import { parseMnemonic } from '../../../wallet-core/seed/index.ts';
import { sealWithSecret } from '../../../wallet-core/vault/index.ts';
import type { AccountDesk, AccountDeskDeps } from './account-desk.ts';
import { toAccountLabel } from './account-label.ts';
import { loadAssessor } from './assess-password.ts';
import { type Candidate, discardCandidate } from './candidate.ts';
import {
  candidateOfImported,
  makeImportedSecrets,
  parseImportedSecrets,
  serializeImportedSecrets,
} from './imported-keys.ts';
import { ownPreview } from './own-preview.ts';
import type { AccountSummary, FieldIssue } from './screen.ts';
import { SEALED_SEED, unsealSeed } from './sealed-seed.ts';
import { parseWatched, type Watched } from './watched.ts';
import { wordsIssue } from './words-issue.ts';

export interface ImportDeskDeps extends AccountDeskDeps {
  readonly random: Random;
  readonly accounts: AccountDesk;
}

const WATCHED = 'watched';

type Waiting =
  | { readonly kind: 'imported'; readonly candidate: Candidate; readonly sealed: string }
  | { readonly kind: 'watch'; readonly watched: Watched; readonly label: string };

/** Accounts that do not come from a name and password: imported words, watched addresses. */
export class ImportDesk {
  readonly #deps: ImportDeskDeps;
  /** Shown in the preview, not stored yet. */
  #waiting: Waiting | null = null;
  #isImporting = false;
  #derivation: AbortController | null = null;

  constructor(deps: ImportDeskDeps) {
    this.#deps = deps;
  }

  showImport(issue: FieldIssue | null = null, error: unknown = null): void {
    this.#deps.screens.show({ kind: 'import', issue, error: error === null ? null : toWireError(error) });
  }

  showWatch(issue: FieldIssue | null = null, error: unknown = null): void {
    this.#deps.screens.show({ kind: 'watch', issue, error: error === null ? null : toWireError(error) });
  }

  /** Checks the words, seals them under the device password, previews the account. The inputs are emptied when taken. */
  async importWords(
    wordsInput: HTMLTextAreaElement,
    passphraseInput: HTMLInputElement | null,
    devicePasswordInput: HTMLInputElement,
  ): Promise<void> {
    if (this.#isImporting) return;
    this.#isImporting = true;
    try {
      // The only pause before the inputs are read; from there on they are judged and taken in one piece.
      const assess = await loadAssessor();
      if (this.#deps.screens.read().kind !== 'import') return;
      const words = parseMnemonic(wordsInput.value);
      if (!words.ok) {
        return this.showImport(wordsIssue(wordsInput.value, words.reason));
      }
      const password = devicePasswordInput.value;
      const secret = parseSecretText(password);
      if (!secret.ok) return this.showImport({ field: 'devicePassword', reason: secret.reason });
      // A7: the sealed words of a stolen computer must cost a guesser as much as an account does.
      const strength = assess({ username: null, password, passwordOrigin: 'chosen', passphrase: 'none' });
      if (strength.verdict === 'refused') {
        secret.value.erase();
        const isShort = strength.reasons.includes('too-short');
        const reason = isShort ? 'too-short' : (strength.reasons[0] ?? 'few-guesses');
        return this.showImport({ field: 'devicePassword', reason });
      }
      const bip39Passphrase = passphraseInput?.value ?? '';
      if (!bip39Passphrase.isWellFormed()) {
        secret.value.erase();
        return this.showImport({ field: 'wordsPassphrase', reason: 'surrogate' });
      }
      const secrets = makeImportedSecrets(words.value, bip39Passphrase, this.#deps.random);
      const content = serializeImportedSecrets(secrets);
      const candidate = candidateOfImported(secrets, this.#deps.engine);
      wordsInput.value = '';
      devicePasswordInput.value = '';
      if (passphraseInput !== null) passphraseInput.value = '';
      await this.#sealAndPreview(candidate, secret.value, content);
    } catch (thrown) {
      this.showImport(null, thrown);
    } finally {
      this.#isImporting = false;
    }
  }

  /** A FLUX address or account xpub to look at; shows what it holds before it is added. */
  async watch(text: string, labelText: string): Promise<void> {
    const parsed = parseWatched(text);
    if (!parsed.ok) return this.showWatch({ field: 'address', reason: parsed.reason });
    const label = toAccountLabel(labelText);
    if (label === '') return this.showWatch({ field: 'label', reason: 'empty' });
    const watched = parsed.value;
    const { accountId, firstAddress, publicKeys } = watched;
    if (this.#deps.accounts.knows(accountId)) return this.showWatch(null, new WalletError('account.exists'));
    this.#waiting = { kind: 'watch', watched, label };
    const summary: AccountSummary = { accountId, firstAddress, kind: 'watch', username: label, fingerprint: null };
    const { screens, main } = this.#deps;
    screens.show({ kind: 'preview', summary, preview: null, error: null });
    const isShown = () => {
      const screen = screens.read();
      return screen.kind === 'preview' && screen.summary === summary;
    };
    try {
      const claimed = await main('account.preview', { publicKeys });
      if (isShown())
        screens.show({ kind: 'preview', summary, preview: ownPreview(claimed, watched.addressAt), error: null });
    } catch (thrown) {
      if (isShown()) screens.show({ kind: 'preview', summary, preview: null, error: toWireError(thrown) });
    }
  }

  /** The person has seen the preview and adds it to this device. */
  async addPreviewed(label: string): Promise<void> {
    const { screens, main, accounts } = this.#deps;
    const waiting = this.#waiting;
    this.#waiting = null;
    screens.show({ kind: 'opening' });
    try {
      if (waiting === null) throw new WalletError('session.locked');
      if (waiting.kind === 'watch') {
        await this.#addWatched(waiting.watched, toAccountLabel(label) || waiting.label);
        return;
      }
      const { accountId } = waiting.candidate;
      // What an import that was cut short has left: rows under a storage key that nobody has any more.
      await main('account.forget', { accountId });
      await main('blob.write', { accountId, name: SEALED_SEED, blob: waiting.sealed });
      await accounts.addPreviewed(label);
    } catch (thrown) {
      screens.show({ kind: 'failed', error: toWireError(thrown) });
    }
  }

  /** Opens an imported account with the password of this device. */
  async unlock(account: KnownAccount, devicePasswordInput: HTMLInputElement): Promise<void> {
    const { main, engine, accounts } = this.#deps;
    const again = (issue: FieldIssue | null, thrown: unknown) => accounts.showUnlockAgain(account, issue, thrown);
    if (devicePasswordInput.value === '') return again({ field: 'devicePassword', reason: 'empty' }, null);
    const secret = parseSecretText(devicePasswordInput.value);
    if (!secret.ok) return again({ field: 'devicePassword', reason: secret.reason }, null);
    devicePasswordInput.value = '';
    try {
      const content = await this.#withArgon2('unseal', (argon2) =>
        unsealSeed(main, account.accountId, secret.value, argon2),
      );
      const candidate = candidateOfImported(parseImportedSecrets(content), engine);
      await accounts.openKnown(candidate, account);
    } catch (thrown) {
      again(null, thrown);
    } finally {
      secret.value.erase();
    }
  }

  /** Opens a watch-only account of this device: nothing to unlock, nothing to sign with. */
  async openWatched(account: KnownAccount): Promise<void> {
    const { screens, main, accounts } = this.#deps;
    screens.show({ kind: 'opening' });
    try {
      const { blob } = await main('blob.read', { accountId: account.accountId, name: WATCHED });
      const watched = blob === null ? undefined : parseWatched(parseUtf8(fromHex(blob)) ?? '');
      // The id is a hash of what is watched: a backend cannot slip in another address.
      if (watched?.ok !== true || watched.value.accountId !== account.accountId)
        throw new WalletError('vault.bad-format');
      await accounts.opener.openWatched(watched.value, account);
    } catch (thrown) {
      screens.show({ kind: 'failed', error: toWireError(thrown) });
    }
  }

  cancelDerivation(): void {
    this.#derivation?.abort();
  }

  /** Consumes everything it is given. */
  async #sealAndPreview(candidate: Candidate, secret: SecretBytes, content: Uint8Array): Promise<void> {
    const { random, accounts } = this.#deps;
    const { accountId } = candidate;
    try {
      // Sealing anew would lock the rows of the account that is there: their key stands in its own sealed words.
      if (accounts.knows(accountId)) throw new WalletError('account.exists');
      const sealed = await this.#withArgon2('import', (argon2) =>
        sealWithSecret({ secret, purpose: 'device-password' }, { accountId, name: SEALED_SEED }, content, {
          random,
          argon2,
        }),
      );
      this.#waiting = { kind: 'imported', candidate, sealed: toHex(sealed) };
    } catch (thrown) {
      discardCandidate(candidate);
      throw thrown;
    } finally {
      secret.erase();
      content.fill(0);
    }
    accounts.hold(candidate);
    await accounts.showPreview();
  }

  async #addWatched(watched: Watched, label: string): Promise<void> {
    const { main, clock, accounts } = this.#deps;
    const { accountId } = watched;
    await main('blob.write', { accountId, name: WATCHED, blob: toHex(utf8(watched.text)) });
    await accounts.opener.openWatched(watched, {
      accountId,
      kind: 'watch',
      label,
      username: null,
      fingerprint: null,
      createdAtMs: clock.now(),
      lastOpenedAtMs: null,
    });
  }

  async #withArgon2<T>(purpose: 'unseal' | 'import', use: (argon2: Argon2) => Promise<T>): Promise<T> {
    const { screens, clock, startArgon2 } = this.#deps;
    const derivation = new AbortController();
    this.#derivation = derivation;
    screens.show({ kind: 'deriving', purpose, from: 'device-password', startedAtMs: clock.now() });
    try {
      return await use(startArgon2(derivation.signal));
    } finally {
      this.#derivation = null;
    }
  }
}
