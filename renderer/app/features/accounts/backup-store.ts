import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import { call } from '../../api/index.ts';
import { createStore } from '../../state/view-store.ts';

export type BackupResult =
  | { readonly kind: 'saved' }
  | { readonly kind: 'restored'; readonly added: number; readonly kept: number }
  | { readonly kind: 'failed'; readonly error: WireError };

export interface BackupState {
  readonly busy: 'save' | 'restore' | null;
  readonly result: BackupResult | null;
}

export const useBackup = createStore<BackupState>('backup', { busy: null, result: null });

async function run(busy: 'save' | 'restore', work: () => Promise<BackupResult | null>): Promise<void> {
  if (useBackup.getState().busy !== null) return;
  useBackup.setState({ busy, result: null });
  try {
    useBackup.setState({ busy: null, result: await work() });
  } catch (thrown) {
    const error = toWireError(thrown);
    // After a lock the store is empty and stays so.
    if (error.code !== 'session.locked') useBackup.setState({ busy: null, result: { kind: 'failed', error } });
  }
}

/** Through the save dialog; nothing is said when the person closes it. */
export function saveBackup(): Promise<void> {
  return run('save', async () => ((await call('backup.save', {})).saved ? { kind: 'saved' } : null));
}

/** Through the open dialog. What is newer here stays. */
export function restoreBackup(): Promise<void> {
  return run('restore', async () => {
    const { restored, added, kept } = await call('backup.restore', {});
    return restored ? { kind: 'restored', added, kept } : null;
  });
}
