import { parseSecretText } from '../../../wallet-core/credentials/index.ts';
import { parsePin } from '../../../wallet-core/d2fa/pin.ts';
import { isWalletError, toWireError } from '../../../wallet-core/errors/index.ts';
import type { KnownAccount } from '../../../wallet-core/ipc/index.ts';
import type { Argon2 } from '../../../wallet-core/ports/index.ts';
import type { SecretBytes } from '../../../wallet-core/primitives/index.ts';
import { openWithSecret, sealWithSecret } from '../../../wallet-core/vault/index.ts';
import type { AccountDesk, AccountDeskDeps } from './account-desk.ts';
import { candidateOfKeptKeys, serializeKeptKeys } from './kept-keys.ts';
import { eraseProof, type Proof } from './proof.ts';
import type { ProofDesk } from './proof-desk.ts';
import { MAX_WRONG_PINS, QUICK_UNLOCK, QuickStore } from './quick-store.ts';
import type { FieldIssue } from './screen.ts';
import type { OpenAccount } from './session.ts';

export interface QuickDeskDeps extends AccountDeskDeps {
  readonly accounts: AccountDesk;
  readonly proofs: ProofDesk;
}

/** Quick unlock (E-34): a PIN, this computer's own store for secrets, and five tries. Off until somebody wants it. */
export class QuickDesk {
  readonly #deps: QuickDeskDeps;
  readonly #store: QuickStore;
  #proven: { readonly account: OpenAccount; readonly proof: Proof } | null = null;
  #derivation: AbortController | null = null;

  constructor(deps: QuickDeskDeps) {
    this.#deps = deps;
    this.#store = new QuickStore(deps.main);
    deps.accounts.onLeave(() => this.#forget());
    deps.accounts.onUnlockShown((account) => void this.#offer(account));
  }

  /** From the settings: what it is, and whether it is on. */
  async show(accountId: string, thrown: unknown = null): Promise<void> {
    const { screens, session } = this.#deps;
    const account = session.require(accountId).known;
    try {
      const [isPossible, isOn] = await Promise.all([this.#store.isPossible(), this.#store.isSet(accountId)]);
      const error = thrown === null ? null : toWireError(thrown);
      screens.show({ kind: 'quick-unlock', account, isPossible, isOn, error });
    } catch (failure) {
      screens.show({ kind: 'failed', error: toWireError(failure) });
    }
  }

  /** Asks for the password, then for the PIN. */
  turnOn(accountId: string): void {
    const account = this.#deps.session.require(accountId);
    this.#deps.proofs.ask({
      purpose: 'quick-unlock',
      account,
      onProven: (proof) => {
        this.#forget();
        this.#proven = { account, proof };
        this.#askPin(null);
      },
    });
  }

  async turnOff(accountId: string): Promise<void> {
    try {
      await this.#store.erase(accountId);
      await this.show(accountId);
    } catch (thrown) {
      await this.show(accountId, thrown);
    }
  }

  /** The new PIN, typed twice. Fields are emptied when it is taken. */
  async setPin(input: HTMLInputElement, again: HTMLInputElement): Promise<void> {
    const proven = this.#proven;
    if (proven === null) return;
    const pin = parsePin(input.value);
    if (!pin.ok) return this.#askPin({ field: 'pin', reason: pin.reason });
    if (again.value !== input.value) return this.#askPin({ field: 'pinAgain', reason: 'mismatch' });
    input.value = '';
    again.value = '';
    const { account, proof } = proven;
    const { accountId } = account.known;
    try {
      // E-34: asked again here, for a screen may stand for long.
      if (!(await this.#store.isPossible())) return await this.show(accountId);
      const secret = parseSecretText(pin.value);
      if (!secret.ok) return this.#askPin({ field: 'pin', reason: 'character' });
      const content = serializeKeptKeys(account.candidate, proof.seed);
      this.#proven = null;
      const wrapped = await this.#withArgon2(async (argon2) => {
        const place = { accountId, name: QUICK_UNLOCK };
        const ports = { random: this.#deps.random, argon2 };
        return sealWithSecret({ secret: secret.value, purpose: 'pin' }, place, content, ports);
      }).finally(() => content.fill(0));
      await this.#store.write(accountId, { tries: 0, wrapped });
      await this.show(accountId);
    } catch (thrown) {
      await this.show(accountId, thrown);
    } finally {
      eraseProof(proof);
    }
  }

  /** Opens the account with its PIN. The try is counted before it is made; the fifth wrong one erases what is kept. */
  async unlock(account: KnownAccount, input: HTMLInputElement): Promise<void> {
    const { accounts, engine } = this.#deps;
    const again = (issue: FieldIssue | null, thrown: unknown) => accounts.showUnlockAgain(account, issue, thrown);
    if (input.value === '') return again({ field: 'pin', reason: 'empty' }, null);
    const secret = parseSecretText(input.value);
    input.value = '';
    if (!secret.ok) return again({ field: 'pin', reason: 'character' }, null);
    try {
      const content = await this.#withArgon2((argon2) => this.#try(account.accountId, secret.value, argon2));
      if (typeof content === 'number') return again({ field: 'pin', reason: 'wrong', left: content }, null);
      await accounts.openKnown(candidateOfKeptKeys(content, engine), account);
    } catch (thrown) {
      again(null, thrown);
    } finally {
      secret.value.erase();
    }
  }

  cancelDerivation(): void {
    this.#derivation?.abort();
  }

  /** What the PIN opens, or how many tries are left. */
  async #try(accountId: string, secret: SecretBytes, argon2: Argon2): Promise<Uint8Array | number> {
    const { tries: before, wrapped } = await this.#store.read(accountId);
    if (before >= MAX_WRONG_PINS) {
      await this.#store.erase(accountId);
      return 0;
    }
    const tries = before + 1;
    await this.#store.write(accountId, { tries, wrapped });
    try {
      const place = { accountId, name: QUICK_UNLOCK };
      const content = await openWithSecret({ secret, purpose: 'pin' }, place, wrapped, argon2);
      await this.#store.write(accountId, { tries: 0, wrapped });
      return content;
    } catch (thrown) {
      if (!isWalletError(thrown) || thrown.code !== 'vault.wrong-key') throw thrown;
      if (tries >= MAX_WRONG_PINS) await this.#store.erase(accountId);
      return MAX_WRONG_PINS - tries;
    }
  }

  /** The unlock screen is up: does this account have a PIN here? */
  async #offer(account: KnownAccount): Promise<void> {
    if (account.kind === 'watch') return;
    const hasPin = await this.#store.isSet(account.accountId).catch(() => false);
    const screen = this.#deps.screens.read();
    if (screen.kind !== 'unlock' || screen.account.accountId !== account.accountId || screen.hasPin === hasPin) return;
    this.#deps.screens.show({ ...screen, hasPin });
  }

  async #withArgon2<T>(use: (argon2: Argon2) => Promise<T>): Promise<T> {
    const { screens, clock, startArgon2 } = this.#deps;
    const derivation = new AbortController();
    this.#derivation = derivation;
    screens.show({ kind: 'deriving', purpose: 'pin', from: 'pin', startedAtMs: clock.now() });
    try {
      return await use(startArgon2(derivation.signal));
    } finally {
      this.#derivation = null;
    }
  }

  #askPin(issue: FieldIssue | null): void {
    if (this.#proven === null) return;
    this.#deps.screens.show({ kind: 'quick-pin', account: this.#proven.account.known, issue });
  }

  #forget(): void {
    if (this.#proven !== null) eraseProof(this.#proven.proof);
    this.#proven = null;
  }
}
