/** Exports: the person chooses where, main writes; a page never learns the path (E-16). */
import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { BrowserWindow, Dialog } from 'electron';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { MainHandlers } from '../ipc/main-handlers.ts';
import { words } from '../words.ts';
import type { ModuleHooks } from './module.ts';

/** Writes beside the target, syncs, renames: the old file stays whole until the new one is. Throws `file.failed`. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const part = `${file}.${randomBytes(6).toString('hex')}.part`;
  try {
    const handle = await open(part, 'wx', 0o600);
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } catch (cause) {
    await rm(part, { force: true });
    throw new WalletError('file.failed', {}, { cause });
  }
}

export interface FilesParts {
  readonly dialog: Pick<Dialog, 'showSaveDialog'>;
  appWindow(): BrowserWindow | null;
  /** Changes with every lock: what was asked before one is not written after it. */
  sessionEpoch(): number;
}

export interface FilesModule extends ModuleHooks {
  readonly handlers: Pick<MainHandlers, 'file.save'>;
}

export function initFiles(parts: FilesParts): FilesModule {
  return {
    handlers: {
      async 'file.save'({ name, text }) {
        const window = parts.appWindow();
        if (window === null) throw new WalletError('session.locked');
        const epoch = parts.sessionEpoch();
        const chosen = await parts.dialog.showSaveDialog(window, { title: words.saveTitle, defaultPath: name });
        if (parts.sessionEpoch() !== epoch) throw new WalletError('session.locked');
        if (chosen.canceled || chosen.filePath === '') return { saved: false };
        await writeWhole(chosen.filePath, text);
        return { saved: true };
      },
    },
  };
}
