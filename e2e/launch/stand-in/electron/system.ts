/** Small modules of Electron about the machine: power, screen, shortcuts, the key store, opening things elsewhere. */
import { EventEmitter } from 'node:events';
import { listed } from './listed.ts';
import { records } from './records.ts';

class PowerMonitor extends EventEmitter {
  /** Set by the launcher. */
  idleSeconds = 0;
  onBatteryPower = false;

  getSystemIdleTime(): number {
    return this.idleSeconds;
  }

  getSystemIdleState(threshold: number): 'active' | 'idle' {
    return this.idleSeconds >= threshold ? 'idle' : 'active';
  }

  getCurrentThermalState(): string {
    return 'nominal';
  }

  isOnBatteryPower(): boolean {
    return this.onBatteryPower;
  }
}

export const powerMonitor = listed('powerMonitor', new PowerMonitor());

export const shell = listed('shell', {
  openExternal: async (url: string): Promise<void> => {
    records.openedLinks.push(url);
    process.stdout.write(`stand-in: would open ${url}\n`);
  },
  showItemInFolder: (path: string): void => void records.shownItems.push(path),
  beep(): void {},
});

const DISPLAY = Object.freeze({
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  size: { width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  workAreaSize: { width: 1920, height: 1040 },
  scaleFactor: 1,
  rotation: 0,
  internal: true,
});

export const screen = listed(
  'screen',
  Object.assign(new EventEmitter(), {
    getPrimaryDisplay: () => DISPLAY,
    getAllDisplays: () => [DISPLAY],
    getDisplayMatching: () => DISPLAY,
    getDisplayNearestPoint: () => DISPLAY,
    getCursorScreenPoint: () => ({ x: 0, y: 0 }),
  }),
);

const shortcuts = new Map<string, () => void>();

export const globalShortcut = listed('globalShortcut', {
  register(accelerator: string, callback: () => void): boolean {
    if (shortcuts.has(accelerator)) return false;
    shortcuts.set(accelerator, callback);
    return true;
  },
  isRegistered: (accelerator: string): boolean => shortcuts.has(accelerator),
  unregister: (accelerator: string): void => void shortcuts.delete(accelerator),
  unregisterAll: (): void => shortcuts.clear(),
});

export function pressShortcut(accelerator: string): void {
  shortcuts.get(accelerator)?.();
}

const noKeyStore = (): Promise<never> => Promise.reject(new Error('the stand-in for Electron has no key store'));

/** Says plainly that there is no key store. Whether the real one works only real Electron can prove. */
export const safeStorage = listed('safeStorage', {
  isEncryptionAvailable: (): boolean => false,
  isAsyncEncryptionAvailable: async (): Promise<boolean> => false,
  getSelectedStorageBackend: (): string => 'unknown',
  encryptStringAsync: noKeyStore,
  decryptStringAsync: noKeyStore,
});
