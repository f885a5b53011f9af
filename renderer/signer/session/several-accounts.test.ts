import { beforeEach, describe, expect, it, vi } from 'vitest';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { KnownAccount } from '../../../wallet-core/ipc/index.ts';
import { createDesks, credentialsOf, type Desks, screenOf } from '../testing/desk-fixture.ts';

let desks: Desks;

beforeEach(async () => {
  desks = createDesks();
  await desks.accounts.start();
});

async function add(username: string): Promise<KnownAccount> {
  await desks.accounts.signIn(credentialsOf(username, `password of ${username}`).credentials);
  await desks.accounts.addPreviewed(username);
  const added = desks.main.accounts.find((account) => account.username === username);
  if (added === undefined) throw new TypeError(username);
  return added;
}

const lastOf = <T>(list: readonly T[]): T | undefined => list[list.length - 1];

describe('several accounts', () => {
  it('tells main after each opening whose keys are held, ids alone', async () => {
    const ada = await add('ada-4821');
    desks.accounts.showWelcome();
    const ben = await add('ben-1111');
    expect(desks.main.requests('session.unlocked')).toEqual([
      { accountIds: [ada.accountId] },
      { accountIds: [ada.accountId, ben.accountId] },
    ]);
  });

  it('switches back without a password to an account whose keys are here, with its own storage key', async () => {
    const ada = await add('ada-4821');
    const ben = await add('ben-1111');
    expect(await desks.accounts.activate(ada.accountId)).toBeNull();
    const [first, second, third] = desks.main.requests('session.open');
    expect(third).toEqual(first);
    expect(second?.storageKey).not.toBe(first?.storageKey);
    expect(second?.account.accountId).toBe(ben.accountId);
    expect(screenOf(desks.screens, 'idle').account.accountId).toBe(ada.accountId);
    expect(desks.derivations()).toBe(2);
  });

  it('switches under the name the account has by now', async () => {
    const ada = await add('ada-4821');
    await add('ben-1111');
    desks.main.accounts = desks.main.accounts.map((one) =>
      one.accountId === ada.accountId ? { ...one, label: 'Savings' } : one,
    );
    await desks.accounts.activate(ada.accountId);
    expect(lastOf(desks.main.requests('session.open'))?.account.label).toBe('Savings');
  });

  it('asks for the password of an account whose keys are not here, and the way back leaves the one before as it is', async () => {
    const ben = await add('ben-1111');
    desks = createDesks();
    desks.main.accounts = [ben];
    await desks.accounts.start();
    const ada = await add('ada-4821');
    await desks.accounts.activate(ben.accountId);
    const screen = screenOf(desks.screens, 'unlock');
    expect(screen.account.accountId).toBe(ben.accountId);
    expect(screen.back?.accountId).toBe(ada.accountId);
    await desks.accounts.returnToOpen();
    expect(desks.main.requests('session.open').map(({ account }) => account.accountId)).toEqual([ada.accountId]);
    expect(desks.main.requests('signer.close')).toHaveLength(1);
    expect(screenOf(desks.screens, 'idle').account.accountId).toBe(ada.accountId);
  });

  it('leaving the screens of a new account changes nothing of the open one', async () => {
    const ada = await add('ada-4821');
    desks.accounts.showWelcome();
    expect(screenOf(desks.screens, 'welcome').back?.accountId).toBe(ada.accountId);
    desks.creates.showCreate();
    desks.accounts.draft.makePassword();
    desks.accounts.showFront();
    await vi.waitFor(() => expect(desks.main.requests('signer.close')).toHaveLength(1));
    expect(screenOf(desks.screens, 'idle').account.accountId).toBe(ada.accountId);
    expect(desks.accounts.draft.has('password')).toBe(false);
    expect(desks.main.requests('session.open')).toHaveLength(1);
    expect(desks.session.require(ada.accountId).candidate.keys.keyring.isErased).toBe(false);
  });

  it('E-29: nothing that main asks for interrupts a calculation', async () => {
    const ada = await add('ada-4821');
    const release = desks.holdDerivations();
    const signingIn = desks.accounts.signIn(credentialsOf('ben-1111', 'password of ben').credentials);
    await vi.waitFor(() => expect(desks.screens.read().kind).toBe('deriving'));
    expect(desks.accounts.makeRoom()).toBe(false);
    expect(await desks.accounts.activate(ada.accountId)).toBeNull();
    expect(desks.screens.read().kind).toBe('deriving');
    release();
    await signingIn;
    expect(desks.screens.read().kind).toBe('preview');
  });

  it('an account main does not open again keeps its keys, and trying once more opens it', async () => {
    const ada = await add('ada-4821');
    await add('ben-1111');
    desks.main.failures.set('session.open', new WalletError('session.busy'));
    await desks.accounts.activate(ada.accountId);
    expect(screenOf(desks.screens, 'failed').error.code).toBe('session.busy');
    desks.main.failures.clear();
    await desks.accounts.activate(ada.accountId);
    expect(screenOf(desks.screens, 'idle').account.accountId).toBe(ada.accountId);
  });

  it('a removed account leaves no keys behind, and main hears of it', async () => {
    const ada = await add('ada-4821');
    const ben = await add('ben-1111');
    const { keyring } = desks.session.require(ben.accountId).candidate.keys;
    await desks.accounts.forget(ben);
    expect(keyring.isErased).toBe(true);
    expect(lastOf(desks.main.requests('session.unlocked'))).toEqual({ accountIds: [ada.accountId] });
  });
});
