/** The computer sleeps, locks, changes its user or shuts down: the wallet locks first (E-27). */
import type { PowerMonitor } from 'electron';
import type { LockReason } from '../session.ts';
import type { ModuleHooks } from './module.ts';

export interface PowerParts {
  /** Usable only after Electron is ready. */
  powerMonitor(): Pick<PowerMonitor, 'on'>;
  lock(reason: LockReason): void;
  quit(): void;
}

export function initPower(parts: PowerParts): ModuleHooks {
  return {
    onReady() {
      const monitor = parts.powerMonitor();
      monitor.on('suspend', () => parts.lock('suspend'));
      monitor.on('lock-screen', () => parts.lock('lock-screen'));
      monitor.on('user-did-resign-active', () => parts.lock('user-switch'));
      monitor.on('shutdown', () => parts.quit());
    },
  };
}
