import { sha256 } from '@noble/hashes/sha2.js';
import { isWalletError } from '../../../wallet-core/errors/index.ts';
import { fromHex, parseUtf8, toHex, utf8 } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { authenticateBlob, openAuthenticatedBlob } from '../../../wallet-core/vault/index.ts';
import type { MainPort } from './main-port.ts';
import type { OpenAccount } from './session.ts';

const MAX_REMEMBERED = 1_200;
const NAME = 'recipients';

/** Hashes only: whoever reads the file learns no address, and the look-alike check below needs none. */
const content = z.strictObject({ version: z.literal(1), paid: z.array(z.string().regex(/^[0-9a-f]{32}$/)).max(5_000) });

function tag(accountId: string, address: string): string {
  return toHex(sha256(utf8(`parallax/recipient/${accountId}/${address}`)).subarray(0, 16));
}

/**
 * Which addresses this account has paid before (T-04), kept by the backend but believed only with the policy key's
 * mark. A missing, foreign or broken blob reads as "paid nobody yet": then every payment is announced as a first one.
 */
export class RecipientMemory {
  readonly #main: MainPort;

  constructor(main: MainPort) {
    this.#main = main;
  }

  /** The paid among `addresses`. Never throws: not knowing is the careful answer. */
  async knownOf(account: OpenAccount, addresses: readonly string[]): Promise<ReadonlySet<string>> {
    const paid = new Set(await this.#read(account));
    return new Set(addresses.filter((address) => paid.has(tag(account.known.accountId, address))));
  }

  /** Adds what has just been paid; the oldest are forgotten beyond 1,200. Throws what writing throws. */
  async remember(account: OpenAccount, addresses: readonly string[]): Promise<void> {
    const { accountId } = account.known;
    const added = addresses.map((address) => tag(accountId, address));
    const before = (await this.#read(account)).filter((one) => !added.includes(one));
    const paid = [...before, ...new Set(added)].slice(-MAX_REMEMBERED);
    const bytes = utf8(JSON.stringify({ version: 1, paid }));
    const blob = authenticateBlob(account.candidate.keys.policyKey, { accountId, name: NAME }, bytes);
    await this.#main('blob.write', { accountId, name: NAME, blob: toHex(blob) });
  }

  async #read(account: OpenAccount): Promise<readonly string[]> {
    const { accountId } = account.known;
    try {
      const { blob } = await this.#main('blob.read', { accountId, name: NAME });
      if (blob === null) return [];
      const bytes = openAuthenticatedBlob(account.candidate.keys.policyKey, { accountId, name: NAME }, fromHex(blob));
      const parsed = content.safeParse(JSON.parse(parseUtf8(bytes) ?? 'null'));
      return parsed.success ? parsed.data.paid : [];
    } catch (thrown) {
      if (isWalletError(thrown)) return [];
      throw thrown;
    }
  }
}
