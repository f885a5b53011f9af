import { secp256k1 } from '@noble/curves/secp256k1.js';
import { toWireError } from '../../../wallet-core/errors/index.ts';
import type { RequestOf } from '../../../wallet-core/ipc/index.ts';
import { parseWif } from '../../../wallet-core/keyring/index.ts';
import { type NodeConfError, parseNodeConf } from '../../../wallet-core/nodes/index.ts';
import { accept, type Result, refuse, toHex } from '../../../wallet-core/primitives/index.ts';
import type { AccountDesk } from './account-desk.ts';
import type { MainPort } from './main-port.ts';
import type { ScreenStore } from './screen-store.ts';
import type { OpenAccount, Session } from './session.ts';

type Found = RequestOf<'node.adopt'>['nodes'];

export interface ImportNodesDeskDeps {
  readonly main: MainPort;
  readonly screens: ScreenStore;
  readonly session: Session;
  readonly accounts: AccountDesk;
}

/** The public half in the form its WIF names; the private one is erased at once. */
function publicKeyOf(text: string): Result<string> {
  const wif = parseWif(text);
  if (!wif.ok) return refuse('key');
  const { privateKey, compressed } = wif.value;
  const publicKey = toHex(secp256k1.getPublicKey(privateKey.unsafeReveal(), compressed));
  privateKey.erase();
  return accept(publicKey);
}

/** Takes nodes over from a pasted `fluxnode.conf` or `zelnode.conf`: its private keys are read here and go nowhere. */
export class ImportNodesDesk {
  readonly #deps: ImportNodesDeskDeps;
  #account: OpenAccount | null = null;
  #found: Found = [];

  constructor(deps: ImportNodesDeskDeps) {
    this.#deps = deps;
    deps.accounts.onLeave(() => this.#forget());
  }

  open(accountId: string): void {
    this.#forget();
    this.#account = this.#deps.session.find(accountId) ?? null;
    this.#present({});
  }

  /** Reads the file's text; the caller empties the field it came from. */
  read(text: string): void {
    const parsed = parseNodeConf(text, publicKeyOf);
    if (parsed === null) {
      this.#found = [];
      this.#present({ flaws: [{ line: 1, flaw: 'fields' }] });
      return;
    }
    this.#found = parsed.entries.map(({ alias, host, key, collateral }) => ({
      key: `${collateral.txid}:${collateral.vout}`,
      name: alias,
      host,
      publicKey: key,
    }));
    this.#present({ flaws: parsed.errors, isRead: true });
  }

  async adopt(): Promise<void> {
    const account = this.#account;
    const nodes = this.#found;
    if (account === null || nodes.length === 0) return;
    try {
      const added = await this.#deps.main('node.adopt', { accountId: account.known.accountId, nodes: [...nodes] });
      if (this.#account === account) this.#present({ added, isRead: true });
    } catch (thrown) {
      if (this.#account === account) this.#present({ error: toWireError(thrown), isRead: true });
    }
  }

  #forget(): void {
    this.#account = null;
    this.#found = [];
  }

  #present(change: {
    readonly isRead?: boolean;
    readonly flaws?: readonly NodeConfError[];
    readonly added?: { readonly added: number; readonly known: number };
    readonly error?: ReturnType<typeof toWireError>;
  }): void {
    const account = this.#account;
    if (account === null) return;
    this.#deps.screens.show({
      kind: 'import-nodes',
      account: account.known,
      found: change.isRead === true ? this.#found.map(({ key, name, host }) => ({ key, name, host })) : null,
      flaws: change.flaws ?? [],
      added: change.added ?? null,
      error: change.error ?? null,
    });
  }
}
