import {
  openReply,
  type PortMessage,
  portMessage,
  type ReplyOf,
  type RequestOf,
} from '../../../wallet-core/ipc/index.ts';
import type { Port } from '../port.ts';
import type { BackendChannel } from '../router.ts';

export interface FakePeer {
  /** The end to hand to the code under test. */
  readonly port: Port;
  /** Sends anything. */
  send(message: unknown, ports?: readonly Port[]): void;
  /** Calls a channel; the promise is the raw reply. */
  callRaw(channel: string, request: unknown): Promise<unknown>;
  /** Calls a channel and opens the reply: its value, or the coded error thrown. */
  call<Name extends BackendChannel>(channel: Name, request: RequestOf<Name>): Promise<ReplyOf<Name>>;
  readonly events: { readonly event: string; readonly payload: unknown }[];
  readonly isClosed: () => boolean;
  close(): void;
}

/** The other side of a port: what main or the app window would be. Messages pass a structured clone, as they do for real. */
export function fakePeer(): FakePeer {
  const listeners: ((message: unknown, ports: readonly Port[]) => void)[] = [];
  const deliver = (message: unknown, ports: readonly Port[]) => {
    for (const listener of listeners) listener(structuredClone(message), ports);
  };
  const closeListeners: (() => void)[] = [];
  const waiting = new Map<number, (reply: unknown) => void>();
  const events: { event: string; payload: unknown }[] = [];
  let closed = false;
  let lastId = 0;

  function receive(message: PortMessage): void {
    if (message.type === 'reply') waiting.get(message.id)?.(message.reply);
    if (message.type === 'event') events.push({ event: message.event, payload: message.payload });
  }

  const callRaw = (channel: string, request: unknown) =>
    new Promise<unknown>((resolve) => {
      const id = ++lastId;
      waiting.set(id, resolve);
      deliver({ type: 'call', id, channel, request }, []);
    });

  return {
    port: {
      post: (message) => receive(portMessage.parse(structuredClone(message))),
      onMessage: (next) => listeners.push(next),
      onClose: (next) => closeListeners.push(next),
      close: () => {
        closed = true;
      },
    },
    send: (message, ports = []) => deliver(message, ports),
    callRaw,
    call: async (channel, request) => openReply(channel, await callRaw(channel, request)),
    events,
    isClosed: () => closed,
    close: () => {
      for (const next of closeListeners) next();
    },
  };
}
