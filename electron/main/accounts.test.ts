/** Main put together: several accounts, the signer's own screens, secrets that leave it, wiping. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { composedMain, eventsOf, kindOf, lastSent, ok, refused } from './testing/composed-main.ts';
import { settle } from './testing/manual-clock.ts';
import { account, accountId, draftId, openRequest, settings, stated, txid } from './testing/samples.ts';

const main = composedMain();
const { start, windowOf, from, unlock } = main;

const otherId = 'f'.repeat(16);
const other = { ...account, accountId: otherId, label: 'Second' };
const openOther = { ...openRequest, account: other };
const channelsAsked = () => main.asked.map(({ channel }) => channel);

beforeEach(() => {
  main.answers['device.read'] = { accounts: [account, other], settings };
});

async function switchTo(id: string): Promise<void> {
  expect(await from('app', 'session.switch', { accountId: id })).toEqual(ok());
}

describe('switching accounts', () => {
  it('E-27: an unlocked one opens at once: old page reset, new page, new port, nothing of the first left', async () => {
    await start();
    await unlock();
    await from('signer', 'session.unlocked', { accountIds: [accountId, otherId] });
    const app = windowOf('app');
    expect(await from('app', 'app.connect')).toEqual(ok());
    const loads = app.log.filter((line) => line.startsWith('load')).length;
    await switchTo(otherId);
    expect(lastSent(windowOf('signer'), 'session.activate')).toEqual({ accountId: otherId });
    expect(windowOf('signer').visible).toBe(false);

    const cleared = () => main.electron.said.filter((line) => line === 'wallet storage cleared').length;
    const clearedBefore = cleared();
    expect(await from('signer', 'session.open', openOther)).toEqual(ok());
    expect(cleared()).toBe(clearedBefore + 1);
    expect(channelsAsked()).toEqual(['device.read', 'backend.open']);
    const steps = app.log.slice(app.log.lastIndexOf('send session.locked'));
    expect(steps.slice(0, 3)).toEqual(['send session.locked', 'load app://wallet/index.html', 'show']);
    expect(lastSent(app, 'session.locked')).toEqual({ reason: 'account-switch' });
    expect(app.log.filter((line) => line.startsWith('load'))).toHaveLength(loads + 1);
    // The page is another one: it gets a port of its own, once.
    expect(await from('app', 'app.connect')).toEqual(ok());
    expect(await from('app', 'app.connect')).toEqual(refused('session.busy'));
    expect(await from('app', 'accounts.list')).toEqual(
      ok({
        accounts: [
          { account, unlocked: true },
          { account: other, unlocked: true },
        ],
      }),
    );
  });

  it('a locked one is asked for: cancelled, the first stays open; the window closed, too', async () => {
    await start();
    await unlock();
    const app = windowOf('app');
    const before = app.log.length;
    await switchTo(otherId);
    expect(windowOf('signer').visible).toBe(true);
    expect(windowOf('signer').parent).toBe(app);
    expect(await from('signer', 'signer.close')).toEqual(ok());
    expect(windowOf('signer').visible).toBe(false);
    expect(eventsOf(windowOf('signer'))).not.toContain('signer.screen-closed');

    await switchTo(otherId);
    windowOf('signer').emit('close');
    expect(windowOf('signer').visible).toBe(false);
    expect(eventsOf(windowOf('signer'))).toContain('signer.screen-closed');
    expect(await from('app', 'clipboard.write', { text: 'still mine' })).toEqual(ok());
    expect(app.log.slice(before).filter((line) => line.startsWith('load'))).toEqual([]);
    expect(channelsAsked()).not.toContain('backend.open');
    expect(main.electron.said.join()).not.toContain('exit');
  });

  it('one that does not open leaves the first as it is, and the signer says why', async () => {
    await start();
    await unlock();
    await from('signer', 'session.unlocked', { accountIds: [accountId, otherId] });
    main.answers['backend.open'] = () => {
      throw { code: 'vault.wrong-key', data: {} };
    };
    await switchTo(otherId);
    expect(await from('signer', 'session.open', openOther)).toEqual(refused('vault.wrong-key'));
    expect(windowOf('signer').visible).toBe(true);
    expect(eventsOf(windowOf('app'))).not.toContain('session.locked');
    expect(await from('signer', 'signer.close')).toEqual(ok());
    expect(await from('app', 'signer.show', { screen: 'export' })).toEqual(ok());
    expect(lastSent(windowOf('signer'), 'signer.open-screen')).toEqual({ screen: 'export', accountId });
  });

  it('E-28: cancels an open approval, whose id is worth nothing afterwards', async () => {
    await start();
    await unlock();
    const asking = from('app', 'approval.request', { draftId, stated });
    await settle();
    const { requestId } = lastSent(windowOf('signer'), 'approval.open');
    await switchTo(otherId);
    expect(await asking).toEqual(refused('approval.cancelled'));
    const decision = { kind: 'approved', signed: 'beef', txid };
    expect(await from('signer', 'approval.decide', { requestId, decision })).toEqual(refused('approval.replayed'));
    expect(await from('signer', 'session.open', openOther)).toEqual(ok());
    expect(await from('signer', 'approval.decide', { requestId, decision })).toEqual(refused('approval.replayed'));
    expect(channelsAsked()).not.toContain('draft.commit');
  });

  it('E-28: bytes of the first account are not shown for the second', async () => {
    await start();
    await unlock();
    expect(await from('signer', 'session.open', openOther)).toEqual(ok());
    expect(await from('app', 'approval.request', { draftId, stated })).toEqual(refused('approval.mismatch'));
    expect(await from('signer', 'd2fa.records', { accountId, anchors: ['t1x'] })).toEqual(refused('session.locked'));
  });

  it('is refused for an account that this device does not know, and is nothing for the open one', async () => {
    await start();
    await unlock();
    expect(await from('app', 'session.switch', { accountId: 'a'.repeat(16) })).toEqual(refused('account.unknown'));
    await switchTo(accountId);
    expect(eventsOf(windowOf('signer'))).not.toContain('session.activate');
  });

  it('a lock forgets who is unlocked; what was asked for the first account is not told to the second', async () => {
    await start();
    await unlock();
    await from('signer', 'session.unlocked', { accountIds: [accountId] });
    await from('app', 'session.lock');
    await settle();
    await unlock();
    expect(await from('app', 'accounts.list')).toMatchObject({
      value: { accounts: [{ unlocked: false }, { unlocked: false }] },
    });
    const gate = Promise.withResolvers<void>();
    main.electron.onBackendMessage = (
      (usual) => (backend, message) =>
        (message as { channel?: string }).channel === 'backend.rename'
          ? void gate.promise.then(() => usual(backend, message))
          : usual(backend, message)
    )(main.electron.onBackendMessage);
    main.answers['backend.rename'] = account;
    const renaming = from('app', 'account.rename', { accountId, label: 'x' });
    await settle();
    expect(await from('signer', 'session.open', openOther)).toEqual(ok());
    gate.resolve();
    expect(await renaming).toEqual(refused('session.locked'));
  });
});

describe('the signer’s own screens', () => {
  it('come up over the app window, one at a time; no approval comes in front of them', async () => {
    await start();
    await unlock();
    expect(await from('app', 'signer.show', { screen: 'check-up' })).toEqual(ok());
    expect(windowOf('signer').visible).toBe(true);
    expect(windowOf('signer').parent).toBe(windowOf('app'));
    expect(await from('app', 'signer.show', { screen: 'export' })).toEqual(refused('session.busy'));
    expect(await from('app', 'approval.request', { draftId, stated })).toEqual(refused('session.busy'));
    expect(await from('app', 'session.switch', { accountId: otherId })).toEqual(refused('session.busy'));
    expect(await from('signer', 'signer.close')).toEqual(ok());
    await main.clock.advance(1_000);
    const asking = from('app', 'approval.request', { draftId, stated });
    await settle();
    expect(await from('app', 'signer.show', { screen: 'export' })).toEqual(refused('session.busy'));
    await from('app', 'approval.cancel', { draftId });
    expect(await asking).toEqual(refused('approval.cancelled'));
  });

  it('another account added from there takes the place of the first', async () => {
    await start();
    await unlock();
    await from('app', 'signer.show', { screen: 'add-account' });
    expect(await from('signer', 'session.open', openOther)).toEqual(ok());
    expect(windowOf('signer').visible).toBe(false);
    expect(await from('app', 'signer.show', { screen: 'sheet' })).toEqual(ok());
    expect(lastSent(windowOf('signer'), 'signer.open-screen')).toEqual({ screen: 'sheet', accountId: otherId });
  });

  it('E-27: a lock takes them away with the signer', async () => {
    await start();
    await unlock();
    await from('app', 'signer.show', { screen: 'export' });
    const before = windowOf('signer');
    main.electron.power.emit('suspend');
    await main.clock.advance(50);
    expect(before.destroyed).toBe(true);
    await unlock();
    expect(await from('app', 'signer.show', { screen: 'export' })).toEqual(ok());
  });

  it('the window closed while another account opens does not end the app', async () => {
    await start();
    await unlock();
    main.electron.onBackendMessage = () => undefined;
    void from('signer', 'session.open', openOther);
    await settle();
    windowOf('signer').emit('close');
    await settle();
    expect(eventsOf(windowOf('app'))).not.toContain('session.locked');
    expect(windowOf('signer').destroyed).toBe(false);
  });
});

describe('the second factor', () => {
  it('passes from the signer to the backend for the open account, and a lock waits for a commit', async () => {
    await start();
    await unlock();
    main.answers['backend.d2fa-records'] = { readings: [], agreement: 'unknown', anchorsWanted: 8 };
    const anchors = ['t1anchor'];
    expect(await from('signer', 'd2fa.records', { accountId, anchors })).toEqual(
      ok({ readings: [], agreement: 'unknown', anchorsWanted: 8 }),
    );
    const commit = { accountId, draftId, signed: 'beef', txid };
    expect(await from('signer', 'd2fa.commit', commit)).toEqual(ok({ sendId: 'send-1', txid }));
    expect(main.asked.at(-1)).toEqual({ channel: 'draft.commit', request: { draftId, signed: 'beef', txid } });
    for (const name of ['d2fa.records', 'd2fa.plan', 'd2fa.prepare', 'd2fa.commit']) {
      expect(await from('app', name, {})).toEqual(refused('ipc.bad-sender'));
    }
    main.asked.length = 0;
    const gate = Promise.withResolvers<void>();
    const usual = main.electron.onBackendMessage;
    main.electron.onBackendMessage = (backend, message) => {
      const isCommit = (message as { channel?: string }).channel === 'draft.commit';
      void (isCommit ? gate.promise : Promise.resolve()).then(() => usual(backend, message));
    };
    void from('signer', 'd2fa.commit', commit);
    main.electron.power.emit('suspend');
    await main.clock.advance(1_000);
    expect(channelsAsked()).not.toContain('backend.close');
    gate.resolve();
    await main.clock.advance(50);
    expect(channelsAsked()).toEqual(['draft.commit', 'backend.close']);
  });
});

describe('a sweep', () => {
  it('passes from the signer to the backend for the open account alone, and a lock waits for its commits', async () => {
    await start();
    await unlock();
    const found = {
      batches: [],
      collateralCount: 0,
      notReady: 0,
      leftForLater: 0,
      provenance: { source: 'one.example', height: 1, atMs: 1 },
    };
    main.answers['backend.sweep-prepare'] = found;
    const ask = { accountId, addresses: ['t1paper'], feePerByte: '1' };
    expect(await from('signer', 'sweep.prepare', ask)).toEqual(ok(found));
    expect(await from('signer', 'sweep.prepare', { ...ask, accountId: otherId })).toEqual(refused('session.locked'));
    const commit = { accountId, draftId, signed: 'beef', txid };
    expect(await from('signer', 'sweep.commit', { ...commit, accountId: otherId })).toEqual(refused('session.locked'));
    for (const name of ['sweep.prepare', 'sweep.commit']) {
      expect(await from('app', name, {})).toEqual(refused('ipc.bad-sender'));
    }
    main.asked.length = 0;
    const gate = Promise.withResolvers<void>();
    const usual = main.electron.onBackendMessage;
    main.electron.onBackendMessage = (backend, message) => {
      const isCommit = (message as { channel?: string }).channel === 'draft.commit';
      void (isCommit ? gate.promise : Promise.resolve()).then(() => usual(backend, message));
    };
    void from('signer', 'sweep.commit', commit);
    main.electron.power.emit('suspend');
    await main.clock.advance(1_000);
    expect(channelsAsked()).not.toContain('backend.close');
    gate.resolve();
    await main.clock.advance(50);
    expect(channelsAsked()).toEqual(['draft.commit', 'backend.close']);
  });
});

describe('E-37: a secret on the clipboard', () => {
  const copied = async (lose: () => unknown): Promise<string> => {
    await start();
    await unlock();
    expect(await from('signer', 'clipboard.secret', { text: 'planted secret' })).toEqual(ok());
    expect(main.electron.clipboard.text).toBe('planted secret');
    await lose();
    await main.clock.advance(100);
    return main.electron.clipboard.text;
  };

  it.each<[string, () => unknown]>([
    ['a lock', () => main.electron.power.emit('lock-screen')],
    ['a crash of the signer', () => windowOf('signer').webContents.emit('render-process-gone', { reason: 'crashed' })],
    ['quitting', () => main.electron.app.quit()],
    ['another account', () => from('signer', 'session.open', openOther)],
    ['45 s', () => main.clock.advance(45_000)],
  ])('is gone after %s', async (_what, lose) => {
    expect(await copied(lose)).toBe('');
  });

  it('is the signer’s to write; the app window’s copies are left alone', async () => {
    await start();
    await unlock();
    expect(await from('app', 'clipboard.secret', { text: 'x' })).toEqual(refused('ipc.bad-sender'));
    await from('app', 'clipboard.write', { text: 't1address' });
    await from('app', 'session.lock');
    await main.clock.advance(50_000);
    expect(main.electron.clipboard.text).toBe('t1address');
  });
});

describe('what closing the app window does', () => {
  it.each([
    ['linux', 'lock', false],
    ['win32', 'system', true],
    ['darwin', 'system', false],
    ['darwin', 'quit', true],
  ] as const)('on %s with %s: ends the app: %s', async (platform, closing, ends) => {
    main.answers['device.read'] = { accounts: [account], settings: { ...settings, closing } };
    await start({ platform });
    await from('signer', 'signer.ready');
    await unlock();
    windowOf('app').emit('close');
    await main.clock.advance(100);
    expect(main.electron.said.includes('exit 0')).toBe(ends);
    if (!ends) expect(windowOf('signer').visible).toBe(true);
  });
});

describe('files', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'parallax-accounts-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('E-16: backup out and in, sheet out: where the person says', async () => {
    await start();
    await unlock();
    main.answers['backup.make'] = { file: 'c0ffee' };
    main.answers['backup.apply'] = { added: 2, kept: 0 };
    expect(await from('app', 'backup.save')).toEqual(ok({ saved: false }));
    const file = path.join(dir, 'mine.plxb');
    Object.assign(main.electron.dialogs, { save: file, open: file });
    expect(await from('app', 'backup.save')).toEqual(ok({ saved: true }));
    expect(await readFile(file, 'hex')).toBe('c0ffee');
    await main.clock.advance(1_000);
    expect(await from('app', 'backup.restore')).toEqual(ok({ restored: true, added: 2, kept: 0 }));
    expect(main.asked.at(-1)).toEqual({ channel: 'backup.apply', request: { file: 'c0ffee' } });
    main.electron.dialogs.save = path.join(dir, 'sheet.pdf');
    expect(await from('signer', 'sheet.save-pdf')).toEqual(ok({ saved: true }));
    expect(await readFile(path.join(dir, 'sheet.pdf'), 'utf8')).toContain('%PDF');
  });

  /** Deleting takes real time. */
  const wiped = () =>
    vi.waitFor(async () => {
      await main.clock.advance(50);
      expect(main.electron.backends).toHaveLength(2);
      expect(windowOf('signer').visible).toBe(true);
    });

  it('a wipe deletes the store when nothing runs on it, and begins anew', async () => {
    const userData = path.join(dir, 'profile');
    const store = path.join(userData, 'store');
    await mkdir(path.join(store, 'logs'), { recursive: true });
    await writeFile(path.join(store, 'wallet.db'), 'x');
    await writeFile(path.join(userData, 'other'), 'not ours');
    await start({ userData });
    await unlock();
    const before = windowOf('signer');
    let whenStopped = false;
    const usual = main.electron.onBackendMessage;
    main.electron.onBackendMessage = (backend, message) => {
      if ((message as { type: string }).type === 'stop') whenStopped = existsSync(store);
      usual(backend, message);
    };
    void from('signer', 'device.wipe');
    await wiped();
    expect(whenStopped).toBe(true);
    expect(existsSync(store)).toBe(false);
    expect(await readdir(userData)).toEqual(['other']);
    expect(channelsAsked()).toEqual(['backend.close', 'backend.wipe']);
    expect(main.electron.backends).toHaveLength(2);
    expect(before.destroyed).toBe(true);
    expect(main.electron.windows.filter((window) => kindOf(window) === 'app').every(({ destroyed }) => destroyed)).toBe(
      true,
    );
    expect(windowOf('signer').visible).toBe(true);
    expect(main.electron.said.join()).not.toContain('exit');
    await unlock();
    expect(windowOf('app').visible).toBe(true);
  });

  it('a wipe goes on when the store cannot be opened at all', async () => {
    const userData = path.join(dir, 'broken');
    await mkdir(path.join(userData, 'store'), { recursive: true });
    await start({ userData });
    main.answers['backend.wipe'] = () => {
      throw { code: 'store.corrupt', data: {} };
    };
    void from('signer', 'device.wipe');
    await wiped();
    expect(existsSync(path.join(userData, 'store'))).toBe(false);
    expect(windowOf('signer').visible).toBe(true);
  });
});
