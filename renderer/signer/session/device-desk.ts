import { toWireError } from '../../../wallet-core/errors/index.ts';
import type { KnownAccount } from '../../../wallet-core/ipc/index.ts';
import type { AccountDesk } from './account-desk.ts';
import type { MainPort } from './main-port.ts';
import type { ScreenStore } from './screen-store.ts';
import type { Session } from './session.ts';

export interface DeviceDeskDeps {
  readonly main: MainPort;
  readonly screens: ScreenStore;
  readonly session: Session;
  readonly accounts: AccountDesk;
}

/** What this device keeps of an account on paper and on disk: its sheet, and taking it off again. */
export class DeviceDesk {
  readonly #deps: DeviceDeskDeps;

  constructor(deps: DeviceDeskDeps) {
    this.#deps = deps;
  }

  /** The sheet without the secrets. Throws `session.locked` for an account whose keys are not here. */
  showSheet(accountId: string): void {
    const { known, candidate } = this.#deps.session.require(accountId);
    this.#deps.screens.show({ kind: 'account-sheet', account: known, firstAddress: candidate.firstAddress });
  }

  showRemove(account: KnownAccount): void {
    const hasImported = this.#deps.accounts.accounts.some(({ kind }) => kind === 'imported');
    this.#deps.screens.show({ kind: 'remove', account, hasImported });
  }

  /** Deletes everything of this app on this device. Main ends this window with it. */
  async wipe(): Promise<void> {
    try {
      await this.#deps.main('device.wipe', {});
    } catch (thrown) {
      this.#deps.screens.show({ kind: 'failed', error: toWireError(thrown) });
    }
  }
}
