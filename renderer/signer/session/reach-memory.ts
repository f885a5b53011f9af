import {
  type AddressReach,
  formatReach,
  noReach,
  type PlaceOnBranch,
  parseReach,
  raiseReach,
} from '../../../wallet-core/policy/address-reach.ts';
import type { Random } from '../../../wallet-core/ports/index.ts';
import { KeptNote } from './kept-note.ts';
import type { MainPort } from './main-port.ts';
import { sealed } from './note-envelopes.ts';
import type { OpenAccount } from './session.ts';

/**
 * How far along its branches this device has sent an account's change (T-06): sealed with a key that never leaves the
 * signer. Missing, broken or withheld, nothing counts as known: then change that is far is asked about once more.
 */
export class ReachMemory {
  readonly #note: KeptNote<AddressReach>;

  constructor(main: MainPort, random: Random) {
    this.#note = new KeptNote(main, {
      name: 'reach',
      envelope: sealed(random),
      nothing: noReach,
      format: formatReach,
      parse: parseReach,
    });
  }

  /** Not knowing is the careful answer: it never throws. */
  read(account: OpenAccount): Promise<AddressReach> {
    return this.#note.read(account);
  }

  /** Counts what is about to be signed. Throws what reading and writing throw, and leaves alone what a later version wrote. */
  async remember(account: OpenAccount, change: readonly PlaceOnBranch[], isAccepted: boolean): Promise<void> {
    const before = await this.#note.load(account);
    const reach = raiseReach(before, change, isAccepted);
    if (reach.receive === before.receive && reach.change === before.change) return;
    await this.#note.write(account, reach);
  }
}
