import { EventEmitter } from 'node:events';
import { records } from './records.ts';

interface Options {
  readonly title?: string;
  readonly body?: string;
}

const shown: Notification[] = [];

/** Notifications that nobody sees; the launcher reads them and clicks. */
export class Notification extends EventEmitter {
  readonly title: string;
  readonly body: string;

  constructor(options: Options = {}) {
    super();
    this.title = options.title ?? '';
    this.body = options.body ?? '';
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    shown.push(this);
    records.notifications.push({ title: this.title, body: this.body });
    this.emit('show', {});
  }

  close(): void {
    this.emit('close', {});
  }
}

export function clickNotification(index: number): void {
  const notification = shown[index];
  if (!notification) throw new Error(`there is no notification ${index}`);
  notification.emit('click', {});
}
