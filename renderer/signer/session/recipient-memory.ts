import type { Random } from '../../../wallet-core/ports/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { KeptNote } from './kept-note.ts';
import type { MainPort } from './main-port.ts';
import { sealed } from './note-envelopes.ts';
import type { OpenAccount } from './session.ts';

/** 1,200 addresses of up to 64 characters stay below the size of a sealed blob. */
const MAX_REMEMBERED = 1_200;

const content = z.strictObject({ version: z.literal(1), paid: z.array(z.string().max(128)).max(5_000) });

/**
 * Which addresses this account has paid before (T-02, T-04): sealed with a key that never leaves the signer, so the
 * backend that keeps it can neither read nor forge it. A missing or broken blob reads as "paid nobody yet": then every
 * payment is announced as a first one.
 */
export class RecipientMemory {
  readonly #note: KeptNote<readonly string[]>;

  constructor(main: MainPort, random: Random) {
    this.#note = new KeptNote<readonly string[]>(main, {
      name: 'recipients',
      envelope: sealed(random),
      nothing: [],
      format: (paid) => JSON.stringify({ version: 1, paid }),
      parse: (text) => content.parse(JSON.parse(text)).paid,
    });
  }

  /** Addresses paid before, oldest first. Not knowing is the careful answer: it never throws. */
  read(account: OpenAccount): Promise<readonly string[]> {
    return this.#note.read(account);
  }

  /**
   * Adds what is about to be paid; the oldest are forgotten beyond 1,200. Throws what reading and writing throw: a list
   * that cannot be read just now is not overwritten by a shorter one.
   */
  async remember(account: OpenAccount, addresses: readonly string[]): Promise<void> {
    const added = new Set(addresses);
    const before = (await this.#note.load(account)).filter((address) => !added.has(address));
    await this.#note.write(account, [...before, ...added].slice(-MAX_REMEMBERED));
  }
}
