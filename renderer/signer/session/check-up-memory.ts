import { isWalletError } from '../../../wallet-core/errors/index.ts';
import { beginCheckUps, type CheckUp, formatCheckUp, parseCheckUp } from '../../../wallet-core/policy/check-up.ts';
import { fromHex, parseUtf8, toHex, utf8 } from '../../../wallet-core/primitives/index.ts';
import { authenticateBlob, openAuthenticatedBlob } from '../../../wallet-core/vault/index.ts';
import type { Candidate } from './candidate.ts';
import type { MainPort } from './main-port.ts';

const NAME = 'checkup';

/** When the secret of an account was last typed in full, authenticated with a key that stays in the signer. */
export class CheckUpMemory {
  readonly #main: MainPort;

  constructor(main: MainPort) {
    this.#main = main;
  }

  /**
   * Nothing kept yet: it begins now. Something that was changed elsewhere, or is of a later version, counts as never
   * checked: asking once too often costs a minute.
   */
  async read(candidate: Candidate, nowMs: number): Promise<CheckUp> {
    const { accountId, keys } = candidate;
    const { blob } = await this.#main('blob.read', { accountId, name: NAME });
    if (blob === null) return beginCheckUps(nowMs);
    try {
      const bytes = openAuthenticatedBlob(keys.policyKey, { accountId, name: NAME }, fromHex(blob));
      return parseCheckUp(parseUtf8(bytes) ?? '');
    } catch (thrown) {
      if (!isWalletError(thrown)) throw thrown;
      return beginCheckUps(0);
    }
  }

  async write({ accountId, keys }: Candidate, state: CheckUp): Promise<void> {
    const blob = authenticateBlob(keys.policyKey, { accountId, name: NAME }, utf8(formatCheckUp(state)));
    await this.#main('blob.write', { accountId, name: NAME, blob: toHex(blob) });
  }
}
