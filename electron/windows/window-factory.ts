/** The only place where windows are made (E-06, E-07). */
import path from 'node:path';
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { securePreferences } from './secure-preferences.ts';
import type { WindowKind } from './window-kinds.ts';
import type { WindowRegistry } from './window-registry.ts';

const sizes = {
  app: { width: 1200, height: 800, minWidth: 960, minHeight: 640 },
  // Resizable although small: at 200 % zoom the review needs room.
  signer: { width: 480, height: 720, minWidth: 400, minHeight: 560, maximizable: false, fullscreenable: false },
} as const satisfies Record<WindowKind, BrowserWindowConstructorOptions>;

export interface WindowFactoryParts {
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow;
  /** Folder of the built preloads, `app.cjs` and `signer.cjs`. */
  readonly preloadDir: string;
  readonly packaged: boolean;
  readonly registry: WindowRegistry;
  /** Painted before the page is, so that nothing flashes. */
  background(): string;
}

export interface WindowFactory {
  create(kind: WindowKind): BrowserWindow;
}

/** Makes hidden windows with the frozen preferences of their kind and enters them in the registry until they close. */
export function createWindowFactory(parts: WindowFactoryParts): WindowFactory {
  return {
    create(kind) {
      const window = new parts.BrowserWindow({
        ...sizes[kind],
        show: false,
        title: 'Parallax',
        autoHideMenuBar: true,
        backgroundColor: parts.background(),
        webPreferences: securePreferences(kind, {
          preload: path.join(parts.preloadDir, `${kind}.cjs`),
          packaged: parts.packaged,
        }),
      });
      const id = window.webContents.id;
      parts.registry.add(id, kind);
      window.on('closed', () => parts.registry.remove(id));
      // A courtesy on macOS and Windows, not a wall (E-08): the password is typed and secrets are shown in this window.
      if (kind === 'signer') window.setContentProtection(true);
      return window;
    },
  };
}
