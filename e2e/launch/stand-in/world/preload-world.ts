import type { TaggedJson } from '../tagged-json.ts';
import type { Bridge } from './bridge.ts';

export interface PreloadWorldParts {
  readonly makeBridge: (channel: EventTarget, here: string, there: string, onWord: (word: unknown) => void) => Bridge;
  readonly json: TaggedJson;
  readonly offer: string;
  readonly ask: string;
  /** Name of the binding that only this world has. */
  readonly binding: string;
  /** Name under which the stand-in hands in what main sends. */
  readonly receiver: string;
  readonly platform: string;
  /** Shown at the window's foot; empty for none. */
  readonly banner: string;
  /** Accelerators of the application menu, `CmdOrCtrl+Shift+L`. */
  readonly accelerators: readonly string[];
  readonly preload: (require: (name: string) => unknown, module: { exports: unknown }, process: object) => void;
}

/**
 * The isolated world of a window: a minimal `require('electron')` around the one binding to main, then the preload.
 * Only the top frame gets it, as in Electron without `nodeIntegrationInSubFrames`.
 */
export function startPreloadWorld(parts: PreloadWorldParts): void {
  if (window.top !== window.self) return;
  type Listener = (event: object, ...args: unknown[]) => void;
  const { json } = parts;
  const world = globalThis as unknown as Record<string, unknown>;
  const post = world[parts.binding] as (text: string) => void;
  delete world[parts.binding];

  const listeners = new Map<string, { listener: Listener; once: boolean }[]>();
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const ports = new Map<number, MessagePort>();
  let lastCall = 0;
  let lastPort = 0;

  const toMain = (message: object): void => post(json.encode(message));

  /** A port of this world whose other end lives in another process: what is posted to it goes to main and back. */
  function openPort(id: number): MessagePort {
    const { port1, port2 } = new MessageChannel();
    adoptPort(id, port1);
    // Chromium does not tell the other end of a port that it was closed by hand.
    port2.close = () => {
      MessagePort.prototype.close.call(port2);
      portClosed(id);
    };
    return port2;
  }
  function portClosed(id: number): void {
    if (ports.delete(id)) toMain({ op: 'port-close', id });
  }
  function adoptPort(id: number, port: MessagePort): void {
    ports.set(id, port);
    port.onmessage = (event) => toMain({ op: 'port', id, data: event.data });
    port.addEventListener('close', () => portClosed(id));
    port.start();
  }
  /** Ports given away by this world get numbers below zero, so that they never meet those that main gives out. */
  function surrender(transfer: readonly MessagePort[]): number[] {
    return transfer.map((port) => {
      lastPort -= 1;
      adoptPort(lastPort, port);
      return lastPort;
    });
  }

  function emit(channel: string, event: object, args: readonly unknown[]): void {
    for (const entry of [...(listeners.get(channel) ?? [])]) {
      if (entry.once) ipcRenderer.removeListener(channel, entry.listener);
      entry.listener(event, ...args);
    }
  }

  function receive(text: string): void {
    const message = json.decode(text) as Record<string, unknown>;
    const id = Number(message.id);
    switch (message.op) {
      case 'emit': {
        const given = (message.ports as number[]).map(openPort);
        emit(String(message.channel), { sender: ipcRenderer, senderId: 0, ports: given }, message.args as unknown[]);
        return;
      }
      case 'reply': {
        const call = pending.get(id);
        pending.delete(id);
        if (message.ok) call?.resolve(message.value);
        else call?.reject(new Error(String(message.error)));
        return;
      }
      case 'port':
        ports.get(id)?.postMessage(message.data);
        return;
      case 'port-close': {
        const port = ports.get(id);
        ports.delete(id);
        port?.close();
        return;
      }
      case 'permission':
        bridge?.say({ permission: id, granted: message.granted });
    }
  }
  Object.defineProperty(world, parts.receiver, { value: receive });

  function add(channel: string, listener: Listener, once: boolean): typeof ipcRenderer {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  }

  const ipcRenderer = {
    on: (channel: string, listener: Listener) => add(channel, listener, false),
    addListener: (channel: string, listener: Listener) => add(channel, listener, false),
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off: (channel: string, listener: Listener) => ipcRenderer.removeListener(channel, listener),
    removeListener(channel: string, listener: Listener) {
      const kept = (listeners.get(channel) ?? []).filter((entry) => entry.listener !== listener);
      listeners.set(channel, kept);
      return ipcRenderer;
    },
    removeAllListeners(channel: string) {
      listeners.delete(channel);
      return ipcRenderer;
    },
    send: (channel: string, ...args: unknown[]) => toMain({ op: 'send', channel, args, ports: [] }),
    postMessage: (channel: string, message: unknown, transfer: readonly MessagePort[] = []) =>
      toMain({ op: 'send', channel, args: [message], ports: surrender(transfer) }),
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const id = ++lastCall;
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        try {
          toMain({ op: 'invoke', id, channel, args });
        } catch (error) {
          pending.delete(id);
          reject(error);
        }
      });
    },
  };

  let bridge: Bridge | undefined;
  const early: { key: string; api: unknown }[] = [];
  const exposed = new Set<string>();

  function expose(key: string, api: unknown): void {
    if (bridge) bridge.say({ expose: key, api: bridge.describe(api) });
    else early.push({ key, api });
  }
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown) {
      if (exposed.has(key))
        throw new Error(`Cannot bind an API on top of an existing property on the window object: ${key}`);
      exposed.add(key);
      expose(key, api);
    },
  };

  const onOffer = (event: Event): void => {
    const channel = (event as MouseEvent).relatedTarget;
    if (bridge || !channel) return;
    document.removeEventListener(parts.offer, onOffer);
    bridge = parts.makeBridge(channel, 'to-preload', 'to-page', (word) => {
      const said = word as { permission?: number; video?: boolean; audio?: boolean };
      if (said.permission === undefined) return;
      toMain({ op: 'permission', id: said.permission, video: said.video === true, audio: said.audio === true });
    });
    for (const { key, api } of early.splice(0)) expose(key, api);
  };
  document.addEventListener(parts.offer, onOffer);
  document.dispatchEvent(new Event(parts.ask));

  /** Names what is missing instead of handing out `undefined`. */
  function listed(name: string, api: object): object {
    return new Proxy(api, {
      get(target, key) {
        if (typeof key === 'string' && !(key in target) && key !== 'then') {
          throw new Error(`the stand-in for Electron has no ${name}.${key} in preloads`);
        }
        return Reflect.get(target, key);
      },
    });
  }
  const electron = listed('electron', {
    ipcRenderer: listed('ipcRenderer', ipcRenderer),
    contextBridge: listed('contextBridge', contextBridge),
  });
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`module not found: ${name}`);
  };
  const process = {
    platform: parts.platform,
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    versions: {},
    env: {},
  };

  // After the page's own listeners: what the page handles is no accelerator, as in Electron.
  window.addEventListener('keydown', (event) => {
    const modifiers = [
      event.ctrlKey || event.metaKey ? 'CmdOrCtrl' : '',
      event.altKey ? 'Alt' : '',
      event.shiftKey ? 'Shift' : '',
    ];
    const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
    const accelerator = [...modifiers.filter((name) => name !== ''), key].join('+');
    if (event.defaultPrevented || !parts.accelerators.includes(accelerator)) return;
    event.preventDefault();
    toMain({ op: 'accelerator', accelerator });
  });

  // Electron sees input in the browser process; here it is what Chromium marks as the person's own.
  const inputs = {
    mousedown: 'mouseDown',
    mouseup: 'mouseUp',
    mousemove: 'mouseMove',
    wheel: 'mouseWheel',
    keydown: 'rawKeyDown',
    keyup: 'keyUp',
    touchstart: 'touchStart',
    touchmove: 'touchMove',
    touchend: 'touchEnd',
  } as const;
  for (const [name, type] of Object.entries(inputs)) {
    const options = { capture: true, passive: true };
    const tell = (event: Event): void => {
      // Chromium repeats the pointer's place when the page moves beneath it.
      const { movementX, movementY } = event as MouseEvent;
      const hasMoved = name !== 'mousemove' || movementX !== 0 || movementY !== 0;
      if (event.isTrusted && hasMoved) toMain({ op: 'input', type });
    };
    window.addEventListener(name, tell, options);
  }

  if (parts.banner !== '') {
    document.addEventListener('DOMContentLoaded', () => {
      const host = document.createElement('div');
      const root = host.attachShadow({ mode: 'closed' });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        ':host{position:fixed;inset:auto 0 0 0;z-index:2147483647;pointer-events:none}p{margin:0;padding:2px 8px;font:12px/1.4 sans-serif;text-align:center;color:#000;background:#ffd54a}',
      );
      root.adoptedStyleSheets = [sheet];
      root.appendChild(document.createElement('p')).textContent = parts.banner;
      document.body.appendChild(host);
    });
  }

  parts.preload(require, { exports: {} }, process);
}
