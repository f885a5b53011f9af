import { beforeEach, describe, expect, it } from 'vitest';
import type { KnownAccount } from '../../../wallet-core/ipc/index.ts';
import { firstCheckUpMs, nextCheckUpMs, postponedByMs } from '../../../wallet-core/policy/check-up.ts';
import { createDesks, credentialsOf, type Desks, inputOf, screenOf, wordsInputOf } from '../testing/desk-fixture.ts';

const WORDS = `${'abandon '.repeat(11)}about`;
const OTHER = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
const DEVICE = 'ravine-oblong-7-turnip-mosaic';
const DAY = 86_400_000;

let desks: Desks;
let account: KnownAccount;

function only(): KnownAccount {
  const [one] = desks.main.accounts;
  if (one === undefined) throw new TypeError('no account');
  return one;
}

beforeEach(async () => {
  desks = createDesks();
  await desks.accounts.start();
  desks.imports.showImport();
  await desks.imports.importWords(wordsInputOf(WORDS), null, inputOf(DEVICE));
  await desks.imports.addPreviewed('Old');
  account = only();
});

const unlock = () => desks.imports.unlock(account, inputOf(DEVICE));

describe('the check-up of imported words', () => {
  it('is not asked for before 30 days, then before the account opens', async () => {
    await desks.pass(firstCheckUpMs - DAY);
    await unlock();
    expect(desks.screens.read().kind).toBe('idle');
    await desks.pass(DAY);
    const opened = desks.main.requests('session.open').length;
    await unlock();
    expect(screenOf(desks.screens, 'check-up')).toMatchObject({ state: 'ask', beforeOpening: true });
    expect(desks.main.requests('session.open')).toHaveLength(opened);
  });

  it('the right words open the account, and it is quiet for 90 days', async () => {
    await desks.pass(firstCheckUpMs);
    await unlock();
    const input = wordsInputOf(WORDS);
    await desks.checkUps.checkWords(input, null);
    expect(input.value).toBe('');
    expect(screenOf(desks.screens, 'check-up').state).toBe('passed');
    await desks.checkUps.finish();
    expect(desks.screens.read().kind).toBe('idle');
    await desks.pass(nextCheckUpMs - DAY);
    await unlock();
    expect(desks.screens.read().kind).toBe('idle');
    await desks.pass(DAY);
    await unlock();
    expect(desks.screens.read().kind).toBe('check-up');
  });

  it('"later" opens the account and asks again after some days', async () => {
    await desks.pass(firstCheckUpMs);
    await unlock();
    await desks.checkUps.postpone();
    expect(desks.screens.read().kind).toBe('idle');
    await unlock();
    expect(desks.screens.read().kind).toBe('idle');
    await desks.pass(postponedByMs);
    await unlock();
    expect(desks.screens.read().kind).toBe('check-up');
  });

  it('other words are said to be others, until the right ones were typed', async () => {
    desks.checkUps.ask(account.accountId);
    await desks.checkUps.checkWords(wordsInputOf(OTHER), null);
    expect(screenOf(desks.screens, 'check-up')).toMatchObject({ state: 'failed', beforeOpening: false });
    await desks.checkUps.postpone();
    expect(desks.screens.read().kind).toBe('idle');
    await unlock();
    expect(screenOf(desks.screens, 'check-up').state).toBe('failed');
    await desks.checkUps.checkWords(wordsInputOf(WORDS), null);
    await desks.checkUps.finish();
    await unlock();
    expect(desks.screens.read().kind).toBe('idle');
  });

  it('a passphrase too many is another account', async () => {
    desks.checkUps.ask(account.accountId);
    await desks.checkUps.checkWords(wordsInputOf(WORDS), inputOf('TREZOR'));
    expect(screenOf(desks.screens, 'check-up').state).toBe('failed');
  });

  it('what was changed on disk counts as never checked, and does not keep the account closed', async () => {
    await desks.pass(nextCheckUpMs);
    desks.checkUps.ask(account.accountId);
    await desks.checkUps.checkWords(wordsInputOf(WORDS), null);
    await desks.checkUps.finish();
    await unlock();
    expect(desks.screens.read().kind).toBe('idle');
    const name = `${account.accountId} checkup`;
    const blob = desks.main.blobs.get(name) ?? '';
    desks.main.blobs.set(name, `${blob.slice(0, -2)}00`);
    await unlock();
    expect(desks.screens.read().kind).toBe('check-up');
    await desks.checkUps.postpone();
    expect(desks.screens.read().kind).toBe('idle');
  });

  it('leaving the question leaves no account half open', async () => {
    desks = createDesks();
    desks.main.accounts = [account];
    await desks.accounts.start();
    desks.accounts.leave();
    await desks.checkUps.finish();
    expect(desks.main.requests('session.open')).toEqual([]);
    expect(desks.session.isEmpty).toBe(true);
  });
});

describe('the check-up of a password account', () => {
  beforeEach(async () => {
    await desks.accounts.signIn(credentialsOf('ada-4821', 'correct horse battery').credentials);
    await desks.accounts.addPreviewed('Ada');
    account = desks.main.accounts.find(({ kind }) => kind === 'password') ?? only();
  });

  it('is passed by every unlock with the password: it was just typed in full', async () => {
    await desks.pass(firstCheckUpMs * 2);
    await desks.accounts.unlock(account, credentialsOf('ada-4821', 'correct horse battery').credentials);
    expect(desks.screens.read().kind).toBe('idle');
  });

  it('compares keys and opens nothing by itself; a wrong one counts as an attempt (E-21) and is erased (E-25)', async () => {
    desks.checkUps.ask(account.accountId);
    const wrong = credentialsOf('ada-4821', 'correct horse buttery');
    await desks.checkUps.checkCredentials(wrong.credentials);
    expect(wrong.areErased()).toBe(true);
    expect(screenOf(desks.screens, 'check-up').state).toBe('failed');
    expect(desks.main.requests('unlock.failed')).toEqual([{ username: 'ada-4821' }]);
    await desks.checkUps.checkCredentials(credentialsOf('ada-4821', 'correct horse battery').credentials);
    expect(screenOf(desks.screens, 'check-up').state).toBe('passed');
    await desks.checkUps.finish();
    expect(desks.screens.read().kind).toBe('idle');
  });
});
