/** Payments that arrive, confirm or fail while nobody is looking. No amounts, no addresses: anybody may read the screen. */
import type { Notification, NotificationConstructorOptions } from 'electron';
import type { PayloadOf } from '../../../wallet-core/ipc/index.ts';
import type { CurrentSettings } from '../current-settings.ts';
import { words } from '../words.ts';
import type { ModuleHooks } from './module.ts';

export interface NotificationParts {
  readonly Notification: (new (
    options: NotificationConstructorOptions,
  ) => Pick<Notification, 'show' | 'on'>) & {
    isSupported(): boolean;
  };
  readonly settings: CurrentSettings;
  isLookedAt(): boolean;
  focus(): void;
  onNotify(listener: (payload: PayloadOf<'backend.notify'>) => void): void;
}

export function initNotifications(parts: NotificationParts): ModuleHooks {
  parts.onNotify(({ kind }) => {
    const settings = parts.settings.get();
    if (settings === null || !settings.notifications) return;
    if (parts.isLookedAt() || !parts.Notification.isSupported()) return;
    const notification = new parts.Notification({ title: words.name, body: words.notification[kind], silent: true });
    notification.on('click', () => parts.focus());
    notification.show();
  });
  return {};
}
