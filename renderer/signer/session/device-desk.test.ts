import { beforeEach, describe, expect, it } from 'vitest';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { createDesks, credentialsOf, type Desks, screenOf } from '../testing/desk-fixture.ts';

let desks: Desks;

beforeEach(async () => {
  desks = createDesks();
  await desks.accounts.start();
  await desks.accounts.signIn(credentialsOf('ada-4821', 'correct horse battery').credentials);
  await desks.accounts.addPreviewed('Ada');
});

describe('sheet and removal', () => {
  it('the sheet of an open account names it and its first address, and nothing secret', () => {
    const accountId = desks.main.accounts[0]?.accountId ?? '';
    desks.device.showSheet(accountId);
    const { account, firstAddress } = screenOf(desks.screens, 'account-sheet');
    expect(account.username).toBe('ada-4821');
    expect(firstAddress).toBe(desks.session.require(accountId).candidate.firstAddress);
    expect(() => desks.device.showSheet('0'.repeat(16))).toThrow('session.locked');
  });

  it('deletes nothing before the person says so, and says when it could not', async () => {
    const { active } = desks.session;
    if (active === null) throw new TypeError('no account');
    await desks.accounts.refresh();
    desks.device.showRemove(active);
    expect(screenOf(desks.screens, 'remove').hasImported).toBe(false);
    expect(desks.main.requests('account.forget')).toEqual([]);
    expect(desks.main.requests('device.wipe')).toEqual([]);
    desks.main.failures.set('device.wipe', new WalletError('store.write-failed'));
    await desks.device.wipe();
    expect(screenOf(desks.screens, 'failed').error.code).toBe('store.write-failed');
  });

  it('a closed window keeps nothing typed or shown (E-25)', async () => {
    desks.creates.showCreate();
    desks.accounts.draft.makePassword();
    desks.accounts.leave();
    expect(desks.accounts.draft.has('password')).toBe(false);
    expect(screenOf(desks.screens, 'idle').account.username).toBe('ada-4821');
  });
});
