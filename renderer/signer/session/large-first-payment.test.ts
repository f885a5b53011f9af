import { beforeEach, describe, expect, it } from 'vitest';
import { type KnownAccount, toWireStated, toWireUnsigned } from '../../../wallet-core/ipc/index.ts';
import { passwordFrom } from '../../../wallet-core/policy/index.ts';
import { createDesks, credentialsOf, type Desks, screenOf } from '../testing/desk-fixture.ts';
import { buildPayment, coinOf, otherStranger, ownAddress, stranger } from '../testing/payment-fixture.ts';
import { SETTLE_MS } from './approval-desk.ts';

const PASSWORD = 'correct horse battery';
const ID = 'ab'.repeat(16);
const NOW = 1_795_000_000_000;

let desks: Desks;
let account: KnownAccount;

beforeEach(async () => {
  desks = createDesks();
  await desks.accounts.start();
  await desks.accounts.signIn(credentialsOf('ada-4821', PASSWORD).credentials);
  await desks.accounts.addPreviewed('Ada');
  await desks.pass(NOW - desks.now());
  const [added] = desks.main.accounts;
  if (added === undefined) throw new TypeError('no account');
  account = added;
});

const keyring = () => desks.session.require(account.accountId).candidate.keys.keyring;
const prove = (password = PASSWORD) => desks.proofs.proveCredentials(credentialsOf('ada-4821', password).credentials);
const decisions = () =>
  desks.main
    .requests('approval.decide')
    .map(({ decision }) => (decision.kind === 'refused' ? decision.error.code : decision.kind));

interface Asked {
  readonly requestId?: string;
  readonly amounts?: readonly bigint[];
  readonly to?: readonly string[];
  readonly changeIndex?: number;
}

async function review({
  requestId = ID,
  amounts = [passwordFrom.flux],
  to = [stranger, otherStranger],
  changeIndex = 0,
}: Asked = {}) {
  const keys = keyring();
  const recipients = amounts.map((amount, at) => ({ address: (to[at] ?? stranger) as typeof stranger, amount }));
  const coins = [coinOf(keys, 1, 4n * passwordFrom.flux)];
  const { unsigned, stated } = buildPayment(keys, { recipients }, ownAddress(keys, 1, changeIndex), 0, coins);
  await desks.approvals.open({
    requestId,
    accountId: account.accountId,
    stated: toWireStated(stated),
    unsigned: toWireUnsigned(unsigned),
    validUntilMs: desks.now() + 300_000,
  });
  await desks.pass(SETTLE_MS);
}

describe('T-04: a large first payment', () => {
  it('is signed only after the password was typed for it', async () => {
    await review();
    expect(screenOf(desks.screens, 'approve').asksPassword).toBe(true);
    await desks.approvals.approve(ID);
    expect(screenOf(desks.screens, 'prove')).toMatchObject({ purpose: 'payment', error: null });
    await desks.approvals.approve(ID);
    expect(decisions()).toEqual([]);
    await prove('wrong horse battery');
    expect(screenOf(desks.screens, 'prove').error?.code).toBe('account.wrong-credentials');
    expect(desks.main.requests('unlock.failed')).toEqual([{ username: 'ada-4821' }]);
    expect(decisions()).toEqual([]);
    await prove();
    expect(decisions()).toEqual(['approved']);
    expect(desks.screens.read().kind).toBe('idle');
    await prove();
    expect(decisions()).toEqual(['approved']);
  });

  it.each([
    ['one unit less', { amounts: [passwordFrom.flux - 1n] }, false],
    ['two that come to it together', { amounts: [passwordFrom.flux / 2n, passwordFrom.flux / 2n] }, true],
    ['one of several that alone is below', { amounts: [passwordFrom.flux / 2n, 1_000n] }, false],
  ] satisfies readonly (readonly [string, Asked, boolean])[])('%s', async (_what, asked, asks) => {
    await review(asked);
    expect(screenOf(desks.screens, 'approve').asksPassword).toBe(asks);
    await desks.approvals.approve(ID);
    expect(desks.screens.read().kind).toBe(asks ? 'prove' : 'idle');
  });

  it('to an own address or one paid before is none', async () => {
    await review({ to: [ownAddress(keyring(), 0, 3).address] });
    expect(screenOf(desks.screens, 'approve').asksPassword).toBe(false);
    await desks.approvals.reject(ID);
    await review({ requestId: '01'.repeat(16), amounts: [1_000n] });
    await desks.approvals.approve('01'.repeat(16));
    await review({ requestId: '02'.repeat(16) });
    expect(screenOf(desks.screens, 'approve').asksPassword).toBe(false);
  });

  it('is one again when the list of those paid before is taken away', async () => {
    await review({ amounts: [1_000n] });
    await desks.approvals.approve(ID);
    desks.main.blobs.delete(`${account.accountId} recipients`);
    await review({ requestId: '02'.repeat(16) });
    expect(screenOf(desks.screens, 'approve').asksPassword).toBe(true);
  });

  it('can be looked at again instead: the review begins anew, and the password is still wanted', async () => {
    await review({ changeIndex: 40 });
    desks.approvals.acceptFarChange(ID);
    await desks.approvals.approve(ID);
    desks.approvals.cancelProof();
    expect(screenOf(desks.screens, 'approve')).toMatchObject({ requestId: ID, openedAtMs: desks.now() });
    await prove();
    expect(screenOf(desks.screens, 'approve').requestId).toBe(ID);
    await desks.pass(SETTLE_MS);
    await desks.approvals.approve(ID);
    // T-06: the warning has to be answered again.
    expect(decisions()).toEqual(['approval.unanswered']);
  });

  it('E-29: withdrawn while the password is derived, nothing is signed and nothing comes back on screen', async () => {
    for (const password of [PASSWORD, 'wrong horse battery']) {
      const requestId = password === PASSWORD ? ID : 'cd'.repeat(16);
      await review({ requestId });
      await desks.approvals.approve(requestId);
      const go = desks.holdDerivations();
      const proving = prove(password);
      expect(desks.screens.read().kind).toBe('deriving');
      desks.approvals.withdraw(requestId);
      expect(desks.screens.read().kind).toBe('idle');
      go();
      await proving;
      expect(desks.screens.read().kind).toBe('idle');
      expect(decisions()).toEqual([]);
    }
  });

  it('E-29: its question is not pushed aside by another screen or a second request', async () => {
    await review();
    await desks.approvals.approve(ID);
    expect(desks.accounts.makeRoom()).toBe(false);
    desks.accounts.leave();
    await review({ requestId: 'cd'.repeat(16) });
    expect(decisions()).toEqual(['session.busy']);
    expect(screenOf(desks.screens, 'prove').purpose).toBe('payment');
    await prove();
    expect(decisions()).toEqual(['session.busy', 'approved']);
  });

  it('E-29: a password typed too late signs nothing', async () => {
    await review();
    await desks.approvals.approve(ID);
    await desks.pass(300_000);
    await prove();
    expect(decisions()).toEqual(['approval.expired']);
  });

  it('E-29: a password typed for something else is none for a payment', async () => {
    desks.exports.ask(account);
    await prove();
    await desks.accounts.returnToOpen();
    await review();
    expect(screenOf(desks.screens, 'approve').asksPassword).toBe(true);
    await desks.approvals.approve(ID);
    expect(decisions()).toEqual([]);
  });
});
