import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../features/accounts/accounts-store.ts';
import '../features/accounts/backup-store.ts';
import '../features/activity/activity-store.ts';
import '../features/coins/coins-store.ts';
import '../features/consolidation/merge-store.ts';
import '../features/flux-id/flux-id-store.ts';
import '../features/flux-id/forms-store.ts';
import '../features/fusion/fusion-store.ts';
import '../features/fusion/swap-store.ts';
import '../features/nodes/collateral-store.ts';
import '../features/nodes/list-store.ts';
import '../features/nodes/nodes-store.ts';
import '../features/nodes/start-store.ts';
import '../features/prices/price-store.ts';
import '../features/receive/receive-store.ts';
import '../features/review/review-store.ts';
import '../features/send/send-store.ts';
import '../features/tasks/task-store.ts';
import '../features/tokens/accepted-store.ts';
import '../features/tokens/allowances-store.ts';
import '../features/tokens/tokens-store.ts';
import '../routes/router.ts';
import '../shell/shell-store.ts';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { call } from '../api/index.ts';
import { goTo, useRoute } from '../routes/router.ts';
import { fails, never } from '../testing/fake-bridge.ts';
import { account, place, settings, sync } from '../testing/fake-data.ts';
import { settle, standPage } from '../testing/stand-page.ts';
import { startMirror } from './mirror.ts';
import { useSnapshots } from './snapshots.ts';
import { allStores, createStore, resetAll, storesInUse } from './view-store.ts';

let stop: () => void = () => undefined;
const onLocked = vi.fn();

beforeEach(() => onLocked.mockClear());
afterEach(() => {
  stop();
  stop = () => undefined;
  resetAll();
  vi.unstubAllGlobals();
});

