/** Payments that arrive, confirm or fail, and nodes in trouble, while nobody is looking. No amounts, no addresses: anybody may read the screen. */
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
  onNodeNotice(listener: (payload: PayloadOf<'backend.node-notice'>) => void): void;
}

export function initNotifications(parts: NotificationParts): ModuleHooks {
  function say(body: string): void {
    const settings = parts.settings.get();
    if (settings === null || !settings.notifications) return;
    if (parts.isLookedAt() || !parts.Notification.isSupported()) return;
    const notification = new parts.Notification({ title: words.name, body, silent: true });
    notification.on('click', () => parts.focus());
    notification.show();
  }
  parts.onNotify(({ kind }) => say(words.notification[kind]));
  parts.onNodeNotice(({ kind, nodes }) => say(words.nodeNotice[kind](nodes)));
  return {};
}
