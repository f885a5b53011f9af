import { fluxCodec } from '../../../chains/flux/codec.ts';
import type { KnownAccount } from '../../../wallet-core/ipc/index.ts';
import { type ImportedKey, unsafeKeyText } from '../../../wallet-core/keyring/index.ts';
import type { Clock } from '../../../wallet-core/ports/index.ts';
import { fluxIdPath, fluxPath } from '../../../wallet-core/seed/index.ts';
import type { AccountDesk } from './account-desk.ts';
import { summarizeKey } from './key-summary.ts';
import type { MainPort } from './main-port.ts';
import { eraseProof, type Proof } from './proof.ts';
import type { ProofDesk } from './proof-desk.ts';
import type { ExportChoice } from './screen.ts';
import type { ScreenStore } from './screen-store.ts';
import type { FactorGate } from './second-factor/factor-gate.ts';
import type { OpenAccount, Session } from './session.ts';
import { eraseKeys, readKeys } from './single-keys.ts';

export interface ExportDeskDeps {
  readonly main: MainPort;
  readonly screens: ScreenStore;
  readonly session: Session;
  readonly clock: Clock;
  readonly accounts: AccountDesk;
  readonly proofs: ProofDesk;
  readonly gate: Pick<FactorGate, 'pass'>;
}

/** A secret goes off the screen after this long, unless the person asks for as long again. */
export const SHOWN_MS = 60_000;
/** E-37: main clears the clipboard after this long; here it is only counted for the person to see. */
export const CLIPBOARD_MS = 45_000;
/** The last index that the address screens of any wallet would reach. */
export const MAX_EXPORT_INDEX = 99_999;

interface Held {
  readonly account: OpenAccount;
  readonly proof: Proof;
  readonly singleKeys: readonly ImportedKey[];
}

interface Secret {
  readonly what: ExportChoice;
  /** What is copied. */
  readonly text: string;
  /** What is drawn, in lines. */
  readonly lines: string;
  /** Whose private key it is; `null` for words and the public account key. */
  readonly address: string | null;
}

/**
 * Words, the public account key, single private keys: after the password was typed again, for a minute at a time, written
 * into an element by `show` and never through React.
 */
export class ExportDesk {
  readonly #deps: ExportDeskDeps;
  #held: Held | null = null;
  #secret: Secret | null = null;
  #clipboardUntilMs = 0;
  #timer: AbortController | null = null;

  constructor(deps: ExportDeskDeps) {
    this.#deps = deps;
    deps.accounts.onLeave(() => this.forget());
  }

