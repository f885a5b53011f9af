import { parseSecretText } from '../../../wallet-core/credentials/index.ts';
import { isWalletError, toWireError, WalletError } from '../../../wallet-core/errors/index.ts';
import type { KnownAccount } from '../../../wallet-core/ipc/index.ts';
import type { Random } from '../../../wallet-core/ports/index.ts';
import { fromHex, type SecretBytes, toHex } from '../../../wallet-core/primitives/index.ts';
import { parseMnemonic, unknownWordPositions } from '../../../wallet-core/seed/index.ts';
import { openWithSecret, sealWithSecret } from '../../../wallet-core/vault/index.ts';
import type { AccountDesk, AccountDeskDeps } from './account-desk.ts';
import type { Candidate } from './candidate.ts';
import {
  candidateOfImported,
  makeImportedSecrets,
  parseImportedSecrets,
  serializeImportedSecrets,
} from './imported-keys.ts';
import type { FieldIssue } from './screen.ts';
import { parseWatched, type Watched } from './watched.ts';

export interface ImportDeskDeps extends AccountDeskDeps {
  readonly random: Random;
  readonly accounts: AccountDesk;
}

const BLOB = 'sealed-seed';
const MIN_DEVICE_PASSWORD = 12;

type Waiting =
  | { readonly kind: 'imported'; readonly candidate: Candidate; readonly sealed: string }
  | { readonly kind: 'watch'; readonly watched: Watched; readonly label: string };

/** Accounts that do not come from a name and password: imported words, watched addresses. */
export class ImportDesk {
  readonly #deps: ImportDeskDeps;
  /** Shown in the preview, not stored yet. */
  #waiting: Waiting | null = null;
  #derivation: AbortController | null = null;

  constructor(deps: ImportDeskDeps) {
    this.#deps = deps;
  }

  showImport(issue: FieldIssue | null = null, error: unknown = null): void {
    this.#deps.screens.show({ kind: 'import', issue, error: error === null ? null : toWireError(error) });
  }

  showWatch(issue: FieldIssue | null = null): void {
    this.#deps.screens.show({ kind: 'watch', issue, error: null });
  }

  /** Checks the words, seals them under the device password, previews the account. The inputs are emptied when taken. */
  async importWords(
    wordsInput: HTMLTextAreaElement,
    passphraseInput: HTMLInputElement | null,
    devicePasswordInput: HTMLInputElement,
  ): Promise<void> {
    const words = parseMnemonic(wordsInput.value);
    if (!words.ok) {
      const position = (unknownWordPositions(wordsInput.value)[0] ?? 0) + 1;
      return this.showImport({ field: 'words', reason: words.reason, position });
    }
    if ([...devicePasswordInput.value].length < MIN_DEVICE_PASSWORD) {
      return this.showImport({ field: 'devicePassword', reason: 'too-short' });
    }
    const secret = parseSecretText(devicePasswordInput.value);
    if (!secret.ok) return this.showImport({ field: 'devicePassword', reason: secret.reason });
    const bip39Passphrase = passphraseInput?.value ?? '';
    if (!bip39Passphrase.isWellFormed()) return this.showImport({ field: 'wordsPassphrase', reason: 'surrogate' });
    wordsInput.value = '';
    devicePasswordInput.value = '';
    if (passphraseInput !== null) passphraseInput.value = '';
    try {
      const { random, engine, accounts } = this.#deps;
      const secrets = makeImportedSecrets(words.value, bip39Passphrase, random);
      const content = serializeImportedSecrets(secrets);
      const candidate = candidateOfImported(secrets, engine);
      const sealed = await this.#seal(candidate.accountId, secret.value, content);
      accounts.hold(candidate);
      this.#waiting = { kind: 'imported', candidate, sealed };
      await accounts.showPreview();
    } catch (thrown) {
      this.showImport(null, isWalletError(thrown) && thrown.code === 'approval.cancelled' ? null : thrown);
    }
  }

  /** A FLUX address or account xpub to look at; shows what it holds before it is added. */
  async watch(text: string, label: string): Promise<void> {
    const watched = parseWatched(text);
    if (!watched.ok) return this.showWatch({ field: 'address', reason: watched.reason });
    if (label === '') return this.showWatch({ field: 'label', reason: 'empty' });
    this.#waiting = { kind: 'watch', watched: watched.value, label };
    const { accountId, firstAddress, publicKeys } = watched.value;
    const summary = { accountId, firstAddress, kind: 'watch' as const, username: label, fingerprint: null };
    const { screens, main } = this.#deps;
    screens.show({ kind: 'preview', summary, preview: null, error: null });
    try {
      const preview = await main('account.preview', { publicKeys });
      screens.show({ kind: 'preview', summary, preview, error: null });
    } catch (thrown) {
      screens.show({ kind: 'preview', summary, preview: null, error: toWireError(thrown) });
    }
  }

