import { afterEach, describe, expect, it, vi } from 'vitest';
import { clearToasts } from '../../../ui/index.ts';
import { resetAll, useSnapshots } from '../../state/index.ts';
import { fails } from '../../testing/fake-bridge.ts';
import { settings } from '../../testing/fake-data.ts';
import { standPage } from '../../testing/stand-page.ts';
import { changeServers, changeSettings, resetServers, testServer } from './settings-actions.ts';

afterEach(() => {
  clearToasts();
  resetAll();
  vi.unstubAllGlobals();
});

const open = () => useSnapshots.setState({ settings, phase: 'ready' });
const servers = () => useSnapshots.getState().settings?.servers.flux;
const server = { kind: 'insight' as const, url: 'https://standard.example.org' };

describe('changeSettings', () => {
  it('changes what is named and keeps the rest', async () => {
    standPage();
    open();
    expect(await changeSettings({ autoLockMinutes: 5 })).toBe(true);
    expect(useSnapshots.getState().settings).toEqual({ ...settings, autoLockMinutes: 5 });
  });

  it('leaves everything as it was when the disk does not take it', async () => {
    standPage({ 'settings.update': fails('store.write-failed') });
    open();
    expect(await changeSettings({ autoLockMinutes: 5 })).toBe(false);
    expect(useSnapshots.getState().settings).toEqual(settings);
  });
});

describe('resetServers', () => {
  it('shows the standard list that the backend fills in', async () => {
    standPage({ 'settings.update': ({ settings: wanted }) => ({ ...wanted, servers: { flux: [server] } }) });
    open();
    expect(await resetServers('flux')).toBe(true);
    expect(servers()).toEqual([server]);
  });

  it('never leaves the wallet without servers', async () => {
    standPage();
    open();
    expect(await resetServers('flux')).toBe(false);
    expect(servers()).toEqual(settings.servers.flux);
  });
});

describe('changeServers', () => {
  it('changes one chain and keeps the lists of the others', async () => {
    standPage();
    const node = { kind: 'json-rpc' as const, url: 'https://rpc.example.org' };
    const bsc = [{ kind: 'json-rpc' as const, url: 'https://bsc.example.org' }];
    useSnapshots.setState({
      settings: { ...settings, servers: { ...settings.servers, ethereum: [], bsc } },
      phase: 'ready',
    });
    expect(await changeServers('ethereum', [node])).toBe(true);
    expect(useSnapshots.getState().settings?.servers).toEqual({ ...settings.servers, ethereum: [node], bsc });
  });
});

describe('testServer', () => {
  it('says the height or the code', async () => {
    standPage();
    expect(await testServer('flux', server)).toMatchObject({ kind: 'good', elapsedMs: 84 });
    standPage({ 'server.test': fails('server.wrong-chain') });
    expect(await testServer('flux', server)).toEqual({ kind: 'bad', error: { code: 'server.wrong-chain', data: {} } });
  });
});
