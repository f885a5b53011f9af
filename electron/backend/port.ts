/** One end of a channel to main or to the app window, whatever Electron calls it. */
export interface Port {
  post(message: unknown): void;
  onMessage(listener: (message: unknown, ports: readonly Port[]) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

interface MessageEvent {
  readonly data: unknown;
  readonly ports: readonly ElectronMessagePort[];
}

/** What we use of Electron's `MessagePortMain`. */
export interface ElectronMessagePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: MessageEvent) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** What we use of Electron's `ParentPort`; it lives as long as the process. */
export interface ElectronParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: MessageEvent) => void): unknown;
}

export function fromMessagePort(electron: ElectronMessagePort): Port {
  return {
    post: (message) => electron.postMessage(message),
    onMessage: (listener) => {
      electron.on('message', ({ data, ports }) => listener(data, ports.map(fromMessagePort)));
      electron.start();
    },
    onClose: (listener) => {
      electron.on('close', listener);
    },
    close: () => electron.close(),
  };
}

export function fromParentPort(electron: ElectronParentPort): Port {
  return {
    post: (message) => electron.postMessage(message),
    onMessage: (listener) => {
      electron.on('message', ({ data, ports }) => listener(data, ports.map(fromMessagePort)));
    },
    onClose: () => undefined,
    close: () => undefined,
  };
}
