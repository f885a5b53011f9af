import { isWalletError } from '../../../wallet-core/errors/index.ts';
import {
  type AddressReach,
  formatReach,
  noReach,
  type PlaceOnBranch,
  parseReach,
  raiseReach,
} from '../../../wallet-core/policy/address-reach.ts';
import type { Random } from '../../../wallet-core/ports/index.ts';
import { fromHex, parseUtf8, toHex, utf8 } from '../../../wallet-core/primitives/index.ts';
import { openBlob, sealBlob } from '../../../wallet-core/vault/index.ts';
import type { MainPort } from './main-port.ts';
import type { OpenAccount } from './session.ts';

const NAME = 'reach';

/**
 * How far along its branches this device has sent an account's change (T-06): sealed with a key that never leaves the
 * signer. Missing, broken or withheld, nothing counts as known: then change that is far is asked about once more.
 */
export class ReachMemory {
  readonly #main: MainPort;
  readonly #random: Random;

  constructor(main: MainPort, random: Random) {
    this.#main = main;
    this.#random = random;
  }

  /** Not knowing is the careful answer: it never throws. */
  async read(account: OpenAccount): Promise<AddressReach> {
    return this.#load(account).catch(() => noReach);
  }

  /** Counts what is about to be signed. Throws what reading and writing throw, and leaves alone what a later version wrote. */
  async remember(account: OpenAccount, change: readonly PlaceOnBranch[], isAccepted: boolean): Promise<void> {
    const { accountId } = account.known;
    const before = await this.#load(account);
    const reach = raiseReach(before, change, isAccepted);
    if (reach.receive === before.receive && reach.change === before.change) return;
    const { sealKey } = account.candidate.keys;
    const blob = sealBlob(sealKey, { accountId, name: NAME }, utf8(formatReach(reach)), this.#random);
    await this.#main('blob.write', { accountId, name: NAME, blob: toHex(blob) });
  }

  async #load(account: OpenAccount): Promise<AddressReach> {
    const { accountId } = account.known;
    const { blob } = await this.#main('blob.read', { accountId, name: NAME });
    if (blob === null) return noReach;
    try {
      const bytes = openBlob(account.candidate.keys.sealKey, { accountId, name: NAME }, fromHex(blob));
      return parseReach(parseUtf8(bytes) ?? '');
    } catch (thrown) {
      if (isWalletError(thrown) && thrown.code === 'vault.newer-version') throw thrown;
      return noReach;
    }
  }
}
