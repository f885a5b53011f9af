import { isWalletError } from '../../../wallet-core/errors/index.ts';
import type { Random } from '../../../wallet-core/ports/index.ts';
import { fromHex, parseUtf8, toHex, utf8 } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { openBlob, sealBlob } from '../../../wallet-core/vault/index.ts';
import type { MainPort } from './main-port.ts';
import type { OpenAccount } from './session.ts';

/** 1,200 addresses of up to 64 characters stay below the size of a sealed blob. */
const MAX_REMEMBERED = 1_200;
const NAME = 'recipients';

const content = z.strictObject({ version: z.literal(1), paid: z.array(z.string().max(128)).max(5_000) });

/**
 * Which addresses this account has paid before (T-02, T-04): sealed with a key that never leaves the signer, so the
 * backend that keeps it can neither read nor forge it. A missing or broken blob reads as "paid nobody yet": then every
 * payment is announced as a first one.
 */
export class RecipientMemory {
  readonly #main: MainPort;
  readonly #random: Random;

  constructor(main: MainPort, random: Random) {
    this.#main = main;
    this.#random = random;
  }

  /** Addresses paid before, oldest first. Not knowing is the careful answer: it never throws. */
  async read(account: OpenAccount): Promise<readonly string[]> {
    return this.#load(account).catch(() => []);
  }

  /**
   * Adds what is about to be paid; the oldest are forgotten beyond 1,200. Throws what reading and writing throw: a list
   * that cannot be read just now is not overwritten by a shorter one.
   */
  async remember(account: OpenAccount, addresses: readonly string[]): Promise<void> {
    const { accountId } = account.known;
    const added = new Set(addresses);
    const before = (await this.#load(account)).filter((address) => !added.has(address));
    const bytes = utf8(JSON.stringify({ version: 1, paid: [...before, ...added].slice(-MAX_REMEMBERED) }));
    const blob = sealBlob(account.candidate.keys.sealKey, { accountId, name: NAME }, bytes, this.#random);
    await this.#main('blob.write', { accountId, name: NAME, blob: toHex(blob) });
  }

  async #load(account: OpenAccount): Promise<readonly string[]> {
    const { accountId } = account.known;
    const { blob } = await this.#main('blob.read', { accountId, name: NAME });
    if (blob === null) return [];
    try {
      const bytes = openBlob(account.candidate.keys.sealKey, { accountId, name: NAME }, fromHex(blob));
      const parsed = content.safeParse(JSON.parse(parseUtf8(bytes) ?? 'null'));
      return parsed.success ? parsed.data.paid : [];
    } catch (thrown) {
      // Broken beyond repair begins anew; what a later version wrote is left alone.
      if (isWalletError(thrown) && thrown.code === 'vault.newer-version') throw thrown;
      return [];
    }
  }
}
