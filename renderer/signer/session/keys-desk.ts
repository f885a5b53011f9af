import { toWireError, type WireError } from '../../../wallet-core/errors/index.ts';
import {
  type ImportedKey,
  type ImportedKeyUse,
  maxImportedKeys,
  parseImportedKey,
} from '../../../wallet-core/keyring/index.ts';
import type { Random } from '../../../wallet-core/ports/index.ts';
import type { AccountDesk } from './account-desk.ts';
import { summarizeKey } from './key-summary.ts';
import type { MainPort } from './main-port.ts';
import type { FieldIssue } from './screen.ts';
import type { ScreenStore } from './screen-store.ts';
import type { OpenAccount, Session } from './session.ts';
import { adoptKeys, eraseKeys, readKeys, writeKeys } from './single-keys.ts';

export interface KeysDeskDeps {
  readonly main: MainPort;
  readonly screens: ScreenStore;
  readonly session: Session;
  readonly random: Random;
  readonly accounts: AccountDesk;
}

interface Held {
  readonly account: OpenAccount;
  readonly key: ImportedKey;
}

/**
 * Single private keys beside the account's own: typed in, looked at, sealed with the account's seal key, taken out again.
 * A FLUX key's coins join the account; a Flux ID key signs logins in the place of the account's own.
 */
export class KeysDesk {
  readonly #deps: KeysDeskDeps;
  /** Read from the field and not stored yet. */
  #held: Held | null = null;
  #isBusy = false;

  constructor(deps: KeysDeskDeps) {
    this.#deps = deps;
    deps.accounts.onLeave(() => this.#drop());
  }

  /** The keys of an open account. */
  async show(accountId: string): Promise<void> {
    const account = this.#deps.session.require(accountId);
    this.#drop();
    try {
      const list = await readKeys(this.#deps.main, account.candidate);
      const keys = list.map(summarizeKey);
      eraseKeys(list);
      this.#deps.screens.show({ kind: 'keys', account: account.known, keys, error: null });
    } catch (thrown) {
      this.#deps.screens.show({ kind: 'keys', account: account.known, keys: [], error: toWireError(thrown) });
    }
  }

  showAdd(
    accountId: string,
    use: ImportedKeyUse = 'flux',
    issue: FieldIssue | null = null,
    error: WireError | null = null,
  ): void {
    const { known } = this.#deps.session.require(accountId);
    this.#drop();
    this.#deps.screens.show({ kind: 'key-add', account: known, use, issue, error });
  }

  /** Reads the key and shows what it leads to. The field is emptied when it is taken. */
  async judge(accountId: string, use: ImportedKeyUse, input: HTMLInputElement): Promise<void> {
    const account = this.#deps.session.require(accountId);
    const parsed = parseImportedKey(input.value, use);
    if (!parsed.ok) return this.showAdd(accountId, use, { field: 'key', reason: parsed.reason });
    const key = parsed.value;
    try {
      const reason = await this.#findObstacle(account, key);
      if (reason !== null) {
        key.privateKey.erase();
        return this.showAdd(accountId, use, { field: 'key', reason });
      }
    } catch (thrown) {
      key.privateKey.erase();
      return this.showAdd(accountId, use, null, toWireError(thrown));
    }
    input.value = '';
    this.#drop();
    this.#held = { account, key };
    const { keyring } = account.candidate.keys;
    const replaces = use === 'flux-id' ? keyring.accountPublicKeys().fluxId : null;
    this.#deps.screens.show({ kind: 'key-preview', account: account.known, key: summarizeKey(key), replaces });
  }

  /** The person has seen it: sealed, and at work at once. */
  async add(): Promise<void> {
    const held = this.#held;
    if (held === null || this.#isBusy) return;
    await this.#change(held.account, held.key.use, (list) => [...list, held.key]);
  }

  /** Takes a key out of this device. */
  async remove(accountId: string, id: number): Promise<void> {
    const account = this.#deps.session.require(accountId);
    const screen = this.#deps.screens.read();
    const use = screen.kind === 'keys' ? screen.keys.find((key) => key.id === id)?.use : undefined;
    if (use === undefined || this.#isBusy) return;
    await this.#change(account, use, (list) => list.filter((key) => key.id !== id || key.use !== use));
  }

  /** Why a sound key is not taken: it is there already, another Flux ID is, or there are too many. */
  async #findObstacle(
    { candidate }: OpenAccount,
    { id, use }: ImportedKey,
  ): Promise<'exists' | 'second-flux-id' | 'full' | null> {
    const list = await readKeys(this.#deps.main, candidate);
    const isKnown = list.some((one) => one.id === id && one.use === use);
    const isSecondFluxId = use === 'flux-id' && list.some((one) => one.use === 'flux-id');
    eraseKeys(list);
    if (isKnown) return 'exists';
    if (isSecondFluxId) return 'second-flux-id';
    return list.length >= maxImportedKeys ? 'full' : null;
  }

  /** Read anew and written whole: what is there and cannot be read is never written over. */
  async #change(
    account: OpenAccount,
    use: ImportedKeyUse,
    change: (list: readonly ImportedKey[]) => readonly ImportedKey[],
  ): Promise<void> {
    const { main, random, accounts, screens } = this.#deps;
    this.#isBusy = true;
    screens.show({ kind: 'opening' });
    try {
      const before = await readKeys(main, account.candidate);
      const after = change(before);
      await writeKeys(main, random, account.candidate, after);
      adoptKeys(account.candidate, after);
      eraseKeys(before);
      this.#drop();
      // Its addresses are watched from the start: the account opens again with them.
      if (use === 'flux' || use === 'flux-id') await accounts.opener.reopen(account.known);
      else await this.show(account.known.accountId);
    } catch (thrown) {
      this.#drop();
      screens.show({ kind: 'failed', error: toWireError(thrown) });
    } finally {
      this.#isBusy = false;
    }
  }

  #drop(): void {
    this.#held?.key.privateKey.erase();
    this.#held = null;
  }
}
