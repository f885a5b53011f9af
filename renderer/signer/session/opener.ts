import { fluxCodec } from '../../../chains/flux/codec.ts';
import { isImportedPath } from '../../../wallet-core/chain-contract/index.ts';
import type { KnownAccount, RequestOf } from '../../../wallet-core/ipc/index.ts';
import { type SecretBytes, toHex } from '../../../wallet-core/primitives/index.ts';
import type { Candidate } from './candidate.ts';
import type { MainPort } from './main-port.ts';
import type { ScreenStore } from './screen-store.ts';
import type { Session } from './session.ts';
import { takeUpKeys } from './single-keys.ts';
import type { Watched } from './watched.ts';

export interface OpenerDeps {
  readonly main: MainPort;
  readonly screens: ScreenStore;
  readonly session: Session;
}

/** Makes an account the one that the app window shows: a new one, one whose keys are held, or one that only watches. */
export class Opener {
  readonly #deps: OpenerDeps;

  constructor(deps: OpenerDeps) {
    this.#deps = deps;
  }

  /** Takes the candidate; its keys are erased when main does not open it. Throws what opening throws. */
  async open(candidate: Candidate, account: KnownAccount): Promise<void> {
    const { session } = this.#deps;
    // The list of this device is the backend's word; what an account is, its keys say.
    const { kind, username, fingerprint } = candidate;
    const known: KnownAccount = { ...account, kind, username, fingerprint: [...fingerprint] };
    await takeUpKeys(this.#deps.main, candidate);
    session.add({ known, candidate });
    try {
      await this.#openAtMain(known, sessionOf(candidate, known));
    } catch (thrown) {
      session.forget(known.accountId);
      throw thrown;
    } finally {
      await this.report();
    }
  }

  /** The account again whose keys are held, under the name it has now. Throws what opening throws; the keys stay. */
  async reopen(account: KnownAccount): Promise<void> {
    const { session } = this.#deps;
    const { candidate, known: before } = session.require(account.accountId);
    const known: KnownAccount = { ...before, label: account.label };
    session.add({ known, candidate });
    await this.#openAtMain(known, sessionOf(candidate, known));
  }

  async openWatched({ publicKeys }: Watched, account: KnownAccount): Promise<void> {
    await this.#openAtMain(account, { account, publicKeys, storageKey: null, remember: true });
  }

  /** Tells main whose keys are held: those accounts are switched to without a password. */
  async report(): Promise<void> {
    const { main, session } = this.#deps;
    await main('session.unlocked', { accountIds: session.accountIds }).catch(() => undefined);
  }

  async #openAtMain(known: KnownAccount, request: RequestOf<'session.open'>): Promise<void> {
    const { main, screens, session } = this.#deps;
    screens.show({ kind: 'opening' });
    await main('session.open', request);
    session.activate(known);
    // The app window is up before this answer is here, and may have asked for an approval.
    if (screens.read().kind === 'opening') screens.show({ kind: 'idle', account: known });
  }
}

function sessionOf(candidate: Candidate, account: KnownAccount): RequestOf<'session.open'> {
  const { vaultKey, backupKey } = candidate.keys;
  return {
    account,
    publicKeys: wirePublicKeys(candidate),
    storageKey: keyText(vaultKey),
    ...(backupKey === null ? {} : { backupKey: keyText(backupKey) }),
    remember: true,
  };
}

/**
 * The only keys that leave the signer: they open the local profile and backup files and sign nothing. Kept here too, for
 * switching back to the account.
 */
function keyText(key: SecretBytes): string {
  return toHex(key.unsafeReveal());
}

/** With the addresses of imported FLUX keys, and an imported Flux ID in the place of the account's own. */
export function wirePublicKeys({ keys: { keyring } }: Candidate) {
  const imported = keyring.adoptedPaths.filter(isImportedPath).map((path) => {
    return { chain: 'flux' as const, address: fluxCodec.formatAddress(keyring.publicKey(path)), path };
  });
  return { ...keyring.accountPublicKeys(), watched: imported };
}
