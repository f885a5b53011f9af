import { beforeEach, describe, expect, it } from 'vitest';
import { signBitcoinMessage, verifyBitcoinMessage } from '../../../chains/bitcoin/message.ts';
import { fluxCodec } from '../../../chains/flux/codec.ts';
import { importedPath } from '../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { KnownAccount } from '../../../wallet-core/ipc/index.ts';
import { encodeWif, formatFluxId, nobleEngine, parseImportedKey } from '../../../wallet-core/keyring/index.ts';
import { fluxIdPath } from '../../../wallet-core/seed/index.ts';
import { createDesks, credentialsOf, type Desks, inputOf, screenOf } from '../testing/desk-fixture.ts';

const PASSWORD = 'correct horse battery';
const bytes = new Uint8Array(32).fill(0x29);
const WIF = encodeWif(bytes, true);
const HEX = '29'.repeat(32);
const publicKey = nobleEngine.publicKey(bytes);
const address = fluxCodec.formatAddress(publicKey);
const parsed = parseImportedKey(WIF, 'flux');
const path = importedPath(parsed.ok ? parsed.value.id : -1);

let desks: Desks;
let account: KnownAccount;

async function begin(): Promise<KnownAccount> {
  desks = createDesks();
  await desks.accounts.start();
  return signIn();
}

async function signIn(): Promise<KnownAccount> {
  await desks.accounts.signIn(credentialsOf('ada-4821', PASSWORD).credentials);
  await desks.accounts.addPreviewed('Ada');
  const [added] = desks.main.accounts;
  if (added === undefined) throw new TypeError('no account');
  return added;
}

beforeEach(async () => {
  account = await begin();
});

const keyringOf = () => desks.session.require(account.accountId).candidate.keys.keyring;
const lastOpen = () => desks.main.requests('session.open').at(-1)?.publicKeys;
const blob = () => desks.main.blobs.get(`${account.accountId} keys`) ?? '';

async function importKey(text: string, use: Parameters<Desks['keys']['judge']>[1]) {
  const input = inputOf(text);
  await desks.keys.judge(account.accountId, use, input);
  await desks.keys.add();
  return input;
}

async function listed() {
  await desks.keys.show(account.accountId);
  return screenOf(desks.screens, 'keys').keys;
}

describe('a FLUX key', () => {
  it('is shown with its address before it is kept, and nothing is stored until then', async () => {
    const input = inputOf(` ${WIF} `);
    await desks.keys.judge(account.accountId, 'flux', input);
    expect(screenOf(desks.screens, 'key-preview')).toMatchObject({ key: { use: 'flux', address, isServed: true } });
    expect(input.value).toBe('');
    expect(blob()).toBe('');
    desks.accounts.dropUntaken();
    await desks.keys.add();
    expect(blob()).toBe('');
  });

  it('joins the account: its address and place are opened with it, and its key signs', async () => {
    const input = await importKey(WIF, 'flux');
    expect(input.value).toBe('');
    expect(lastOpen()?.watched).toEqual([{ chain: 'flux', address, path }]);
    expect(keyringOf().publicKey(path)).toEqual(publicKey);
    expect(desks.screens.read().kind).toBe('idle');
    expect(await listed()).toEqual([{ id: expect.any(Number), use: 'flux', address, isServed: true }]);
  });

  it('A7: is sealed: the blob shows neither key nor address, and no screen holds the key (E-25)', async () => {
    const shown: string[] = [];
    desks.screens.subscribe(() => shown.push(JSON.stringify(desks.screens.read())));
    await importKey(WIF, 'flux');
    expect(blob()).toMatch(/^[0-9a-f]{100,}$/);
    expect(blob()).not.toContain(HEX);
    for (const screen of shown) for (const secret of [WIF, HEX]) expect(screen).not.toContain(secret);
    const calls = JSON.stringify(desks.main.calls);
    for (const secret of [WIF, HEX]) expect(calls).not.toContain(secret);
  });

  it('is there again after a restart and a sign-in, without another password', async () => {
    await importKey(WIF, 'flux');
    const { blobs, accounts } = desks.main;
    desks = createDesks();
    for (const [name, value] of blobs) desks.main.blobs.set(name, value);
    desks.main.accounts = accounts;
    await desks.accounts.start();
    await desks.accounts.unlock(account, credentialsOf('ada-4821', PASSWORD).credentials);
    expect(lastOpen()?.watched).toEqual([{ chain: 'flux', address, path }]);
    expect(keyringOf().publicKey(path)).toEqual(publicKey);
  });

  it('is taken out again: its address is not opened any more, its key is gone', async () => {
    await importKey(WIF, 'flux');
    const [key] = await listed();
    await desks.keys.remove(account.accountId, key?.id ?? -1);
    expect(lastOpen()?.watched).toEqual([]);
    expect(() => keyringOf().publicKey(path)).toThrow(WalletError);
    expect(await listed()).toEqual([]);
  });
});

