import { beforeEach, describe, expect, it, vi } from 'vitest';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { KnownAccount } from '../../../wallet-core/ipc/index.ts';
import { Keyring } from '../../../wallet-core/keyring/index.ts';
import { fromHex, toHex, utf8 } from '../../../wallet-core/primitives/index.ts';
import { createDesks, type Desks, inputOf, nothingFound, screenOf, wordsInputOf } from '../testing/desk-fixture.ts';
import { otherStranger, stranger } from '../testing/payment-fixture.ts';

/** BIP39's own first test vector; public, never to be funded. */
const WORDS = `${'abandon '.repeat(11)}about`;
const OTHER_WORDS = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
const DEVICE = 'gravel-Tundra9 omits plasma';

let desks: Desks;
const erase = vi.spyOn(Keyring.prototype, 'erase');

beforeEach(() => {
  desks = createDesks();
  erase.mockClear();
  desks.imports.showImport();
});

function importWords(words = WORDS, device = DEVICE, passphrase: string | null = null): Promise<void> {
  return desks.imports.importWords(
    wordsInputOf(words),
    passphrase === null ? null : inputOf(passphrase),
    inputOf(device),
  );
}

/** A signer that starts anew with what main has kept. */
function restart(): void {
  const { main } = desks;
  desks = createDesks();
  desks.main.accounts = main.accounts;
  for (const [key, blob] of main.blobs) desks.main.blobs.set(key, blob);
  erase.mockClear();
}

async function withImported(): Promise<KnownAccount> {
  await importWords();
  await desks.imports.addPreviewed('Old wallet');
  const [account] = desks.main.accounts;
  if (account === undefined) throw new TypeError('no account');
  restart();
  await desks.accounts.start();
  return account;
}

describe('import of words', () => {
  it('seals, previews, and stores nothing before the person says so', async () => {
    await importWords();
    const { summary } = screenOf(desks.screens, 'preview');
    expect(summary).toMatchObject({ kind: 'imported', username: null });
    expect(desks.main.blobs.size).toBe(0);
    await desks.imports.addPreviewed('Old wallet');
    expect(desks.main.calls.map(({ channel }) => channel)).toEqual([
      'account.preview',
      'account.forget',
      'blob.write',
      // Single keys that came into it before: none.
      'blob.read',
      'session.open',
      'session.unlocked',
      'blob.read',
      'blob.write',
    ]);
    expect([...desks.main.blobs.keys()].map((key) => key.split(' ')[1])).toEqual(['sealed-seed', 'checkup']);
    const [blob] = desks.main.blobs.values();
    expect(toHex(fromHex(blob ?? '')).startsWith(toHex(utf8('PLXV')))).toBe(true);
    expect(screenOf(desks.screens, 'idle').account).toMatchObject({ kind: 'imported', label: 'Old wallet' });
  });

  it('E-25: empties the inputs when the words are taken, and keeps them when they have to be mended', async () => {
    const inputs = [wordsInputOf(WORDS), inputOf('extra'), inputOf('short')] as const;
    await desks.imports.importWords(...inputs);
    expect(screenOf(desks.screens, 'import').issue).toEqual({ field: 'devicePassword', reason: 'too-short' });
    expect(inputs.map(({ value }) => value)).toEqual([WORDS, 'extra', 'short']);
    inputs[2].value = DEVICE;
    await desks.imports.importWords(...inputs);
    expect(inputs.map(({ value }) => value)).toEqual(['', '', '']);
    expect(desks.screens.read().kind).toBe('preview');
  });

  it('names the place of a word that is none', async () => {
    await importWords(WORDS.replace('about', 'abuot'));
    expect(screenOf(desks.screens, 'import').issue).toEqual({
      field: 'words',
      reason: 'unknown-word',
      positions: [12],
    });
  });

  it.each([
    ['aaaaaaaaaaaa', 'few-guesses'],
    ['correcthorsebatterystaple', 'few-guesses'],
    ['x9!Qz', 'too-short'],
  ])('A7: the words of a stolen computer are not sealed under %s', async (device, reason) => {
    await importWords(WORDS, device);
    expect(screenOf(desks.screens, 'import').issue).toEqual({ field: 'devicePassword', reason });
    expect(desks.derivations()).toBe(0);
  });

  it('another BIP39 passphrase is another account', async () => {
    await importWords();
    const without = screenOf(desks.screens, 'preview').summary.accountId;
    desks.imports.showImport();
    await importWords(WORDS, DEVICE, 'TREZOR');
    expect(screenOf(desks.screens, 'preview').summary.accountId).not.toBe(without);
  });

  it('words of an account that is here are refused: sealing them anew would lock its rows for ever', async () => {
    await withImported();
    const before = new Map(desks.main.blobs);
    desks.imports.showImport();
    await importWords(WORDS, 'another-Device7 pass mural');
    expect(screenOf(desks.screens, 'import').error?.code).toBe('account.exists');
    expect(desks.main.blobs).toEqual(before);
    expect(desks.derivations()).toBe(0);
    expect(erase).toHaveBeenCalledTimes(1);
  });

  it('an import that was cut short can be repeated: what it left is removed first', async () => {
    await importWords();
    desks.main.failures.set('session.open', new WalletError('ipc.peer-gone'));
    await desks.imports.addPreviewed('');
    expect(screenOf(desks.screens, 'failed').error.code).toBe('ipc.peer-gone');
    expect(desks.session.isEmpty).toBe(true);
    const [key] = desks.main.blobs.keys();
    desks.main.blobs.set(`${key?.slice(0, 16)} recipients`, 'c0ffee');
    restart();
    desks.imports.showImport();
    await importWords();
    await desks.imports.addPreviewed('');
    expect(desks.screens.read().kind).toBe('idle');
    const channels = desks.main.calls.map(({ channel }) => channel);
    expect(channels.indexOf('account.forget')).toBeLessThan(channels.indexOf('blob.write'));
    expect([...desks.main.blobs.keys()]).toEqual([key, key?.replace('sealed-seed', 'checkup')]);
  });

  it('E-25: whoever cancels the sealing leaves no keys behind', async () => {
    desks.holdDerivations();
    const importing = importWords();
    await vi.waitFor(() => expect(desks.derivations()).toBe(1));
    desks.imports.cancelDerivation();
    await importing;
    expect(screenOf(desks.screens, 'import').error?.code).toBe('approval.cancelled');
    expect(erase).toHaveBeenCalledTimes(1);
    expect(desks.main.calls).toEqual([]);
  });

  it('a second click while the first is at work does nothing', async () => {
    const release = desks.holdDerivations();
    const first = importWords();
    await vi.waitFor(() => expect(desks.derivations()).toBe(1));
    await importWords(OTHER_WORDS);
    release();
    await first;
    expect(desks.derivations()).toBe(1);
    expect(desks.seen.filter((kind) => kind === 'import')).toHaveLength(1);
  });

  it('adding leaves the preview at once, so that nobody can add twice', async () => {
    await importWords();
    const adding = desks.imports.addPreviewed('');
    expect(desks.screens.read().kind).toBe('opening');
    await adding;
    expect(desks.seen).not.toContain('failed');
  });
});

