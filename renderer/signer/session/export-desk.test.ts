import { beforeEach, describe, expect, it } from 'vitest';
import { fluxCodec } from '../../../chains/flux/codec.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { KnownAccount } from '../../../wallet-core/ipc/index.ts';
import { formatFluxId, Keyring, parseWif } from '../../../wallet-core/keyring/index.ts';
import { deriveSeed, fluxIdPath, fluxPath, parseMnemonic } from '../../../wallet-core/seed/index.ts';
import { createDesks, credentialsOf, type Desks, inputOf, screenOf, wordsInputOf } from '../testing/desk-fixture.ts';
import { CLIPBOARD_MS, SHOWN_MS } from './export-desk.ts';

const WORDS = `${'abandon '.repeat(11)}about`;
const PASSWORD = 'correct horse battery';
const DEVICE = 'ravine-oblong-7-turnip-mosaic';

let desks: Desks;
let account: KnownAccount;

async function begin(): Promise<KnownAccount> {
  desks = createDesks();
  await desks.accounts.start();
  await desks.accounts.signIn(credentialsOf('ada-4821', PASSWORD).credentials);
  await desks.accounts.addPreviewed('Ada');
  const [added] = desks.main.accounts;
  if (added === undefined) throw new TypeError('no account');
  return added;
}

beforeEach(async () => {
  account = await begin();
});

function drawn(): string {
  const element = { textContent: '' } as HTMLElement;
  desks.exports.show('export', element, true);
  return element.textContent ?? '';
}

/** The numbered words in the order of their numbers. */
function drawnWords(): string {
  return Array.from(drawn().matchAll(/(\d+) +([a-z]+)/g), ([, place, word]) => ({ place: Number(place), word }))
    .sort((a, b) => a.place - b.place)
    .map(({ word }) => word)
    .join(' ');
}

async function prove(password = PASSWORD) {
  desks.exports.ask(account);
  await desks.proofs.proveCredentials(credentialsOf('ada-4821', password).credentials);
}

