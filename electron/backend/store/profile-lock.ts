import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { toStoreError } from './sqlite-errors.ts';

const LOCK_FILE = 'profile.lock';

export interface ProfileLock {
  release(): void;
}

function hold(path: string): ProfileLock {
  const file = new DatabaseSync(path, { timeout: 0 });
  try {
    file.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (thrown) {
    file.close();
    throw toStoreError(thrown);
  }
  return { release: () => file.close() };
}

/**
 * One writer per profile: an open exclusive transaction on an empty file, which the operating system ends with the
 * process, however that dies. Throws `store.locked-by-other` while another process holds it.
 */
export function lockProfile(folder: string): ProfileLock {
  const path = join(folder, LOCK_FILE);
  try {
    return hold(path);
  } catch (thrown) {
    if (!(thrown instanceof WalletError) || thrown.code !== 'store.corrupt') throw thrown;
    // The file never has content, so foreign content is nobody's; emptying it takes no lock away from a holder.
    truncateSync(path);
    return hold(path);
  }
}