  /** Begins with the password of the account. A watch-only one has nothing to export but what was typed in. */
  ask(known: KnownAccount, notice: 'timed-out' | null = null): void {
    const account = this.#deps.session.require(known.accountId);
    this.#deps.proofs.ask(
      {
        purpose: 'export',
        account,
        onProven: (proof) => this.#enter(account, proof),
      },
      notice,
    );
  }

  /** The second factor, if one is set; then the list. */
  async #enter(account: OpenAccount, proof: Proof): Promise<void> {
    const { gate, screens, accounts } = this.#deps;
    const passed = await gate.pass(account, 'export', { holdsDecision: false }).catch(() => null);
    if (passed === null) {
      eraseProof(proof);
      const on = screens.read().kind;
      if (on === 'factor' || on === 'deriving') await accounts.returnToOpen();
      return;
    }
    this.forget();
    const held: Held = { account, proof, singleKeys: [] };
    this.#held = held;
    // A list that cannot be read hides none of the account's own secrets.
    const singleKeys = await readKeys(this.#deps.main, account.candidate).catch(() => []);
    if (this.#held !== held) return eraseKeys(singleKeys);
    this.#held = { ...held, singleKeys };
    this.#present();
  }

  /** Puts the chosen secret within reach of `show` and `copy`. Anything out of range does nothing. */
  choose(what: ExportChoice): void {
    if (this.#held === null) return;
    if (what.kind === 'address-key' && !(Number.isInteger(what.index) && what.index >= 0)) return;
    if (what.kind === 'address-key' && what.index > MAX_EXPORT_INDEX) return;
    const secret = readSecret(this.#held, what);
    if (secret === null) return;
    this.#secret = secret;
    this.#present();
  }

  /** Back to the list, the secret off the screen. */
  hide(): void {
    this.#secret = null;
    this.#present();
  }

  /** As long again. */
  extend(): void {
    this.#present();
  }

  show(_which: string, element: HTMLElement, visible: boolean): void {
    element.textContent = visible && this.#secret !== null ? this.#secret.lines : '';
  }

  /** Puts the secret on the clipboard, from which main takes it again (E-37). False when it is not there. */
  async copy(): Promise<boolean> {
    const secret = this.#secret;
    if (secret === null) return false;
    try {
      await this.#deps.main('clipboard.secret', { text: secret.text });
    } catch {
      return false;
    }
    if (this.#secret !== secret) return true;
    this.#clipboardUntilMs = this.#deps.clock.now() + CLIPBOARD_MS;
    const screen = this.#deps.screens.read();
    if (screen.kind === 'export') {
      this.#deps.screens.show({ ...screen, clipboardUntilMs: this.#clipboardUntilMs });
    }
    return true;
  }

  /** Nothing of it stays here. */
  forget(): void {
    this.#timer?.abort();
    this.#timer = null;
    this.#secret = null;
    if (this.#held !== null) {
      eraseProof(this.#held.proof);
      eraseKeys(this.#held.singleKeys);
    }
    this.#held = null;
  }

  #present(): void {
    const held = this.#held;
    if (held === null) return;
    const { screens, clock } = this.#deps;
    const secret = this.#secret;
    screens.show({
      kind: 'export',
      account: held.account.known,
      shown: secret === null ? null : { what: secret.what, address: secret.address },
      keys: held.singleKeys.map(summarizeKey),
      hideAtMs: clock.now() + SHOWN_MS,
      clipboardUntilMs: this.#clipboardUntilMs,
    });
    this.#timer?.abort();
    const timer = new AbortController();
    this.#timer = timer;
    clock.sleep(SHOWN_MS, timer.signal).then(
      () => this.#timeOut(held),
      () => undefined,
    );
  }

  #timeOut(held: Held): void {
    if (this.#held !== held) return;
    this.forget();
    if (this.#deps.screens.read().kind === 'export') this.ask(held.account.known, 'timed-out');
  }
}

/** `null` for an imported key that is not there. */
function readSecret({ account, proof, singleKeys }: Held, what: ExportChoice): Secret | null {
  const { keyring } = account.candidate.keys;
  switch (what.kind) {
    case 'words': {
      return { what, text: proof.words, lines: numberWords(proof.words.split(' ')), address: null };
    }
    case 'xpub': {
      const text = keyring.accountPublicKeys().flux ?? '';
      return { what, text, lines: text, address: null };
    }
    case 'flux-id': {
      const text = keyring.unsafeWif(fluxIdPath());
      return { what, text, lines: text, address: keyring.accountPublicKeys().fluxId };
    }
    case 'address-key': {
      const path = fluxPath(what.branch, what.index);
      const text = keyring.unsafeWif(path);
      return { what, text, lines: text, address: fluxCodec.formatAddress(keyring.publicKey(path)) };
    }
    case 'single-key': {
      const key = singleKeys.find(({ id, use }) => id === what.id && use === what.use);
      if (key === undefined) return null;
      const text = unsafeKeyText(key);
      const isWords = key.use === 'algorand';
      return { what, text, lines: isWords ? numberWords(text.split(' ')) : text, address: summarizeKey(key).address };
    }
  }
}

/** Two columns, each read downwards; the numbers say so. */
function numberWords(words: readonly string[]): string {
  const numbered = words.map((word, at) => `${String(at + 1).padStart(2)}  ${word.padEnd(8)}`);
  const half = Math.ceil(words.length / 2);
  return numbered
    .slice(0, half)
    .map((left, at) => `${left}    ${numbered[half + at] ?? ''}`.trimEnd())
    .join('\n');
}