  /** The person has seen the preview and adds it to this device. */
  async addPreviewed(label: string): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = null;
    try {
      if (waiting === null) throw new WalletError('session.locked');
      if (waiting.kind === 'watch') {
        await this.#openWatched(waiting.watched, this.#newAccount(waiting.watched.accountId, label || waiting.label));
        return;
      }
      const { accountId } = waiting.candidate;
      await this.#deps.main('blob.write', { accountId, name: BLOB, blob: waiting.sealed });
      await this.#deps.accounts.addPreviewed(label, true);
    } catch (thrown) {
      this.#deps.screens.show({ kind: 'failed', error: toWireError(thrown) });
    }
  }

  /** Opens an imported account with the password of this device. */
  async unlock(account: KnownAccount, devicePasswordInput: HTMLInputElement): Promise<void> {
    const again = (issue: FieldIssue | null, error: unknown) =>
      this.#deps.screens.show({
        kind: 'unlock',
        account,
        issue,
        error: error === null ? null : toWireError(error),
        waitUntilMs: 0,
      });
    const secret = parseSecretText(devicePasswordInput.value);
    if (!secret.ok) return again({ field: 'devicePassword', reason: secret.reason }, null);
    devicePasswordInput.value = '';
    try {
      const { blob } = await this.#deps.main('blob.read', { accountId: account.accountId, name: BLOB });
      if (blob === null) throw new WalletError('vault.bad-format');
      const content = await this.#withArgon2('unlock', (argon2) =>
        openWithSecret(
          { secret: secret.value, purpose: 'device-password' },
          { accountId: account.accountId, name: BLOB },
          fromHex(blob),
          argon2,
        ),
      );
      const candidate = candidateOfImported(parseImportedSecrets(content), this.#deps.engine);
      await this.#deps.accounts.openKnown(candidate, account);
    } catch (thrown) {
      again(
        null,
        isWalletError(thrown) && thrown.code === 'vault.wrong-key'
          ? new WalletError('account.wrong-credentials')
          : thrown,
      );
    }
  }

  /** Opens a watch-only account of this device: nothing to unlock, nothing to sign with. */
  async openWatched(account: KnownAccount): Promise<void> {
    try {
      const { blob } = await this.#deps.main('blob.read', { accountId: account.accountId, name: 'policy' });
      const watched = blob === null ? undefined : parseWatched(new TextDecoder().decode(fromHex(blob)));
      if (watched === undefined || !watched.ok) throw new WalletError('vault.bad-format');
      await this.#openWatched(watched.value, account);
    } catch (thrown) {
      this.#deps.screens.show({ kind: 'failed', error: toWireError(thrown) });
    }
  }

  cancelDerivation(): void {
    this.#derivation?.abort();
  }

  async #openWatched(watched: Watched, account: KnownAccount): Promise<void> {
    const { screens, main } = this.#deps;
    screens.show({ kind: 'opening' });
    const text = watched.publicKeys.flux ?? watched.firstAddress;
    const blob = toHex(new TextEncoder().encode(text));
    await main('blob.write', { accountId: account.accountId, name: 'policy', blob });
    await main('session.open', { account, publicKeys: watched.publicKeys, storageKey: null, remember: true });
    screens.show({ kind: 'idle', account });
  }

  #newAccount(accountId: string, label: string): KnownAccount {
    return {
      accountId,
      kind: 'watch',
      label,
      username: null,
      fingerprint: null,
      createdAtMs: this.#deps.clock.now(),
      lastOpenedAtMs: null,
    };
  }

  async #seal(accountId: string, secret: SecretBytes, content: Uint8Array): Promise<string> {
    const { random } = this.#deps;
    const sealed = await this.#withArgon2('import', (argon2) =>
      sealWithSecret({ secret, purpose: 'device-password' }, { accountId, name: BLOB }, content, { random, argon2 }),
    );
    content.fill(0);
    return toHex(sealed);
  }

  async #withArgon2<T>(
    purpose: 'unlock' | 'import',
    use: (argon2: ReturnType<AccountDeskDeps['startArgon2']>) => Promise<T>,
  ): Promise<T> {
    const { screens, clock, startArgon2 } = this.#deps;
    this.#derivation = new AbortController();
    screens.show({ kind: 'deriving', purpose, startedAtMs: clock.now() });
    try {
      return await use(startArgon2(this.#derivation.signal));
    } finally {
      this.#derivation = null;
    }
  }
}