describe('unlock of imported words', () => {
  it('gives the account its storage key again', async () => {
    await importWords();
    await desks.imports.addPreviewed('');
    const [first] = desks.main.requests('session.open');
    restart();
    const account = desks.main.accounts[0];
    if (account === undefined || first === undefined) throw new TypeError('no account');
    const input = inputOf(DEVICE);
    await desks.imports.unlock(account, input);
    expect(input.value).toBe('');
    const [second] = desks.main.requests('session.open');
    expect(second).toMatchObject({ storageKey: first.storageKey, publicKeys: first.publicKeys });
    expect(desks.session.require(account.accountId).candidate.keys.keyring.isErased).toBe(false);
  });

  it('E-21: a wrong device password is said to be one and counts; the next has to wait', async () => {
    const account = await withImported();
    await desks.imports.unlock(account, inputOf('some other password'));
    expect(screenOf(desks.screens, 'unlock').error?.code).toBe('account.wrong-credentials');
    expect(desks.main.requests('unlock.gate')).toEqual([{ username: account.accountId }]);
    expect(desks.main.requests('unlock.failed')).toEqual([{ username: account.accountId }]);
    desks.main.gateMs = 30_000;
    await desks.imports.unlock(account, inputOf(DEVICE));
    expect(desks.derivations()).toBe(1);
    expect(screenOf(desks.screens, 'unlock')).toMatchObject({
      error: { code: 'account.throttled' },
      waitUntilMs: 1_030_000,
    });
  });

  it('rows of another storage key are not told as a wrong password, nor counted', async () => {
    const account = await withImported();
    desks.main.failures.set('session.open', new WalletError('vault.wrong-key'));
    await desks.imports.unlock(account, inputOf(DEVICE));
    expect(screenOf(desks.screens, 'unlock').error?.code).toBe('vault.wrong-key');
    expect(desks.main.requests('unlock.failed')).toEqual([]);
    expect(erase).toHaveBeenCalledTimes(1);
  });

  it('nothing typed derives nothing; a cancelled attempt is no wrong one', async () => {
    const account = await withImported();
    await desks.imports.unlock(account, inputOf(''));
    expect(screenOf(desks.screens, 'unlock').issue).toEqual({ field: 'devicePassword', reason: 'empty' });
    desks.holdDerivations();
    const unlocking = desks.imports.unlock(account, inputOf(DEVICE));
    expect(desks.screens.read().kind).toBe('deriving');
    await vi.waitFor(() => expect(desks.derivations()).toBe(1));
    desks.imports.cancelDerivation();
    await unlocking;
    expect(screenOf(desks.screens, 'unlock').error?.code).toBe('approval.cancelled');
    expect(desks.main.requests('unlock.failed')).toEqual([]);
  });

  it('sealed words that are gone or belong to another account open nothing', async () => {
    const account = await withImported();
    const [key = '', blob = ''] = [...desks.main.blobs][0] ?? [];
    desks.main.blobs.clear();
    await desks.imports.unlock(account, inputOf(DEVICE));
    expect(screenOf(desks.screens, 'unlock').error?.code).toBe('vault.bad-format');
    const other = { ...account, accountId: '0'.repeat(16) };
    desks.main.blobs.set(key.replace(account.accountId, other.accountId), blob);
    await desks.imports.unlock(other, inputOf(DEVICE));
    expect(screenOf(desks.screens, 'unlock').error?.code).toBe('account.wrong-credentials');
    expect(desks.main.requests('session.open')).toEqual([]);
  });
});

