import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { KnownAccount } from '../../../wallet-core/ipc/index.ts';
import { Keyring } from '../../../wallet-core/keyring/index.ts';
import { createDesks, credentialsOf, type Desks, inputOf, nothingFound, screenOf } from '../testing/desk-fixture.ts';
import { stranger } from '../testing/payment-fixture.ts';

let desks: Desks;
const erase = vi.spyOn(Keyring.prototype, 'erase');

beforeEach(() => {
  desks = createDesks();
  erase.mockClear();
});

afterEach(() => vi.useRealTimers());

/** An account made here, and a signer that starts anew and knows it. */
async function withKnown(username = 'ada-4821', password = 'correct horse battery'): Promise<KnownAccount> {
  await desks.accounts.signIn(credentialsOf(username, password).credentials);
  await desks.accounts.addPreviewed('Ada');
  const [account] = desks.main.accounts;
  if (account === undefined) throw new TypeError('no account');
  const known = [account];
  desks = createDesks();
  desks.main.accounts = known;
  await desks.accounts.start();
  erase.mockClear();
  return account;
}

describe('start', () => {
  it('welcomes on a new device and unlocks the account opened last on a known one', async () => {
    await desks.accounts.start();
    expect(desks.screens.read().kind).toBe('welcome');
    const known = await withKnown();
    const older = { ...known, accountId: '0'.repeat(16), lastOpenedAtMs: 1 };
    desks.main.accounts = [older, { ...known, lastOpenedAtMs: 2 }];
    expect(await desks.accounts.start()).toEqual({ theme: 'dark' });
    expect(screenOf(desks.screens, 'unlock').account.accountId).toBe(known.accountId);
  });

  it('says so when main does not answer', async () => {
    desks.main.failures.set('signer.ready', new WalletError('ipc.peer-gone'));
    await desks.accounts.start();
    expect(screenOf(desks.screens, 'failed').error.code).toBe('ipc.peer-gone');
  });
});

