import {
  generatePassphrase,
  generatePassword,
  parseSecretText,
  parseUsername,
} from '../../../wallet-core/credentials/index.ts';
import type { Random } from '../../../wallet-core/ports/index.ts';
import { accept, type SecretBytes } from '../../../wallet-core/primitives/index.ts';
import type { Credentials } from './secret-input.ts';

/**
 * Secrets that this window made up and has to show so that they can be written down. They go straight from here into an
 * element's text, never through React; `forget` drops them once the sheet has been typed back.
 */
export class SecretDraft {
  readonly #random: Random;
  #password: string | null = null;
  #passphrase: string | null = null;

  constructor(random: Random) {
    this.#random = random;
  }

  makePassword(): void {
    this.#password = generatePassword(this.#random);
  }

  makePassphrase(): void {
    this.#passphrase = generatePassphrase(this.#random);
  }

  dropPassword(): void {
    this.#password = null;
  }

  dropPassphrase(): void {
    this.#passphrase = null;
  }

  has(which: 'password' | 'passphrase'): boolean {
    return (which === 'password' ? this.#password : this.#passphrase) !== null;
  }

  /** Puts the secret on screen, or takes it off. */
  show(which: 'password' | 'passphrase', element: HTMLElement, visible: boolean): void {
    const text = which === 'password' ? this.#password : this.#passphrase;
    element.textContent = visible && text !== null ? text : '';
  }

  /** The drafted secrets as credentials; `typedPassword`, when the person chose an own one, is erased on refusal. */
  take(usernameText: string, typedPassword: SecretBytes | null): Credentials {
    const username = parseUsername(usernameText);
    if (!username.ok) {
      typedPassword?.erase();
      return { ok: false, field: 'username', reason: username.reason };
    }
    const password = typedPassword === null ? parseSecretText(this.#password ?? '') : accept(typedPassword);
    if (!password.ok) return { ok: false, field: 'password', reason: password.reason };
    const passphrase = parseSecretText(this.#passphrase ?? '');
    if (!passphrase.ok) {
      password.value.erase();
      return { ok: false, field: 'passphrase', reason: passphrase.reason };
    }
    return accept({ username: username.value, password: password.value, passphrase: passphrase.value });
  }

  forget(): void {
    this.#password = null;
    this.#passphrase = null;
  }
}
