import { beforeEach, describe, expect, it } from 'vitest';
import { hasGeneratedForm } from '../../../wallet-core/credentials/index.ts';
import { parseUtf8, SecretBytes, utf8 } from '../../../wallet-core/primitives/index.ts';
import { SecretDraft } from './secret-draft.ts';

const random = { bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) };
let draft: SecretDraft;

beforeEach(() => {
  draft = new SecretDraft(random);
});

function shown(which: 'password' | 'passphrase', visible = true): string {
  const element = { textContent: 'before' } as HTMLElement;
  draft.show(which, element, visible);
  return element.textContent ?? '';
}

describe('SecretDraft', () => {
  it('generates six words and five, others each time, and shows them only when asked', () => {
    draft.makePassword();
    draft.makePassphrase();
    const [password, passphrase] = [shown('password'), shown('passphrase')];
    expect(hasGeneratedForm(password, 6)).toBe(true);
    expect(hasGeneratedForm(passphrase, 5)).toBe(true);
    expect([shown('password', false), shown('passphrase', false)]).toEqual(['', '']);
    draft.makePassword();
    expect(shown('password')).not.toBe(password);
    expect(shown('passphrase')).toBe(passphrase);
  });

  it('gives what it shows, as bytes', () => {
    draft.makePassword();
    draft.makePassphrase();
    const taken = draft.take(' Walnut-1 ', null);
    if (!taken.ok) throw new TypeError('refused');
    const { username, password, passphrase } = taken.value;
    expect(username).toBe('walnut-1');
    expect(parseUtf8(password.unsafeReveal())).toBe(shown('password'));
    expect(parseUtf8(passphrase.unsafeReveal())).toBe(shown('passphrase'));
  });

  it('gives an own password in the place of the generated one, with an empty passphrase when there is none', () => {
    draft.makePassword();
    const own = new SecretBytes(utf8('own'));
    const taken = draft.take('walnut-1', own);
    if (!taken.ok) throw new TypeError('refused');
    expect(taken.value.password).toBe(own);
    expect(taken.value.passphrase.unsafeReveal()).toHaveLength(0);
  });

  it('E-25: a refused name erases the own password', () => {
    const own = new SecretBytes(utf8('own'));
    expect(draft.take('x', own)).toEqual({ ok: false, field: 'username', reason: 'length' });
    expect(own.isErased).toBe(true);
  });

  it('forgets one or both', () => {
    draft.makePassword();
    draft.makePassphrase();
    draft.dropPassphrase();
    expect([draft.has('password'), draft.has('passphrase')]).toEqual([true, false]);
    draft.makePassphrase();
    draft.dropPassword();
    expect([draft.has('password'), draft.has('passphrase')]).toEqual([false, true]);
    draft.makePassword();
    draft.forget();
    expect([draft.has('password'), draft.has('passphrase'), shown('password')]).toEqual([false, false, '']);
  });

  it('says nothing of itself when it is logged', () => {
    draft.makePassword();
    const words = shown('password');
    expect(JSON.stringify(draft)).toBe('{}');
    expect(String(draft)).not.toContain(words);
  });
});
