/**
 * A secret on the clipboard (E-37): gone after 45 s, at a lock and at the end, if it is still there. Copies are marked for
 * clipboard managers and histories to leave alone, where the system knows such a mark; nothing makes them obey.
 */
import { createHash } from 'node:crypto';
import type { Clipboard, ClipboardItem } from 'electron';
import type { Clock, Logger } from '../../../wallet-core/ports/index.ts';
import type { MainHandlers } from '../ipc/main-handlers.ts';
import type { ModuleHooks } from './module.ts';

export const SECRET_LIFETIME_MS = 45_000;

const raw = (format: string) => `electron application/osclipboard;format="${format}"`;
/** A DWORD of 0. */
const NO = Uint8Array.of(0, 0, 0, 0);

/**
 * macOS: nspasteboard.org. Windows: "Cloud Clipboard and Clipboard History Formats" (Win32 documentation). Linux: what
 * KDE's Klipper and its kin look at.
 */
const marks: Readonly<Record<string, Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>>> = {
  darwin: { [raw('org.nspasteboard.ConcealedType')]: '', [raw('org.nspasteboard.TransientType')]: '' },
  win32: {
    [raw('ExcludeClipboardContentFromMonitorProcessing')]: NO,
    [raw('CanIncludeInClipboardHistory')]: NO,
    [raw('CanUploadToCloudClipboard')]: NO,
  },
  linux: { [raw('x-kde-passwordManagerHint')]: 'secret' },
};

export interface SecretClipboardParts {
  readonly clipboard: Pick<Clipboard, 'readText' | 'write' | 'writeText' | 'clear'>;
  readonly ClipboardItem: new (items: Record<string, string | Blob>) => ClipboardItem;
  readonly platform: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface SecretClipboard extends ModuleHooks {
  readonly handlers: Pick<MainHandlers, 'clipboard.secret'>;
  /** Clears the clipboard if it still holds a secret of ours. Never throws. */
  forget(): Promise<void>;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

export function initSecretClipboard(parts: SecretClipboardParts): SecretClipboard {
  const { clipboard, clock, logger } = parts;
  /** What was written last, by its hash: the text itself is not kept. */
  let held: { readonly hash: string; readonly timer: AbortController } | null = null;
  /** One after the other: a lock that comes while a secret is being written clears it afterwards. */
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = last.then(task);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function write(text: string): Promise<void> {
    try {
      const formats = Object.entries(marks[parts.platform] ?? {}).map(([type, content]) => [
        type,
        typeof content === 'string' ? content : new Blob([content]),
      ]);
      await clipboard.write([new parts.ClipboardItem({ 'text/plain': text, ...Object.fromEntries(formats) })]);
    } catch {
      // The mark is a courtesy; the copy is what the person asked for.
      logger.log('warn', 'clipboard.unmarked');
      await clipboard.writeText(text);
    }
  }

  async function clear(): Promise<void> {
    if (held === null) return;
    const { hash, timer } = held;
    held = null;
    timer.abort();
    try {
      if (hashOf(await clipboard.readText()) === hash) await clipboard.clear();
    } catch {
      logger.log('error', 'clipboard.not-cleared');
    }
  }

  const forget = () => inTurn(clear);

  return {
    handlers: {
      async 'clipboard.secret'({ text }) {
        await inTurn(async () => {
          held?.timer.abort();
          const timer = new AbortController();
          held = { hash: hashOf(text), timer };
          await write(text);
          clock.sleep(SECRET_LIFETIME_MS, timer.signal).then(
            () => void forget(),
            () => undefined,
          );
        });
        return {};
      },
    },
    forget,
    onQuit: forget,
  };
}
