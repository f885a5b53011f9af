/** One end of a channel to main or to the app window, whatever Electron calls it. */
export interface Port {
  post(message: unknown): void;
  onMessage(listener: (message: unknown, ports: readonly Port[]) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** What we use of Electron's `MessagePortMain` and `ParentPort`, and of Node's `MessagePort` in tests. */
export interface ElectronPort {
  postMessage(message: unknown): void;
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly ElectronPort[] }) => void,
  ): unknown;
  on(event: 'close', listener: () => void): unknown;
  start?(): void;
  close?(): void;
}

export function toPort(electron: ElectronPort): Port {
  return {
    post: (message) => electron.postMessage(message),
    onMessage: (listener) => {
      electron.on('message', ({ data, ports }) => listener(data, ports.map(toPort)));
      electron.start?.();
    },
    onClose: (listener) => {
      electron.on('close', listener);
    },
    close: () => electron.close?.(),
  };
}
