/** Files that the person chooses: main writes and reads them, a page never learns a path (E-16). */
import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import type { BrowserWindow, Dialog, FileFilter } from 'electron';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { Clock } from '../../../wallet-core/ports/index.ts';
import { fromHex, toHex } from '../../../wallet-core/primitives/index.ts';
import type { SignerWindow } from '../../windows/signer-window.ts';
import type { Backend } from '../backend-host.ts';
import type { MainHandlers } from '../ipc/main-handlers.ts';
import { words } from '../words.ts';
import type { ModuleHooks } from './module.ts';

/** The contract's bound on what crosses to the backend. */
const MAX_BACKUP_BYTES = 20_000_000;

/** Writes beside the target, syncs, renames: the old file stays whole until the new one is. Throws `file.failed`. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const part = `${file}.${randomBytes(6).toString('hex')}.part`;
  try {
    const handle = await open(part, 'wx', 0o600);
    try {
      await handle.writeFile(content, 'utf8');
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

/** A whole ordinary file of at most so many bytes. Throws `input.too-long`, `file.failed`. */
export async function readWhole(file: string, maxBytes: number): Promise<Uint8Array> {
  let size: number;
  try {
    // A pipe or a device would be read for ever.
    const found = await stat(file);
    if (!found.isFile()) throw new WalletError('file.failed', { why: 'kind' });
    size = found.size;
  } catch (cause) {
    throw new WalletError('file.failed', {}, { cause });
  }
  if (size > maxBytes) throw new WalletError('input.too-long', { what: 'file' });
  try {
    const handle = await open(file, 'r');
    try {
      const content = new Uint8Array(size);
      let length = 0;
      while (length < size) {
        const { bytesRead } = await handle.read(content, length, size - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return content.subarray(0, length);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw new WalletError('file.failed', {}, { cause });
  }
}

export interface FilesParts {
  readonly dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>;
  readonly backend: Pick<Backend, 'call'>;
  readonly signer: Pick<SignerWindow, 'printToPdf' | 'window'>;
  readonly clock: Clock;
  appWindow(): BrowserWindow | null;
  /** Changes with every lock and change of account: what was asked before one is not written after it. */
  sessionEpoch(): number;
}

export interface FilesModule extends ModuleHooks {
  readonly handlers: Pick<MainHandlers, 'file.save' | 'sheet.save-pdf' | 'backup.save' | 'backup.restore'>;
}

const backupFilter: FileFilter = { name: words.backupFile, extensions: ['plxb'] };
const pdfFilter: FileFilter = { name: 'PDF', extensions: ['pdf'] };

type InSession = <T>(work: Promise<T>) => Promise<T>;

export function initFiles(parts: FilesParts): FilesModule {
  const { dialog, backend, signer } = parts;

  /** From here on: what is awaited through it throws `session.locked` when the session has changed meanwhile. */
  function beginSession(): InSession {
    const epoch = parts.sessionEpoch();
    return async (work) => {
      const value = await work;
      if (parts.sessionEpoch() !== epoch) throw new WalletError('session.locked');
      return value;
    };
  }

  function required(window: BrowserWindow | null): BrowserWindow {
    if (window === null) throw new WalletError('session.locked');
    return window;
  }

  async function save(
    inSession: InSession,
    window: BrowserWindow | null,
    name: string,
    content: string | Uint8Array,
    filters: FileFilter[] = [],
  ): Promise<{ saved: boolean }> {
    const options = { title: words.saveTitle, defaultPath: name, filters };
    const chosen = await inSession(dialog.showSaveDialog(required(window), options));
    if (chosen.canceled || chosen.filePath === '') return { saved: false };
    await writeWhole(chosen.filePath, content);
    return { saved: true };
  }

  return {
    handlers: {
      'file.save': ({ name, text }) => save(beginSession(), parts.appWindow(), name, text),
      async 'sheet.save-pdf'() {
        const inSession = beginSession();
        // Before the dialog: what is on the screen at the click.
        const pdf = await inSession(signer.printToPdf());
        try {
          return await save(inSession, signer.window(), words.sheetName, pdf, [pdfFilter]);
        } finally {
          pdf.fill(0);
        }
      },
      async 'backup.save'() {
        const inSession = beginSession();
        const { file } = await inSession(backend.call('backup.make', {}));
        const name = `${words.backupName}-${new Date(parts.clock.now()).toISOString().slice(0, 10)}.plxb`;
        return await save(inSession, parts.appWindow(), name, fromHex(file), [backupFilter]);
      },
      async 'backup.restore'() {
        const inSession = beginSession();
        const options = { title: words.openTitle, properties: ['openFile' as const], filters: [backupFilter] };
        const chosen = await inSession(dialog.showOpenDialog(required(parts.appWindow()), options));
        const [path] = chosen.filePaths;
        if (chosen.canceled || path === undefined) return { restored: false, added: 0, kept: 0 };
        const file = toHex(await inSession(readWhole(path, MAX_BACKUP_BYTES)));
        return { restored: true, ...(await backend.call('backup.apply', { file })) };
      },
    },
  };
}
