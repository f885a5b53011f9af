import { afterEach, describe, expect, it, vi } from 'vitest';
import { startMirror, storesInUse, useSnapshots } from '../../state/index.ts';
import { resetAll } from '../../state/view-store.ts';
import { fails } from '../../testing/fake-bridge.ts';
import { account } from '../../testing/fake-data.ts';
import { settle, standPage } from '../../testing/stand-page.ts';
import { readAccounts, renameAccount, showInSigner, switchTo, useAccounts } from './accounts-store.ts';
import { restoreBackup, saveBackup, useBackup } from './backup-store.ts';

const other = { ...account, accountId: '0123456789abcdef', label: 'Node operator' };
const listed = [
  { account, unlocked: true },
  { account: other, unlocked: false },
];

afterEach(() => {
  resetAll();
  vi.unstubAllGlobals();
});

describe('accounts of this device', () => {
  it('are listed, and a list that cannot be read says why', async () => {
    standPage({ 'accounts.list': () => ({ accounts: listed }) });
    await readAccounts();
    expect(useAccounts.getState().list).toEqual(listed);
    standPage({ 'accounts.list': fails('ipc.peer-gone') });
    await readAccounts();
    expect(useAccounts.getState().error?.code).toBe('ipc.peer-gone');
  });

  it('switching asks for another one only', async () => {
    const wanted: string[] = [];
    standPage({
      'session.switch': ({ accountId }) => {
        wanted.push(accountId);
        return {};
      },
    });
    useSnapshots.setState({ account });
    await switchTo(account.accountId);
    await switchTo(other.accountId);
    expect(wanted).toEqual([other.accountId]);
    expect(useAccounts.getState().switchingTo).toBeNull();
  });

  it('E-27: after a switch nothing of the account before is left, nor does it come in late', async () => {
    let answer: () => void = () => undefined;
    const bridge = standPage({
      'accounts.list': () =>
        new Promise((resolve) => {
          answer = () => resolve({ accounts: listed });
        }),
    });
    const stop = startMirror({ onLocked: () => undefined });
    await vi.waitFor(() => expect(useSnapshots.getState().phase).toBe('ready'));
    useBackup.setState({ result: { kind: 'saved' } });
    const late = readAccounts();
    await settle();
    bridge.emit('session.locked', { reason: 'account-switch' });
    expect(storesInUse()).toEqual([]);
    answer();
    await late;
    expect(storesInUse()).toEqual([]);
    stop();
  });

  it('a new name is shown at once; an empty one is not asked for', async () => {
    standPage({
      'account.rename': ({ label }) => ({ ...account, label }),
      'accounts.list': () => ({ accounts: listed }),
    });
    useSnapshots.setState({ account });
    expect(await renameAccount('   ')).toBe(false);
    expect(await renameAccount(' Rainy days ')).toBe(true);
    expect(useSnapshots.getState().account?.label).toBe('Rainy days');
  });

  it('screens of the signer are asked for by name', async () => {
    const shown: string[] = [];
    standPage({
      'signer.show': ({ screen }) => {
        shown.push(screen);
        return {};
      },
    });
    await showInSigner('export');
    await showInSigner('add-account');
    expect(shown).toEqual(['export', 'add-account']);
  });
});

describe('backup', () => {
  it('says what came of it, and nothing when the dialog was closed', async () => {
    standPage({
      'backup.save': () => ({ saved: false }),
      'backup.restore': () => ({ restored: true, added: 12, kept: 3 }),
    });
    await saveBackup();
    expect(useBackup.getState()).toEqual({ busy: null, result: null });
    await restoreBackup();
    expect(useBackup.getState().result).toEqual({ kind: 'restored', added: 12, kept: 3 });
    standPage({ 'backup.restore': fails('vault.tampered') });
    await restoreBackup();
    expect(useBackup.getState().result).toMatchObject({ kind: 'failed', error: { code: 'vault.tampered' } });
  });
});
