/**
 * The signer window over its life. It is never reused across a lock: `end` kills its renderer process, waits until the
 * operating system no longer knows the process, and only then does `open` make a fresh one (E-27).
 */
import type { BrowserWindow } from 'electron';
import { WalletError } from '../../wallet-core/errors/index.ts';
import { type EventsTo, type PayloadOf, parsePayload } from '../../wallet-core/ipc/index.ts';
import type { Clock, Logger } from '../../wallet-core/ports/index.ts';
import type { WindowFactory } from './window-factory.ts';
import { pageUrl } from './window-kinds.ts';
import type { WindowRegistry } from './window-registry.ts';

export type SignerEvent = EventsTo<'signer', 'main'>;

/** Processes of the operating system, by id. */
export interface Processes {
  isAlive(pid: number): boolean;
  /** By force, without a chance to object. */
  kill(pid: number): void;
}

export interface SignerWindow {
  /** A fresh window at its first screen, shown on its own. */
  open(): Promise<void>;
  /** Idempotent. The kill is under way when this returns; it resolves when the process is gone, throws `internal` if it will not go. */
  end(): Promise<void>;
  /** As a modal child of the app window. */
  present(): void;
  hide(): void;
  focus(): void;
  send<Name extends SignerEvent>(name: Name, payload: PayloadOf<Name>): void;
  /** The system's print dialog for what the window shows. */
  print(): void;
  /** What the window shows, as it would be printed. Throws `session.locked` without a window. */
  printToPdf(): Promise<Uint8Array>;
  /** The window itself, for dialogs; `null` between two signers. */
  window(): BrowserWindow | null;
}

export interface SignerWindowParts {
  readonly factory: WindowFactory;
  readonly registry: WindowRegistry;
  readonly processes: Processes;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly platform: string;
  /** The app window, if there is one. */
  parent(): BrowserWindow | null;
  /** Its renderer process ended without `end`. */
  onGone(): void;
  /** The person closed it; the window itself stays until somebody decides. */
  onClose(): void;
}

const POLL_MS = 10;
const KILL_AFTER_MS = 500;
const GIVE_UP_AFTER_MS = 5_000;

export function createSignerWindow(parts: SignerWindowParts): SignerWindow {
  let current: BrowserWindow | null = null;

  function living(): BrowserWindow | null {
    return current === null || current.isDestroyed() ? null : current;
  }

  /** On macOS disabling a window attaches a sheet to it; there the child window above it has to do. */
  function setParentEnabled(enabled: boolean): void {
    if (parts.platform !== 'darwin') parts.parent()?.setEnabled(enabled);
  }

  async function untilGone(pid: number): Promise<void> {
    const start = parts.clock.now();
    let killed = false;
    while (parts.processes.isAlive(pid)) {
      const elapsed = parts.clock.now() - start;
      if (elapsed >= GIVE_UP_AFTER_MS) throw new WalletError('internal', { step: 'signer-end' });
      if (elapsed >= KILL_AFTER_MS && !killed) {
        killed = true;
        parts.logger.log('warn', 'signer.kill');
        parts.processes.kill(pid);
      }
      await parts.clock.sleep(POLL_MS);
    }
  }

  async function end(): Promise<void> {
    const window = living();
    current = null;
    if (window === null) return;
    const contents = window.webContents;
    parts.registry.remove(contents.id);
    const pid = contents.getOSProcessId();
    contents.forcefullyCrashRenderer();
    window.hide();
    setParentEnabled(true);
    if (pid > 0) await untilGone(pid);
    if (!window.isDestroyed()) window.destroy();
  }

  return {
    async open() {
      await end();
      const window = parts.factory.create('signer');
      current = window;
      window.on('close', (event) => {
        if (current !== window) return;
        event.preventDefault();
        parts.onClose();
      });
      window.webContents.on('render-process-gone', () => {
        if (current === window) parts.onGone();
      });
      try {
        await window.loadURL(pageUrl('signer'));
      } catch (thrown) {
        // Ended while it was loading: the window that followed is the one that counts.
        if (current === window) throw thrown;
      }
      if (current === window) window.show();
    },
    end,
    present() {
      const window = living();
      if (window === null) return;
      window.setParentWindow(parts.parent());
      setParentEnabled(false);
      window.center();
      window.show();
      window.focus();
    },
    hide() {
      const window = living();
      if (window === null) return;
      // The parent first, or the system looks for another application's window to give the focus to.
      setParentEnabled(true);
      window.hide();
      window.setParentWindow(null);
      const parent = parts.parent();
      if (parent?.isVisible()) parent.focus();
    },
    focus() {
      const window = living();
      if (window === null) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    send(name, payload) {
      living()?.webContents.send(name, parsePayload(name, payload));
    },
    print() {
      living()?.webContents.print({ silent: false, printBackground: false });
    },
    async printToPdf() {
      const window = living();
      if (window === null) throw new WalletError('session.locked');
      return await window.webContents.printToPDF({ pageSize: 'A4', printBackground: false, preferCSSPageSize: true });
    },
    window: living,
  };
}