describe('unlock', () => {
  it('opens with the storage key and nothing else of the keys', async () => {
    const known = await withKnown();
    const { credentials, areErased } = credentialsOf('ada-4821', 'correct horse battery');
    await desks.accounts.unlock(known, credentials);
    const [opened, ...more] = desks.main.requests('session.open');
    expect(more).toEqual([]);
    expect(opened).toMatchObject({ remember: true, storageKey: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(Object.keys(opened ?? {}).sort()).toEqual(['account', 'publicKeys', 'remember', 'storageKey']);
    const { keys } = desks.session.require(known.accountId).candidate;
    expect(keys.vaultKey.isErased).toBe(false);
    expect(keys.keyring.isErased).toBe(false);
    expect(areErased()).toBe(true);
    expect(screenOf(desks.screens, 'idle').account.label).toBe('Ada');
  });

  it('E-28: what an account is called by its keys is not taken from the list of the device', async () => {
    const known = await withKnown();
    const listed: KnownAccount = { ...known, kind: 'watch', username: 'somebody-else' };
    await desks.accounts.unlock(listed, credentialsOf('ada-4821', 'correct horse battery').credentials);
    expect(screenOf(desks.screens, 'idle').account).toMatchObject({ kind: 'password', username: 'ada-4821' });
  });

  it('says that a known name with other keys is another password, counts it, and offers nothing empty', async () => {
    const known = await withKnown();
    desks.main.failedMs = 30_000;
    await desks.accounts.unlock(known, credentialsOf('ada-4821', 'incorrect horse').credentials);
    expect(desks.main.requests('unlock.failed')).toEqual([{ username: 'ada-4821' }]);
    const screen = screenOf(desks.screens, 'wrong-password');
    expect(screen.found.fingerprint).not.toEqual(known.fingerprint);
    expect(screen.waitUntilMs).toBe(1_030_000);
    expect(desks.session.isEmpty).toBe(true);
    expect(erase).not.toHaveBeenCalled();
    desks.accounts.showUnlock(known);
    expect(erase).toHaveBeenCalledTimes(1);
  });

  it('E-21: nothing is derived while an attempt is not due, and what was typed is erased', async () => {
    const known = await withKnown();
    desks.main.gateMs = 12_000;
    const { credentials, areErased } = credentialsOf('ada-4821', 'correct horse battery');
    await desks.accounts.unlock(known, credentials);
    expect(desks.derivations()).toBe(0);
    expect(areErased()).toBe(true);
    expect(screenOf(desks.screens, 'unlock')).toMatchObject({
      error: { code: 'account.throttled' },
      waitUntilMs: 1_012_000,
    });
    await desks.accounts.signIn(credentialsOf('new-name', 'correct horse battery').credentials);
    expect(desks.derivations()).toBe(0);
    expect(screenOf(desks.screens, 'sign-in').waitUntilMs).toBe(1_012_000);
  });

  it('E-25: typed secrets are erased when the gate cannot be asked', async () => {
    const known = await withKnown();
    desks.main.failures.set('unlock.gate', new WalletError('ipc.peer-gone'));
    const { credentials, areErased } = credentialsOf('ada-4821', 'correct horse battery');
    await desks.accounts.unlock(known, credentials);
    expect(areErased()).toBe(true);
    expect(screenOf(desks.screens, 'unlock').error?.code).toBe('ipc.peer-gone');
  });

  it('E-25: keys of a wrong password are erased when the failure cannot be counted', async () => {
    const known = await withKnown();
    desks.main.failures.set('unlock.failed', new WalletError('ipc.peer-gone'));
    await desks.accounts.unlock(known, credentialsOf('ada-4821', 'incorrect horse').credentials);
    expect(screenOf(desks.screens, 'unlock').error?.code).toBe('ipc.peer-gone');
    expect(erase).toHaveBeenCalledTimes(1);
  });

  it('keys of an account that did not open are erased, and the screen says why', async () => {
    const known = await withKnown();
    desks.main.failures.set('session.open', new WalletError('vault.wrong-key'));
    await desks.accounts.unlock(known, credentialsOf('ada-4821', 'correct horse battery').credentials);
    expect(screenOf(desks.screens, 'unlock').error?.code).toBe('vault.wrong-key');
    expect(desks.session.isEmpty).toBe(true);
    expect(erase).toHaveBeenCalledTimes(1);
  });

  it('a cancelled derivation leaves nothing behind', async () => {
    const known = await withKnown();
    desks.holdDerivations();
    const { credentials, areErased } = credentialsOf('ada-4821', 'correct horse battery');
    const unlocking = desks.accounts.unlock(known, credentials);
    await vi.waitFor(() => expect(desks.derivations()).toBe(1));
    expect(desks.screens.read().kind).toBe('deriving');
    desks.accounts.cancelDerivation();
    await unlocking;
    expect(screenOf(desks.screens, 'unlock').error?.code).toBe('approval.cancelled');
    expect(areErased()).toBe(true);
    expect(desks.main.requests('unlock.failed')).toEqual([]);
  });

  it('the screen of an approval that came with the app window is not covered', async () => {
    const known = await withKnown();
    const asked = { kind: 'signing', account: known, done: 0, total: 1 } as const;
    desks.main.during.set('session.open', () => desks.screens.show(asked));
    await desks.accounts.unlock(known, credentialsOf('ada-4821', 'correct horse battery').credentials);
    expect(desks.screens.read()).toBe(asked);
  });

  it('opening the same account again erases the keys it was opened with', async () => {
    const known = await withKnown();
    const open = () => desks.accounts.unlock(known, credentialsOf('ada-4821', 'correct horse battery').credentials);
    await open();
    const first = desks.session.require(known.accountId).candidate.keys.keyring;
    await open();
    expect(first.isErased).toBe(true);
    expect(desks.session.require(known.accountId).candidate.keys.keyring.isErased).toBe(false);
  });
});

describe('sign in', () => {
  it('previews before anything is stored, then adds the account', async () => {
    desks.main.preview = { ...nothingFound, usedCount: 3, total: '7' };
    await desks.accounts.signIn(credentialsOf('ada-4821', 'correct horse battery').credentials);
    expect(screenOf(desks.screens, 'preview').preview).toMatchObject({ usedCount: 3, total: '7' });
    expect(desks.main.calls.map(({ channel }) => channel)).toEqual(['unlock.gate', 'account.preview']);
    await desks.accounts.addPreviewed('');
    expect(desks.main.requests('session.open')[0]?.account).toMatchObject({ label: 'ada-4821', kind: 'password' });
  });

  it('T-01: shows no address of the preview that it does not derive itself', async () => {
    const own = async () => {
      await desks.accounts.signIn(credentialsOf('ada-4821', 'correct horse battery').credentials);
      return screenOf(desks.screens, 'preview');
    };
    const { firstAddress } = (await own()).summary;
    const at = (address: string, path: string | null) => ({ chain: 'flux', address, path, used: true }) as const;
    const honest = at(firstAddress, "m/44'/19167'/0'/0/0");
    desks.main.preview = {
      ...nothingFound,
      usedCount: 5,
      addresses: [
        honest,
        at(stranger, "m/44'/19167'/0'/0/1"),
        at(stranger, null),
        at(firstAddress, "m/44'/19167'/0'/0/1"),
        at(stranger, "m/44'/19167'/0'/0/4294967295"),
        at(stranger, "m/48'/0'/0'/2'/11/0"),
      ],
    };
    const screen = await own();
    expect(screen.error).toBeNull();
    expect(screen.preview?.addresses).toEqual([honest]);
  });

  it('of a name known here is an unlock', async () => {
    const known = await withKnown();
    await desks.accounts.signIn(credentialsOf('ada-4821', 'incorrect horse').credentials);
    expect(screenOf(desks.screens, 'wrong-password').account.accountId).toBe(known.accountId);
  });

  it('with keys that are here already, imported as words, is refused and nothing is overwritten', async () => {
    const known = await withKnown();
    desks.main.accounts = [{ ...known, kind: 'imported', username: null }];
    await desks.accounts.start();
    await desks.accounts.signIn(credentialsOf('ada-4821', 'correct horse battery').credentials);
    expect(screenOf(desks.screens, 'sign-in').error?.code).toBe('account.exists');
    expect(erase).toHaveBeenCalledTimes(1);
    expect(desks.main.requests('session.open')).toEqual([]);
  });

  it('an answer of the network that comes late takes nobody back to the preview', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    desks.main.during.set('account.preview', () => promise);
    const signing = desks.accounts.signIn(credentialsOf('ada-4821', 'correct horse battery').credentials);
    await vi.waitFor(() => expect(desks.screens.read().kind).toBe('preview'));
    desks.accounts.showWelcome();
    resolve();
    await signing;
    expect(desks.screens.read().kind).toBe('welcome');
    expect(erase).toHaveBeenCalledTimes(1);
  });

  it('T-01: a label keeps nothing that hides or turns text, and fits', async () => {
    await desks.accounts.signIn(credentialsOf('ada-4821', 'correct horse battery').credentials);
    await desks.accounts.addPreviewed(` Sa\u202Evings\u200b\u0007 ${'x'.repeat(100)}`);
    const { label } = screenOf(desks.screens, 'idle').account;
    expect(label.startsWith('Savings xxx')).toBe(true);
    expect(label).toHaveLength(64);
  });
});

/** The create screen makes a draft when it appears; what it shows is read from the element it writes into. */
function generate(withPassphrase = false): { readonly password: string; readonly passphrase: string } {
  const { draft } = desks.accounts;
  draft.makePassword();
  if (withPassphrase) draft.makePassphrase();
  const read = (which: 'password' | 'passphrase') => {
    const element = { textContent: '' } as HTMLElement;
    draft.show(which, element, true);
    return element.textContent ?? '';
  };
  return { password: read('password'), passphrase: read('passphrase') };
}

describe('create', () => {
  beforeEach(() => desks.creates.showCreate());

  it('opens only after the sheet was typed back and gave the same keys', async () => {
    const { password, passphrase } = generate(true);
    await desks.creates.create('walnut-harbor-1');
    const { summary } = screenOf(desks.screens, 'sheet');
    desks.creates.showConfirm();
    await desks.creates.confirm(credentialsOf('walnut-harbor-1', password, '').credentials);
    expect(screenOf(desks.screens, 'confirm').failed).toBe(true);
    expect(desks.main.requests('session.open')).toEqual([]);
    await desks.creates.confirm(credentialsOf('walnut-harbor-1', password, passphrase).credentials);
    expect(screenOf(desks.screens, 'idle').account.fingerprint).toEqual(summary.fingerprint);
    expect(desks.accounts.draft.has('password') || desks.accounts.draft.has('passphrase')).toBe(false);
  });

  it('asks no gate: making an account is no guess', async () => {
    desks.main.gateMs = 60_000;
    generate();
    await desks.creates.create('walnut-harbor-1');
    expect(desks.screens.read().kind).toBe('sheet');
  });

  it('an error while comparing stays on that screen and keeps the keys', async () => {
    const { password } = generate();
    await desks.creates.create('walnut-harbor-1');
    desks.creates.showConfirm();
    const release = desks.holdDerivations();
    const confirming = desks.creates.confirm(credentialsOf('walnut-harbor-1', password).credentials);
    await vi.waitFor(() => expect(desks.derivations()).toBe(2));
    desks.accounts.cancelDerivation();
    await confirming;
    expect(screenOf(desks.screens, 'confirm')).toMatchObject({
      failed: false,
      error: { code: 'approval.cancelled' },
    });
    release();
    await desks.creates.confirm(credentialsOf('walnut-harbor-1', password).credentials);
    expect(desks.screens.read().kind).toBe('idle');
  });

  it('an account that somebody uses is said to be taken, late too, and stays so', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    desks.main.during.set('account.preview', () => promise);
    desks.main.preview = { ...nothingFound, usedCount: 1 };
    generate();
    const creating = desks.creates.create('walnut-harbor-1');
    await vi.waitFor(() => expect(desks.screens.read().kind).toBe('sheet'));
    expect(screenOf(desks.screens, 'sheet').taken).toBeNull();
    desks.creates.showConfirm();
    resolve();
    await creating;
    expect(screenOf(desks.screens, 'sheet').taken).toBe(true);
    desks.creates.showConfirm();
    desks.creates.showSheet();
    expect(screenOf(desks.screens, 'sheet').taken).toBe(true);
  });

  it('an unused account leaves the person where they are', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    desks.main.during.set('account.preview', () => promise);
    generate();
    const creating = desks.creates.create('walnut-harbor-1');
    await vi.waitFor(() => expect(desks.screens.read().kind).toBe('sheet'));
    desks.creates.showConfirm();
    resolve();
    await creating;
    expect(desks.screens.read().kind).toBe('confirm');
  });

  it('a name that is on this device is refused before anything is derived', async () => {
    await withKnown();
    desks.creates.showCreate();
    generate();
    await desks.creates.create('ada-4821');
    expect(screenOf(desks.screens, 'create').issue).toEqual({ field: 'username', reason: 'exists' });
    expect(desks.derivations()).toBe(0);
  });

  it('E-25: whoever leaves takes the generated secrets along', async () => {
    for (const leave of [
      () => desks.accounts.showFront(),
      () => desks.accounts.showWelcome(),
      () => desks.accounts.showSignIn(),
      () => desks.creates.showCreate(),
    ]) {
      generate(true);
      leave();
      expect(desks.accounts.draft.has('password') || desks.accounts.draft.has('passphrase')).toBe(false);
    }
  });
});

