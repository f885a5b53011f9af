import { isWalletError } from '../../../wallet-core/errors/index.ts';
import type { RequestOf } from '../../../wallet-core/ipc/index.ts';
import { fromHex, parseUtf8, toHex } from '../../../wallet-core/primitives/index.ts';
import type { MainPort } from './main-port.ts';
import type { OpenAccount } from './session.ts';

type NoteName = RequestOf<'blob.read'>['name'];

/** How a note is made safe against whoever keeps it: sealed, or readable and authenticated. */
export interface NoteEnvelope {
  close(account: OpenAccount, name: NoteName, text: string): Uint8Array;
  /** Throws `vault.*` for what was not closed by this account under this name. */
  open(account: OpenAccount, name: NoteName, blob: Uint8Array): Uint8Array;
}

export interface NoteForm<T> {
  readonly name: NoteName;
  readonly envelope: NoteEnvelope;
  /** What counts when nothing is kept, or what is kept is broken: the careful answer. */
  readonly nothing: T;
  format(value: T): string;
  /** Throws `vault.newer-version` for what a later version wrote, anything else for what is broken. */
  parse(text: string): T;
}

/**
 * Something this window knows of an account and the backend keeps for it, without being able to make it up. What is
 * missing, broken or withheld counts as nothing known; what a later version wrote is left alone.
 */
export class KeptNote<T> {
  readonly #main: MainPort;
  readonly #form: NoteForm<T>;

  constructor(main: MainPort, form: NoteForm<T>) {
    this.#main = main;
    this.#form = form;
  }

  /** Not knowing is the careful answer: it never throws. */
  async read(account: OpenAccount): Promise<T> {
    return this.load(account).catch(() => this.#form.nothing);
  }

  /** For what is about to be written anew. Throws what asking throws, and `vault.newer-version`. */
  async load(account: OpenAccount): Promise<T> {
    const { name, envelope, nothing, parse } = this.#form;
    const { blob } = await this.#main('blob.read', { accountId: account.known.accountId, name });
    if (blob === null) return nothing;
    try {
      return parse(parseUtf8(envelope.open(account, name, fromHex(blob))) ?? '');
    } catch (thrown) {
      // Broken beyond repair begins anew.
      if (isWalletError(thrown) && thrown.code === 'vault.newer-version') throw thrown;
      return nothing;
    }
  }

  /** Throws what writing throws. */
  async write(account: OpenAccount, value: T): Promise<void> {
    const { name, envelope, format } = this.#form;
    const blob = toHex(envelope.close(account, name, format(value)));
    await this.#main('blob.write', { accountId: account.known.accountId, name, blob });
  }
}
