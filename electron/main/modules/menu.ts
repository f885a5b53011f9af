/**
 * No default menu: it reloads pages and opens developer tools. What stays is what people need: zoom, locking, and on
 * macOS the application and edit menus without which quitting and pasting by keyboard do not work there.
 */
import type { Menu, MenuItemConstructorOptions } from 'electron';
import { words } from '../words.ts';
import type { ModuleHooks } from './module.ts';

export function menuTemplate(platform: string, lock: () => void): MenuItemConstructorOptions[] {
  const lockItem: MenuItemConstructorOptions = { label: words.lockNow, accelerator: 'CmdOrCtrl+L', click: lock };
  const zoom: MenuItemConstructorOptions[] = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }];
  if (platform !== 'darwin') return [{ label: words.view, submenu: [...zoom, { type: 'separator' }, lockItem] }];
  return [
    {
      label: words.name,
      submenu: [
        { role: 'about' },
        { type: 'separator' },
        lockItem,
        { role: 'hide' },
        { role: 'hideOthers' },
        { type: 'separator' },
        { role: 'quit' },
      ],
    },
    {
      label: words.edit,
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    { label: words.view, submenu: zoom },
  ];
}

export interface MenuParts {
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>;
  readonly platform: string;
  lock(): void;
}

export function initMenu(parts: MenuParts): ModuleHooks {
  return {
    onReady() {
      parts.Menu.setApplicationMenu(parts.Menu.buildFromTemplate(menuTemplate(parts.platform, () => parts.lock())));
    },
  };
}