describe('export', () => {
  it('shows nothing before the password was typed again, and counts a wrong one (E-21)', async () => {
    desks.exports.ask(account);
    expect(screenOf(desks.screens, 'prove')).toMatchObject({ purpose: 'export', error: null });
    desks.exports.choose({ kind: 'words' });
    expect(drawn()).toBe('');
    await prove('wrong horse battery');
    expect(screenOf(desks.screens, 'prove').error?.code).toBe('account.wrong-credentials');
    expect(desks.main.requests('unlock.failed')).toEqual([{ username: 'ada-4821' }]);
    desks.exports.choose({ kind: 'words' });
    expect(drawn()).toBe('');
  });

  it('E-21: derives nothing while an attempt is not due, and erases what was typed (E-25)', async () => {
    desks.main.gateMs = 9_000;
    const before = desks.derivations();
    desks.exports.ask(account);
    const { credentials, areErased } = credentialsOf('ada-4821', PASSWORD);
    await desks.proofs.proveCredentials(credentials);
    expect(desks.derivations()).toBe(before);
    expect(areErased()).toBe(true);
    expect(screenOf(desks.screens, 'prove').waitUntilMs).toBe(desks.now() + 9_000);
  });

  it('the words are those the account is made of', async () => {
    await prove();
    desks.exports.choose({ kind: 'words' });
    const words = drawnWords();
    const parsed = parseMnemonic(words);
    if (!parsed.ok) throw new TypeError(parsed.reason);
    expect(new Keyring(deriveSeed(parsed.value, '')).accountId).toBe(account.accountId);
  });

  it('single keys are those of the address beside them', async () => {
    await prove();
    const { keyring } = desks.session.require(account.accountId).candidate.keys;
    desks.exports.choose({ kind: 'address-key', branch: 1, index: 7 });
    const path = fluxPath(1, 7);
    const { shown } = screenOf(desks.screens, 'export');
    expect(shown?.address).toBe(fluxCodec.formatAddress(keyring.publicKey(path)));
    expect(drawn()).toBe(keyring.unsafeWif(path));
    expect(parseWif(drawn())).toMatchObject({ ok: true, value: { compressed: true } });
    desks.exports.choose({ kind: 'flux-id' });
    expect(screenOf(desks.screens, 'export').shown?.address).toBe(formatFluxId(keyring.publicKey(fluxIdPath())));
    desks.exports.choose({ kind: 'xpub' });
    expect(drawn()).toBe(keyring.accountPublicKeys().flux);
    for (const index of [-1, 0.5, 100_000, Number.NaN]) desks.exports.choose({ kind: 'address-key', branch: 0, index });
    expect(drawn()).toBe(keyring.accountPublicKeys().flux);
  });

  it('E-25: no secret is in what React draws', async () => {
    await prove();
    const texts: string[] = [];
    for (const what of [
      { kind: 'words' },
      { kind: 'flux-id' },
      { kind: 'address-key', branch: 0, index: 0 },
    ] as const) {
      desks.exports.choose(what);
      texts.push(JSON.stringify(desks.screens.read()));
      for (const word of drawn().split(/\s+/)) if (word.length > 20) expect(texts.join()).not.toContain(word);
    }
    expect(texts.join()).not.toContain('abandon');
  });

  it('hides after a minute and asks for the password again', async () => {
    await prove();
    desks.exports.choose({ kind: 'words' });
    await desks.pass(SHOWN_MS - 1_000);
    desks.exports.extend();
    await desks.pass(SHOWN_MS - 1_000);
    expect(drawn()).not.toBe('');
    await desks.pass(1_000);
    expect(drawn()).toBe('');
    expect(screenOf(desks.screens, 'prove').notice).toBe('timed-out');
    desks.exports.choose({ kind: 'words' });
    expect(drawn()).toBe('');
  });

  it('E-37: a copy goes by the channel that is cleared, and the time is counted', async () => {
    await prove();
    desks.exports.choose({ kind: 'flux-id' });
    expect(await desks.exports.copy()).toBe(true);
    expect(desks.main.requests('clipboard.secret')).toEqual([{ text: drawn() }]);
    expect(screenOf(desks.screens, 'export').clipboardUntilMs).toBe(desks.now() + CLIPBOARD_MS);
    desks.main.failures.set('clipboard.secret', new WalletError('ipc.peer-gone'));
    expect(await desks.exports.copy()).toBe(false);
  });

  it('leaving, a payment or a switch takes it off the screen and erases it', async () => {
    await prove();
    desks.exports.choose({ kind: 'words' });
    expect(desks.accounts.makeRoom()).toBe(true);
    expect(drawn()).toBe('');
    await prove();
    desks.exports.choose({ kind: 'words' });
    await desks.accounts.returnToOpen();
    expect(drawn()).toBe('');
    expect(desks.screens.read().kind).toBe('idle');
  });

  it('of imported words takes the password of this device and gives the words back', async () => {
    desks = createDesks();
    await desks.accounts.start();
    desks.imports.showImport();
    await desks.imports.importWords(wordsInputOf(WORDS), null, inputOf(DEVICE));
    await desks.imports.addPreviewed('Old');
    const [imported] = desks.main.accounts;
    if (imported === undefined) throw new TypeError('no account');
    desks.exports.ask(imported);
    await desks.proofs.proveDevicePassword(inputOf('something else entirely'));
    expect(screenOf(desks.screens, 'prove').error?.code).toBe('account.wrong-credentials');
    await desks.proofs.proveDevicePassword(inputOf(DEVICE));
    desks.exports.choose({ kind: 'words' });
    expect(
      drawn()
        .replaceAll(/[\s\d]+/g, ' ')
        .trim(),
    ).toBe(WORDS);
  });
});
