/** The app window over its life: made at the first unlock, loaded afresh for every session, hidden while locked. */
import type { BrowserWindow, MessagePortMain } from 'electron';
import { type EventsTo, type PayloadOf, parsePayload } from '../../wallet-core/ipc/index.ts';
import { isSignOfLife } from './signs-of-life.ts';
import type { WindowFactory } from './window-factory.ts';
import { pageUrl } from './window-kinds.ts';

/** The preload accepts its port under this name and under no other. */
export const PORT_CHANNEL = 'parallax:port';

export type AppEvent = EventsTo<'app', 'main'>;

export interface AppWindow {
  /** Loads the page anew, so that nothing of an earlier session is left in it, then shows it. */
  open(): Promise<void>;
  hide(): void;
  focus(): void;
  isFocused(): boolean;
  /** Which page load this is; 0 before the first. A port is handed out once per load. */
  load(): number;
  send<Name extends AppEvent>(name: Name, payload: PayloadOf<Name>): void;
  handPort(port: MessagePortMain): void;
  /** The window itself, for dialogs and as the signer's parent; `null` before the first unlock. */
  window(): BrowserWindow | null;
  destroy(): void;
}

export interface AppWindowParts {
  readonly factory: WindowFactory;
  /** Empties what pages of this kind may have stored in memory (cookies, databases, caches). */
  clearStorage(): Promise<void>;
  /** Its renderer process ended on its own. */
  onGone(): void;
  /** The person moved, pressed or typed in it: from the input on its way in, so that no script can pretend to. */
  onInput(): void;
  /** The person closed it; the window itself stays until somebody decides. */
  onClose(): void;
}

export function createAppWindow(parts: AppWindowParts): AppWindow {
  let current: BrowserWindow | null = null;
  let loads = 0;
  /** Changes with every `hide`: a page that finishes loading after a lock stays hidden. */
  let turn = 0;

  function living(): BrowserWindow | null {
    return current === null || current.isDestroyed() ? null : current;
  }

  function make(): BrowserWindow {
    const window = parts.factory.create('app');
    window.on('close', (event) => {
      event.preventDefault();
      parts.onClose();
    });
    window.webContents.on('render-process-gone', () => parts.onGone());
    window.webContents.on('input-event', (_event, { type }) => {
      if (isSignOfLife(type)) parts.onInput();
    });
    return window;
  }

  return {
    async open() {
      const window = living() ?? make();
      current = window;
      loads += 1;
      const mine = turn;
      // The product stores nothing there; a page that was taken over could leave something for the next account's.
      await parts.clearStorage();
      await window.loadURL(pageUrl('app'));
      if (turn === mine && living() === window) window.show();
    },
    hide() {
      turn += 1;
      living()?.hide();
    },
    focus() {
      const window = living();
      if (window === null) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    isFocused: () => living()?.isFocused() ?? false,
    load: () => loads,
    send(name, payload) {
      living()?.webContents.send(name, parsePayload(name, payload));
    },
    handPort(port) {
      living()?.webContents.postMessage(PORT_CHANNEL, null, [port]);
    },
    window: living,
    destroy() {
      living()?.destroy();
      current = null;
    },
  };
}
