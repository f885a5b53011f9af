/** Copying for the app window, and the paste guard's question: is it still what was pasted? (E-03, E-38) */
import { createHash } from 'node:crypto';
import type { Clipboard } from 'electron';
import type { MainHandlers } from '../ipc/main-handlers.ts';
import type { ModuleHooks } from './module.ts';

export interface ClipboardModule extends ModuleHooks {
  readonly handlers: Pick<MainHandlers, 'clipboard.write' | 'clipboard.compare'>;
}

/** The content never crosses to a window: it is compared here, by hash. */
export function initClipboard(parts: {
  readonly clipboard: Pick<Clipboard, 'readText' | 'writeText'>;
}): ClipboardModule {
  return {
    handlers: {
      async 'clipboard.write'({ text }) {
        await parts.clipboard.writeText(text);
        return {};
      },
      async 'clipboard.compare'({ sha256 }) {
        const text = await parts.clipboard.readText();
        return { same: createHash('sha256').update(text, 'utf8').digest('hex') === sha256 };
      },
    },
  };
}
