/** macOS: other programs cannot read the keys while the signer, where passwords are typed, has the focus (E-39). */
import type { App, BrowserWindow } from 'electron';
import type { WindowRegistry } from '../../windows/window-registry.ts';
import type { ModuleHooks } from './module.ts';

export interface SecureKeyboardParts {
  readonly app: Pick<App, 'on' | 'setSecureKeyboardEntryEnabled'>;
  readonly windows: WindowRegistry;
  readonly platform: string;
}

export function initSecureKeyboard(parts: SecureKeyboardParts): ModuleHooks {
  if (parts.platform !== 'darwin') return {};
  const follow = (window: Pick<BrowserWindow, 'webContents'>, focused: boolean) =>
    parts.app.setSecureKeyboardEntryEnabled(focused && parts.windows.kindOf(window.webContents.id) === 'signer');
  parts.app.on('browser-window-focus', (_event, window) => follow(window, true));
  parts.app.on('browser-window-blur', (_event, window) => follow(window, false));
  return { onQuit: () => parts.app.setSecureKeyboardEntryEnabled(false) };
}