describe('watch-only accounts', () => {
  async function withWatched(): Promise<KnownAccount> {
    await desks.imports.watch(stranger, 'Cold');
    await desks.imports.addPreviewed('');
    const [account] = desks.main.accounts;
    if (account === undefined) throw new TypeError('no account');
    restart();
    await desks.accounts.start();
    return account;
  }

  it('open without a storage key, keep what they watch in a blob of its own, and open again', async () => {
    const account = await withWatched();
    expect([...desks.main.blobs]).toEqual([[`${account.accountId} watched`, toHex(utf8(stranger))]]);
    await desks.imports.openWatched(account);
    expect(desks.main.requests('session.open')).toEqual([
      {
        account,
        publicKeys: { flux: null, bitcoin: null, fluxId: null, watched: [{ chain: 'flux', address: stranger }] },
        storageKey: null,
        remember: true,
      },
    ]);
    expect(screenOf(desks.screens, 'idle').account.label).toBe('Cold');
  });

  it('a backend cannot slip in another address to watch', async () => {
    const account = await withWatched();
    for (const blob of [toHex(utf8(otherStranger)), toHex(utf8('t1nonsense')), 'ff']) {
      desks.main.blobs.set(`${account.accountId} watched`, blob);
      await desks.imports.openWatched(account);
      expect(screenOf(desks.screens, 'failed').error.code).toBe('vault.bad-format');
    }
    expect(desks.main.requests('session.open')).toEqual([]);
  });

  it('show no address of the preview but the one that is watched', async () => {
    desks.main.preview = {
      ...nothingFound,
      addresses: [{ chain: 'flux', address: otherStranger, path: null, used: true }],
    };
    await desks.imports.watch(stranger, 'Cold');
    const { preview, summary } = screenOf(desks.screens, 'preview');
    expect([summary.firstAddress, preview?.addresses]).toEqual([stranger, []]);
  });

  it('an answer of the network that comes late takes nobody back to the preview', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    desks.main.during.set('account.preview', () => promise);
    const watching = desks.imports.watch(stranger, 'Cold');
    desks.accounts.showWelcome();
    resolve();
    await watching;
    expect(desks.screens.read().kind).toBe('welcome');
    desks.main.failures.set('account.preview', new WalletError('network.offline'));
    const failing = desks.imports.watch(stranger, 'Cold');
    desks.accounts.showWelcome();
    await failing;
    expect(desks.screens.read().kind).toBe('welcome');
  });

  it('what is no address, has no name, or is watched already is refused', async () => {
    const account = await withWatched();
    await desks.imports.watch('not an address', 'Cold');
    expect(screenOf(desks.screens, 'watch').issue?.field).toBe('address');
    await desks.imports.watch(otherStranger, ' \u200b ');
    expect(screenOf(desks.screens, 'watch').issue).toEqual({ field: 'label', reason: 'empty' });
    await desks.imports.watch(stranger, 'Again');
    expect(screenOf(desks.screens, 'watch').error?.code).toBe('account.exists');
    expect(desks.accounts.knows(account.accountId)).toBe(true);
  });
});
