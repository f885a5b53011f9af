import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { KnownAccount } from '../../../wallet-core/ipc/index.ts';
import { firstCheckUpMs, nextCheckUpMs } from '../../../wallet-core/policy/check-up.ts';
import { createDesks, credentialsOf, type Desks, inputOf, screenOf } from '../testing/desk-fixture.ts';
import { MAX_WRONG_PINS } from './quick-store.ts';

const PASSWORD = 'correct horse battery';
const PIN = '704182';

let desks: Desks;
let account: KnownAccount;

async function begin(): Promise<void> {
  desks = createDesks();
  await desks.accounts.start();
  await desks.accounts.signIn(credentialsOf('ada-4821', PASSWORD).credentials);
  await desks.accounts.addPreviewed('Ada');
  const [added] = desks.main.accounts;
  if (added === undefined) throw new TypeError('no account');
  account = added;
}

async function turnOn(pin = PIN, again = pin): Promise<void> {
  desks.quick.turnOn(account.accountId);
  await desks.proofs.proveCredentials(credentialsOf('ada-4821', PASSWORD).credentials);
  await desks.quick.setPin(inputOf(pin), inputOf(again));
}

/** A signer that starts anew over the same disk and the same system. */
async function restart(): Promise<void> {
  const { blobs } = desks.main;
  const now = desks.now();
  desks = createDesks();
  await desks.pass(now - desks.now());
  for (const [name, blob] of blobs) desks.main.blobs.set(name, blob);
  desks.main.accounts = [account];
  await desks.accounts.start();
  await vi.waitFor(() => expect(desks.main.requests('blob.read').length).toBeGreaterThan(0));
}

beforeEach(begin);

describe('quick unlock', () => {
  it('E-34: is refused where the system keeps secrets as plain text', async () => {
    desks.main.storeKind = 'basic_text';
    await desks.quick.show(account.accountId);
    expect(screenOf(desks.screens, 'quick-unlock')).toMatchObject({ isPossible: false, isOn: false });
    await turnOn();
    expect(desks.main.requests('system-store.seal')).toEqual([]);
    expect(screenOf(desks.screens, 'quick-unlock').isOn).toBe(false);
  });

  it('is off until the password was typed and a PIN chosen that is not tried first', async () => {
    desks.quick.turnOn(account.accountId);
    await desks.quick.setPin(inputOf(PIN), inputOf(PIN));
    expect(desks.main.requests('system-store.seal')).toEqual([]);
    await turnOn('123456');
    expect(screenOf(desks.screens, 'quick-pin').issue).toEqual({ field: 'pin', reason: 'guessable' });
    await desks.quick.setPin(inputOf(PIN), inputOf('704183'));
    expect(screenOf(desks.screens, 'quick-pin').issue).toEqual({ field: 'pinAgain', reason: 'mismatch' });
    await desks.quick.setPin(inputOf(PIN), inputOf(PIN));
    expect(screenOf(desks.screens, 'quick-unlock').isOn).toBe(true);
  });

  it('opens the same account with the same keys after a restart', async () => {
    await turnOn();
    const before = desks.main.requests('session.open')[0];
    await restart();
    await vi.waitFor(() => expect(screenOf(desks.screens, 'unlock').hasPin).toBe(true));
    await desks.quick.unlock(account, inputOf(PIN));
    expect(screenOf(desks.screens, 'idle').account).toMatchObject({ username: 'ada-4821', kind: 'password' });
    const [opened] = desks.main.requests('session.open');
    expect(opened?.storageKey).toBe(before?.storageKey);
    expect(opened?.publicKeys).toEqual(before?.publicKeys);
  });

  it('E-34: five wrong PINs erase it, over restarts, and the right one comes too late', async () => {
    await turnOn();
    for (let wrong = 1; wrong <= MAX_WRONG_PINS; wrong++) {
      await restart();
      await desks.quick.unlock(account, inputOf('518203'));
      expect(screenOf(desks.screens, 'unlock').issue).toEqual({
        field: 'pin',
        reason: 'wrong',
        left: MAX_WRONG_PINS - wrong,
      });
    }
    expect(desks.main.blobs.get(`${account.accountId} quick-unlock`)).toBe('');
    await restart();
    await desks.quick.unlock(account, inputOf(PIN));
    expect(desks.main.requests('session.open')).toEqual([]);
  });

  it('E-34: a try is counted before it is made, a right one starts the count anew', async () => {
    await turnOn();
    await restart();
    const release = desks.holdDerivations();
    const trying = desks.quick.unlock(account, inputOf('518203'));
    await vi.waitFor(() => expect(desks.main.requests('system-store.seal')).toHaveLength(1));
    expect(desks.main.requests('system-store.seal')[0]?.content.slice(0, 4)).toBe('0101');
    desks.quick.cancelDerivation();
    release();
    await trying;
    await desks.quick.unlock(account, inputOf(PIN));
    expect(desks.main.requests('system-store.seal').at(-1)?.content.slice(0, 4)).toBe('0100');
  });

  it('E-35: neither PIN nor seed nor a key is on disk or with the system in the clear', async () => {
    await turnOn();
    const { keys } = desks.session.require(account.accountId).candidate;
    const kept = [...desks.main.blobs.values()].join();
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
    for (const key of [keys.vaultKey, keys.sealKey, keys.policyKey, keys.d2faKey])
      expect(kept).not.toContain(hex(key.unsafeReveal()));
    expect(kept).not.toContain(Buffer.from(PIN).toString('hex'));
  });

  it('does not count as a check-up: who only types a PIN is asked for the password in time', async () => {
    await turnOn();
    await restart();
    await desks.pass(firstCheckUpMs + nextCheckUpMs);
    await desks.quick.unlock(account, inputOf(PIN));
    expect(screenOf(desks.screens, 'check-up').beforeOpening).toBe(true);
  });

  it('can be turned off', async () => {
    await turnOn();
    await desks.quick.turnOff(account.accountId);
    expect(screenOf(desks.screens, 'quick-unlock').isOn).toBe(false);
    await restart();
    await desks.pass(0);
    expect(screenOf(desks.screens, 'unlock').hasPin).toBe(false);
  });
});