describe('a Flux ID key', () => {
  it('stands in front of the account’s own, which is said, and gives way when it is removed', async () => {
    const own = keyringOf().accountPublicKeys().fluxId;
    await desks.keys.judge(account.accountId, 'flux-id', inputOf(WIF));
    expect(screenOf(desks.screens, 'key-preview')).toMatchObject({
      replaces: own,
      key: { address: formatFluxId(publicKey), isServed: true },
    });
    await desks.keys.add();
    expect(lastOpen()?.fluxId).toBe(formatFluxId(publicKey));
    expect(keyringOf().publicKey(fluxIdPath())).toEqual(publicKey);
    // What a login is signed with from now on, verified for the imported ID and not for the account's own.
    const signature = signBitcoinMessage('a login phrase', fluxIdPath(), keyringOf());
    expect(verifyBitcoinMessage(formatFluxId(publicKey), 'a login phrase', signature)).toBe(true);
    expect(verifyBitcoinMessage(own ?? '', 'a login phrase', signature)).toBe(false);
    await desks.keys.judge(account.accountId, 'flux-id', inputOf('77'.repeat(32)));
    expect(screenOf(desks.screens, 'key-add').issue).toEqual({ field: 'key', reason: 'second-flux-id' });
    const [key] = await listed();
    await desks.keys.remove(account.accountId, key?.id ?? -1);
    expect(lastOpen()?.fluxId).toBe(own);
  });
});

describe('a key of a chain that is not used here yet', () => {
  it('is kept, said to be only that, and opens nothing anew', async () => {
    const before = desks.main.requests('session.open').length;
    await desks.keys.judge(account.accountId, 'evm', inputOf(`0x${HEX}`));
    expect(screenOf(desks.screens, 'key-preview').key).toMatchObject({ use: 'evm', isServed: false });
    await desks.keys.add();
    expect(screenOf(desks.screens, 'keys').keys).toMatchObject([{ use: 'evm', isServed: false }]);
    expect(desks.main.requests('session.open')).toHaveLength(before);
    expect(keyringOf().adoptedPaths).toEqual([]);
  });
});

describe('what is not taken', () => {
  it.each([
    ['flux', '', 'empty'],
    ['flux', `${WIF.slice(0, -1)}1`, 'checksum'],
    ['flux', encodeWif(bytes, false), 'uncompressed'],
    ['evm', WIF, 'other-use'],
    ['solana', WIF, 'other-use'],
    ['flux', `${'abandon '.repeat(11)}about`, 'mnemonic'],
  ] as const)('%s %s: %s, and it stays in its field', async (use, text, reason) => {
    const input = inputOf(text);
    await desks.keys.judge(account.accountId, use, input);
    expect(screenOf(desks.screens, 'key-add')).toMatchObject({ use, issue: { field: 'key', reason } });
    expect(input.value).toBe(text);
  });

  it('the same key twice', async () => {
    await importKey(WIF, 'flux');
    await desks.keys.judge(account.accountId, 'flux', inputOf(HEX));
    expect(screenOf(desks.screens, 'key-add').issue).toEqual({ field: 'key', reason: 'exists' });
  });
});

describe('a list that cannot be read', () => {
  it('does not lock the account, is said, and is never written over', async () => {
    await importKey(WIF, 'flux');
    const sealed = blob();
    const damaged = `${sealed.slice(0, -2)}${sealed.endsWith('00') ? '01' : '00'}`;
    desks.main.blobs.set(`${account.accountId} keys`, damaged);
    await desks.accounts.unlock(account, credentialsOf('ada-4821', PASSWORD).credentials);
    expect(desks.screens.read().kind).toBe('idle');
    expect(lastOpen()?.watched).toEqual([]);
    await desks.keys.show(account.accountId);
    expect(screenOf(desks.screens, 'keys')).toMatchObject({ keys: [], error: { code: 'vault.tampered' } });
    await desks.keys.judge(account.accountId, 'flux', inputOf('55'.repeat(32)));
    await desks.keys.add();
    expect(blob()).toBe(damaged);
  });

  it('that of another account is none of this one’s', async () => {
    await importKey(WIF, 'flux');
    const sealed = blob();
    await desks.accounts.signIn(credentialsOf('ben-1111', 'another long password').credentials);
    await desks.accounts.addPreviewed('Ben');
    const ben = desks.main.accounts.find(({ username }) => username === 'ben-1111');
    desks.main.blobs.set(`${ben?.accountId} keys`, sealed);
    await desks.keys.show(ben?.accountId ?? '');
    expect(screenOf(desks.screens, 'keys')).toMatchObject({ keys: [], error: { code: 'vault.tampered' } });
  });
});

describe('export of an imported key', () => {
  it('is offered after the password, and gives it as its wallet takes it back', async () => {
    await importKey(WIF, 'flux');
    await importKey(`0x${HEX}`, 'evm');
    desks.exports.ask(account);
    await desks.proofs.proveCredentials(credentialsOf('ada-4821', PASSWORD).credentials);
    const { keys } = screenOf(desks.screens, 'export');
    expect(keys.map(({ use }) => use)).toEqual(['flux', 'evm']);
    const drawn = () => {
      const element = { textContent: '' } as HTMLElement;
      desks.exports.show('export', element, true);
      return element.textContent;
    };
    for (const [at, text] of [WIF, `0x${HEX}`].entries()) {
      const key = keys[at];
      if (key === undefined) throw new TypeError('no key');
      desks.exports.choose({ kind: 'single-key', id: key.id, use: key.use });
      expect(drawn()).toBe(text);
      expect(screenOf(desks.screens, 'export').shown?.address).toBe(key.address);
      desks.exports.hide();
    }
    desks.exports.choose({ kind: 'single-key', id: 1, use: 'flux' });
    expect(screenOf(desks.screens, 'export').shown).toBeNull();
  });
});
