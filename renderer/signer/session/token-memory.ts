import { isWalletError } from '../../../wallet-core/errors/index.ts';
import { fromHex, parseUtf8, toHex, utf8 } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { authenticateBlob, openAuthenticatedBlob } from '../../../wallet-core/vault/index.ts';
import type { MainPort } from './main-port.ts';
import { type RememberedToken, rememberedToken } from './remembered-token.ts';
import type { OpenAccount } from './session.ts';

const NAME = 'tokens';
const MAX_TOKENS = 300;

const content = z.strictObject({ version: z.literal(1), tokens: z.array(rememberedToken).max(1_000) });

/**
 * What tokens were called when the person first approved something with them: decimals cannot change afterwards without
 * being noticed (T-05). Authenticated with a key that stays in the signer; what was changed elsewhere counts as nothing,
 * and then every name is a claim again.
 */
export class TokenMemory {
  readonly #main: MainPort;

  constructor(main: MainPort) {
    this.#main = main;
  }

  /** Not knowing is the careful answer: it never throws. */
  async read(account: OpenAccount): Promise<readonly RememberedToken[]> {
    return this.#load(account).catch(() => []);
  }

  /** Throws what reading and writing throw. One that is known stays as it is; the oldest are forgotten beyond 300. */
  async remember(account: OpenAccount, token: RememberedToken): Promise<void> {
    const before = await this.#load(account);
    if (before.some(({ chain, contract }) => chain === token.chain && contract === token.contract)) return;
    const { accountId } = account.known;
    const bytes = utf8(JSON.stringify({ version: 1, tokens: [...before, token].slice(-MAX_TOKENS) }));
    const blob = authenticateBlob(account.candidate.keys.policyKey, { accountId, name: NAME }, bytes);
    await this.#main('blob.write', { accountId, name: NAME, blob: toHex(blob) });
  }

  async #load(account: OpenAccount): Promise<readonly RememberedToken[]> {
    const { accountId } = account.known;
    const { blob } = await this.#main('blob.read', { accountId, name: NAME });
    if (blob === null) return [];
    try {
      const bytes = openAuthenticatedBlob(account.candidate.keys.policyKey, { accountId, name: NAME }, fromHex(blob));
      const parsed = content.safeParse(JSON.parse(parseUtf8(bytes) ?? 'null'));
      return parsed.success ? parsed.data.tokens : [];
    } catch (thrown) {
      if (isWalletError(thrown) && thrown.code === 'vault.newer-version') throw thrown;
      return [];
    }
  }
}