describe('create with an own password', () => {
  const strong = 'gravel-Tundra9 omits plasma';
  /** Good enough beside a generated passphrase, far too weak alone. */
  const besideOnly = 'kupgrado1';

  beforeEach(() => desks.creates.showCreate());

  it('takes a strong one and empties the field', async () => {
    generate();
    const input = inputOf(strong);
    await desks.creates.createWithOwn('walnut-harbor-1', input, false);
    expect(desks.screens.read().kind).toBe('sheet');
    expect(input.value).toBe('');
    expect(desks.accounts.draft.has('password')).toBe(false);
  });

  it.each([
    ['leaked', 'correcthorsebatterystaple'],
    ['short', 'x9!Qz'],
    ['the name', 'walnut-harbor-1 walnut'],
  ])('refuses a weak one whatever the screen thought of it, consent or not: %s', async (_what, password) => {
    generate();
    const input = inputOf(password);
    await desks.creates.createWithOwn('walnut-harbor-1', input, true);
    expect(screenOf(desks.screens, 'create').error?.code).toBe('account.too-weak');
    expect(desks.derivations()).toBe(0);
    expect(input.value).toBe(password);
  });

  it('refuses one that was fine beside a passphrase once the passphrase is gone', async () => {
    generate(true);
    desks.accounts.draft.dropPassphrase();
    await desks.creates.createWithOwn('walnut-harbor-1', inputOf(besideOnly), true);
    expect(screenOf(desks.screens, 'create').error?.code).toBe('account.too-weak');
    desks.accounts.draft.makePassphrase();
    await desks.creates.createWithOwn('walnut-harbor-1', inputOf(besideOnly), false);
    expect(desks.screens.read().kind).toBe('sheet');
  });

  it('takes one with a price only with the sentence', async () => {
    const priced = 'kq9-vTr2-bqxw7z';
    await desks.creates.createWithOwn('walnut-harbor-1', inputOf(priced), false);
    expect(screenOf(desks.screens, 'create').error?.code).toBe('account.too-weak');
    await desks.creates.createWithOwn('walnut-harbor-1', inputOf(priced), true);
    expect(desks.screens.read().kind).toBe('sheet');
  });

  it('says what is wrong with a name or a character, and keeps what was typed', async () => {
    const input = inputOf('tab\there is none of it');
    await desks.creates.createWithOwn('no', input, false);
    expect(screenOf(desks.screens, 'create').issue).toEqual({ field: 'username', reason: 'length' });
    await desks.creates.createWithOwn('walnut-harbor-1', input, false);
    expect(screenOf(desks.screens, 'create').issue).toEqual({ field: 'password', reason: 'control' });
    expect(input.value).not.toBe('');
  });
});

describe('forget', () => {
  it('removes the account and goes to what is left', async () => {
    const known = await withKnown();
    await desks.accounts.forget(known);
    expect(desks.main.requests('account.forget')).toEqual([{ accountId: known.accountId }]);
    expect(desks.screens.read().kind).toBe('welcome');
  });
});
