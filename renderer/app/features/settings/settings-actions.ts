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

/** Chains that have a list of servers. */
export type ServedChain = keyof Settings['servers'];

/** One chain's list; those of the others stay. */
export async function changeServers(chain: ServedChain, list: readonly ServerEntry[]): Promise<boolean> {
  const { settings } = useSnapshots.getState();
  return settings !== null && changeSettings({ servers: { ...settings.servers, [chain]: [...list] } });
}

/**
 * Asks for the standard list: an empty one stands for it, and the backend answers with what it filled in. An answer that
 * is still empty would leave the wallet without servers, so the list of before comes back.
 */
export async function resetServers(chain: ServedChain): Promise<boolean> {
  const listNow = () => useSnapshots.getState().settings?.servers[chain] ?? [];
  const before = listNow();
  if (!(await changeServers(chain, []))) return false;
  if (listNow().length > 0) return true;
  await changeServers(chain, before);
  toast('danger', describeError('chain.not-supported').title);
  return false;
}

export type ServerTest =
  | { readonly kind: 'running' }
  | {
      readonly kind: 'good';
      readonly height: number | null;
      readonly tipTimeMs: number | null;
      readonly elapsedMs: number;
    }
  | { readonly kind: 'bad'; readonly error: WireError };

export async function testServer(chain: ServedChain, server: ServerEntry): Promise<ServerTest> {
  try {
    return { kind: 'good', ...(await call('server.test', { server, ...(chain === 'flux' ? {} : { chain }) })) };
  } catch (thrown) {
    return { kind: 'bad', error: toWireError(thrown) };
  }
}
