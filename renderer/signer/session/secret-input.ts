import type { SecretTextRefusal, UsernameRefusal } from '../../../wallet-core/credentials/index.ts';
import { parseSecretText, parseUsername } from '../../../wallet-core/credentials/index.ts';
import type { AccountSecrets } from '../../../wallet-core/kdf/index.ts';
import { accept } from '../../../wallet-core/primitives/index.ts';

export type CredentialField = 'username' | 'password' | 'passphrase';

export type CredentialRefusal = {
  readonly ok: false;
  readonly field: CredentialField;
  readonly reason: UsernameRefusal | SecretTextRefusal | 'empty';
};

export type Credentials = { readonly ok: true; readonly value: AccountSecrets } | CredentialRefusal;

/**
 * Takes what was typed, once, as bytes (E-25): the inputs are emptied whatever the outcome, except those a refusal is
 * about, so that the person can mend them. Accepts credentials by the rules of account scheme v1.
 */
export function takeCredentials(
  usernameText: string,
  passwordInput: HTMLInputElement,
  passphraseInput: HTMLInputElement | null,
): Credentials {
  const username = parseUsername(usernameText);
  if (!username.ok) return { ok: false, field: 'username', reason: username.reason };
  if (passwordInput.value === '') return { ok: false, field: 'password', reason: 'empty' };
  const password = parseSecretText(passwordInput.value);
  if (!password.ok) return { ok: false, field: 'password', reason: password.reason };
  const passphrase = parseSecretText(passphraseInput?.value ?? '');
  if (!passphrase.ok) {
    password.value.erase();
    return { ok: false, field: 'passphrase', reason: passphrase.reason };
  }
  passwordInput.value = '';
  if (passphraseInput !== null) passphraseInput.value = '';
  return accept({ username: username.value, password: password.value, passphrase: passphrase.value });
}
