import type { MessagePortMain } from 'electron';
import { WalletError } from '../../wallet-core/errors/index.ts';
import type { AppWindow } from '../windows/app-window.ts';
import type { Backend } from './backend-host.ts';

export interface PortHandoutParts {
  readonly app: Pick<AppWindow, 'load' | 'handPort'>;
  readonly backend: Pick<Backend, 'generation' | 'handPort'>;
  createChannel(): { readonly port1: MessagePortMain; readonly port2: MessagePortMain };
}

/** Joins the app window and the backend: once per page load and backend process. Throws `session.busy` for a second try. */
export function createPortHandout(parts: PortHandoutParts): { connect(): void } {
  let handed = '';
  return {
    connect() {
      const key = `${parts.app.load()} ${parts.backend.generation()}`;
      if (key === handed) throw new WalletError('session.busy', { channel: 'app.connect' });
      handed = key;
      const { port1, port2 } = parts.createChannel();
      parts.backend.handPort(port1);
      parts.app.handPort(port2);
    },
  };
}
