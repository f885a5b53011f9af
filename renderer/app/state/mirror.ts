/** Keeps the mirrored snapshots fresh: listens first, reads once, then lets newer versions win slice by slice. */
import { toWireError } from '../../../wallet-core/errors/index.ts';
import { call, listen } from '../api/index.ts';
import { type Snapshots, useSnapshots } from './snapshots.ts';
import { resetAll } from './view-store.ts';

type Slice = 'portfolio' | 'sync' | 'sends' | 'settings';

/** Called with the store reset, so that nothing else of the account stays in the page either. A switch resets all the same. */
export interface MirrorOptions {
  readonly onLocked: (isSwitch: boolean) => void;
}

/** Starts mirroring; the returned function stops it. Safe to call again after `gone`. */
export function startMirror(options: MirrorOptions): () => void {
  const versions = new Map<Slice, number>();
  let stopped = false;

  function take<Name extends Slice>(slice: Name, version: number, value: Snapshots[Name]): void {
    if (stopped || version < (versions.get(slice) ?? -1)) return;
    versions.set(slice, version);
    useSnapshots.setState({ [slice]: value });
  }

  const ends = [
    listen('state.portfolio', ({ version, portfolio }) => take('portfolio', version, portfolio)),
    listen('state.sync', ({ version, sync }) => take('sync', version, sync)),
    listen('state.sends', ({ version, sends }) => take('sends', version, sends)),
    listen('state.settings', ({ version, settings }) => take('settings', version, settings)),
    listen('state.activity', () => useSnapshots.setState((state) => ({ activityVersion: state.activityVersion + 1 }))),
    listen('state.coins', () => useSnapshots.setState((state) => ({ coinsVersion: state.coinsVersion + 1 }))),
    listen('session.idle-warning', ({ secondsLeft }) => useSnapshots.setState({ idleSecondsLeft: secondsLeft })),
    listen('backend.gone', () => useSnapshots.setState({ phase: 'gone', error: { code: 'ipc.peer-gone', data: {} } })),
    listen('session.locked', ({ reason }) => {
      versions.clear();
      resetAll();
      options.onLocked(reason === 'account-switch');
    }),
  ];

  async function read(): Promise<void> {
    // Side by side: the first number waits for both.
    const [boot] = await Promise.all([call('app.boot', {}), call('app.connect', {})]);
    if (stopped) return;
    useSnapshots.setState({ boot });
    const state = await call('state.read', {});
    if (stopped) return;
    take('portfolio', state.version, state.portfolio);
    take('sync', state.version, state.sync);
    take('sends', state.version, state.sends);
    take('settings', state.version, state.settings);
    useSnapshots.setState({ account: state.account, phase: 'ready', error: null });
  }

  read().catch((thrown: unknown) => {
    if (!stopped) useSnapshots.setState({ phase: 'failed', error: toWireError(thrown) });
  });

  return () => {
    stopped = true;
    for (const end of ends) end();
  };
}
