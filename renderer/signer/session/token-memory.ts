import { z } from '../../../wallet-core/primitives/zod.ts';
import { KeptNote } from './kept-note.ts';
import type { MainPort } from './main-port.ts';
import { authenticated } from './note-envelopes.ts';
import { type RememberedToken, rememberedToken } from './remembered-token.ts';
import type { OpenAccount } from './session.ts';

const MAX_TOKENS = 300;

const content = z.strictObject({ version: z.literal(1), tokens: z.array(rememberedToken).max(1_000) });

/**
 * What tokens were called when the person first approved something with them: decimals cannot change afterwards without
 * being noticed (T-05). Authenticated with a key that stays in the signer; what was changed elsewhere counts as nothing,
 * and then every name is a claim again.
 */
export class TokenMemory {
  readonly #note: KeptNote<readonly RememberedToken[]>;

  constructor(main: MainPort) {
    this.#note = new KeptNote<readonly RememberedToken[]>(main, {
      name: 'tokens',
      envelope: authenticated,
      nothing: [],
      format: (tokens) => JSON.stringify({ version: 1, tokens }),
      parse: (text) => content.parse(JSON.parse(text)).tokens,
    });
  }

  /** Not knowing is the careful answer: it never throws. */
  read(account: OpenAccount): Promise<readonly RememberedToken[]> {
    return this.#note.read(account);
  }

  /** Throws what reading and writing throw. One that is known stays as it is; the oldest are forgotten beyond 300. */
  async remember(account: OpenAccount, token: RememberedToken): Promise<void> {
    const before = await this.#note.load(account);
    if (before.some(({ chain, contract }) => chain === token.chain && contract === token.contract)) return;
    await this.#note.write(account, [...before, token].slice(-MAX_TOKENS));
  }
}
