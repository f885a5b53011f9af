import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import type { ServerEntry, Settings } from '../../../../wallet-core/ipc/index.ts';
import { describeError, toast } from '../../../ui/index.ts';
import { call } from '../../api/index.ts';
import { useSnapshots } from '../../state/index.ts';

/** Changes some settings; the rest stays. Says so when it fails, and then nothing has changed. */
export async function changeSettings(change: Partial<Settings>): Promise<boolean> {
  const { settings } = useSnapshots.getState();
  if (settings === null) return false;
  try {
    const saved = await call('settings.update', { settings: { ...settings, ...change } });
    useSnapshots.setState({ settings: saved });
    return true;
  } catch (thrown) {
    const { code } = toWireError(thrown);
    if (code !== 'session.locked') toast('danger', describeError(code).title);
    return false;
  }
}

export function changeServers(flux: readonly ServerEntry[]): Promise<boolean> {
  return changeSettings({ servers: { flux: [...flux] } });
}

export type ServerTest =
  | { readonly kind: 'running' }
  | { readonly kind: 'good'; readonly height: number; readonly tipTimeMs: number; readonly elapsedMs: number }
  | { readonly kind: 'bad'; readonly error: WireError };

export async function testServer(server: ServerEntry): Promise<ServerTest> {
  try {
    return { kind: 'good', ...(await call('server.test', { server })) };
  } catch (thrown) {
    return { kind: 'bad', error: toWireError(thrown) };
  }
}