const renderer = join(import.meta.dirname, '..');
const sources = globSync('**/*.{ts,tsx}', { cwd: renderer })
  .filter((name) => !/\.test\.tsx?$|^testing\//.test(name))
  .map((name) => ({ name, text: readFileSync(join(renderer, name), 'utf8') }));

describe('stores', () => {
  it('are all made by createStore, so that a lock misses none', () => {
    const elsewhere = sources.filter(({ name, text }) => name !== 'state/view-store.ts' && /from 'zustand/.test(text));
    expect(elsewhere.map(({ name }) => name)).toEqual([]);
    const made = sources.flatMap(({ text }) =>
      Array.from(text.matchAll(/createStore<[^(]*>\('(\w+)'/g), (one) => one[1]),
    );
    expect(made.toSorted()).toEqual(
      allStores()
        .map(({ name }) => name)
        .filter((name) => !name.startsWith('test-'))
        .toSorted(),
    );
    expect(made).toHaveLength(24);
  });

  it('are each at their initial state after resetAll, whatever was in them', () => {
    standPage();
    const spoiled = createStore('test-spoiled', { value: 1 });
    spoiled.setState({ value: 2 });
    useSnapshots.setState({ account, portfolio: { places: [place] }, phase: 'ready' });
    goTo('send');
    expect(storesInUse()).toEqual(expect.arrayContaining(['snapshots', 'route', 'test-spoiled']));
    resetAll();
    expect(storesInUse()).toEqual([]);
    expect(spoiled.getState()).toEqual({ value: 1 });
  });

  it('E-27: each of them, filled to the last field, is what it started as again, and nothing planted is left', () => {
    standPage();
    const planted = 'planted-zx81';
    const before = allStores().map(({ store }) => structuredClone(store.getState()));
    for (const { store } of allStores()) {
      const fields = Object.keys(store.getState()).map((name) => [name, planted]);
      store.setState(Object.fromEntries(fields), true);
    }
    expect(storesInUse().length).toBe(allStores().length);
    resetAll();
    expect(allStores().map(({ store }) => store.getState())).toEqual(before);
    for (const { store, initial } of allStores()) expect(store.getState()).toBe(initial);
    expect(JSON.stringify(allStores().map(({ store }) => store.getState()))).not.toContain(planted);
  });

  it('persist nothing: no storage of the browser is touched anywhere in this window', () => {
    const found = sources.filter(({ text }) =>
      /localStorage|sessionStorage|indexedDB|document\.cookie|persist\(/.test(text),
    );
    expect(found.map(({ name }) => name)).toEqual([]);
  });

  it('window is touched by the bridge alone', () => {
    const found = sources.filter(({ text }) =>
      /\bwindow\b(?!['’\s-])/.test(text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')),
    );
    expect(found.map(({ name }) => name)).toEqual(['api/bridge.ts']);
  });

  it('has no network of its own in its source (E-11)', () => {
    const found = sources.filter(({ text }) => /\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon/.test(text));
    expect(found.map(({ name }) => name)).toEqual([]);
  });
});

describe('the mirror', () => {
  it('reads everything once and is ready', async () => {
    standPage();
    stop = startMirror({ onLocked });
    await vi.waitFor(() => expect(useSnapshots.getState().phase).toBe('ready'));
    expect(useSnapshots.getState()).toMatchObject({ account, portfolio: { places: [place] }, settings });
  });

  it('lets a newer version win over the first reading, and drops an older one', async () => {
    let answer: () => void = () => undefined;
    const bridge = standPage({
      'state.read': () =>
        new Promise((resolve) => {
          answer = () =>
            resolve({ version: 5, account, portfolio: { places: [] }, sync, sends: { entries: [] }, settings });
        }),
    });
    stop = startMirror({ onLocked });
    await settle();
    bridge.emit('state.portfolio', { version: 6, portfolio: { places: [place] } });
    answer();
    await settle();
    expect(useSnapshots.getState().portfolio?.places).toHaveLength(1);
    bridge.emit('state.portfolio', { version: 4, portfolio: { places: [] } });
    expect(useSnapshots.getState().portfolio?.places).toHaveLength(1);
    bridge.emit('state.portfolio', { version: 7, portfolio: { places: [] } });
    expect(useSnapshots.getState().portfolio?.places).toHaveLength(0);
  });

  it('counts changes of paged lists', () => {
    const bridge = standPage();
    stop = startMirror({ onLocked });
    bridge.emit('state.activity', { version: 1 });
    bridge.emit('state.coins', { version: 2 });
    expect(useSnapshots.getState()).toMatchObject({ activityVersion: 1, coinsVersion: 1 });
  });

  it('drops an event that does not fit the contract (E-19)', () => {
    const bridge = standPage();
    stop = startMirror({ onLocked });
    bridge.emit('state.portfolio', { version: 1, portfolio: { places: [{ ...place, decimals: -1 }] } });
    expect(useSnapshots.getState().portfolio).toBeNull();
  });

  it('says why when the first reading fails', async () => {
    standPage({ 'state.read': fails('store.corrupt') });
    stop = startMirror({ onLocked });
    await vi.waitFor(() => expect(useSnapshots.getState().phase).toBe('failed'));
    expect(useSnapshots.getState().error?.code).toBe('store.corrupt');
  });

  it('empties every store on lock and lets nothing come in afterwards', async () => {
    let answer: () => void = () => undefined;
    const bridge = standPage({
      'receive.read': () =>
        new Promise((resolve) => {
          answer = () =>
            resolve({ chain: 'flux', current: { address: 'x', role: 'receive', index: 0, path: null }, previous: [] });
        }),
    });
    stop = startMirror({ onLocked });
    await vi.waitFor(() => expect(useSnapshots.getState().phase).toBe('ready'));
    goTo('receive');
    const late = call('receive.read', { chain: 'flux' });
    bridge.emit('session.locked', { reason: 'suspend' });
    expect(onLocked).toHaveBeenCalledOnce();
    expect(storesInUse()).toEqual([]);
    expect(useRoute.getState().route).toBe('portfolio');
    answer();
    await expect(late).rejects.toMatchObject({ code: 'session.locked' });
  });

  it('shows that the backend is gone', () => {
    const bridge = standPage({ 'state.read': never });
    stop = startMirror({ onLocked });
    bridge.emit('backend.gone', {});
    expect(useSnapshots.getState()).toMatchObject({ phase: 'gone', error: { code: 'ipc.peer-gone' } });
  });
});
