import { WalletError } from '../../../wallet-core/errors/index.ts';
import { concatBytes, fromHex, toHex } from '../../../wallet-core/primitives/index.ts';
import type { MainPort } from './main-port.ts';

export const QUICK_UNLOCK = 'quick-unlock';
/** E-34: this many wrong PINs erase what they open. */
export const MAX_WRONG_PINS = 5;
const VERSION = 1;

export interface Kept {
  /** Tries since the last right one, the running one included. */
  readonly tries: number;
  /** Sealed with the PIN. */
  readonly wrapped: Uint8Array;
}

/**
 * What quick unlock keeps: sealed with the PIN, and around it, together with the count of tries, by the operating system.
 * Who can write the file and ask this system to open it can also put back an old copy: the PIN's own cost has to hold then.
 */
export class QuickStore {
  readonly #main: MainPort;

  constructor(main: MainPort) {
    this.#main = main;
  }

  /** E-34: never where the system keeps secrets as plain text, or cannot say how. */
  async isPossible(): Promise<boolean> {
    return (await this.#main('system-store.status', {})).available;
  }

  async isSet(accountId: string): Promise<boolean> {
    const { blob } = await this.#main('blob.read', { accountId, name: QUICK_UNLOCK });
    return blob !== null && blob !== '';
  }

  async read(accountId: string): Promise<Kept> {
    const { blob } = await this.#main('blob.read', { accountId, name: QUICK_UNLOCK });
    if (blob === null || blob === '') throw new WalletError('vault.bad-format', { what: 'quick-unlock' });
    const { content } = await this.#main('system-store.open', { sealed: blob });
    const bytes = fromHex(content);
    const tries = bytes[1];
    if (bytes[0] !== VERSION || tries === undefined)
      throw new WalletError('vault.bad-format', { what: 'quick-unlock' });
    return { tries, wrapped: bytes.slice(2) };
  }

  async write(accountId: string, { tries, wrapped }: Kept): Promise<void> {
    const content = toHex(concatBytes(Uint8Array.of(VERSION, tries), wrapped));
    const { sealed } = await this.#main('system-store.seal', { content });
    await this.#main('blob.write', { accountId, name: QUICK_UNLOCK, blob: sealed });
  }

  async erase(accountId: string): Promise<void> {
    await this.#main('blob.write', { accountId, name: QUICK_UNLOCK, blob: '' });
  }
}
