import {
  openReply,
  type PortMessage,
  portMessage,
  type ReplyOf,
  type RequestOf,
} from '../../../wallet-core/ipc/index.ts';
import type { Port } from '../port.ts';
import type { BackendChannel } from '../router.ts';

/** The calling side of a port: what main or the app window would be. */
export interface Caller {
  /** Calls a channel; the promise is the raw reply. */
  callRaw(channel: string, request: unknown): Promise<unknown>;
  /** Calls a channel and opens the reply: its value, or the coded error thrown. */
  call<Name extends BackendChannel>(channel: Name, request: RequestOf<Name>): Promise<ReplyOf<Name>>;
  readonly events: { readonly event: string; readonly payload: unknown }[];
  /** Takes in what the backend has posted. */
  receive(message: PortMessage): void;
}

export function createCaller(send: (message: unknown) => void): Caller {
  const waiting = new Map<number, (reply: unknown) => void>();
  const events: { event: string; payload: unknown }[] = [];
  let lastId = 0;
  const callRaw = (channel: string, request: unknown) =>
    new Promise<unknown>((resolve) => {
      const id = ++lastId;
      waiting.set(id, resolve);
      send({ type: 'call', id, channel, request });
    });
  return {
    callRaw,
    call: async (channel, request) => openReply(channel, await callRaw(channel, request)),
    events,
    receive: (message) => {
      if (message.type === 'reply') waiting.get(message.id)?.(message.reply);
      if (message.type === 'event') events.push({ event: message.event, payload: message.payload });
    },
  };
}

export interface FakePeer extends Caller {
  /** The end to hand to the code under test. */
  readonly port: Port;
  /** Sends anything. */
  send(message: unknown, ports?: readonly Port[]): void;
  readonly isClosed: () => boolean;
  close(): void;
}

/** Both ends of a port within one process. Messages pass a structured clone, as they do for real. */
export function fakePeer(): FakePeer {
  const listeners: ((message: unknown, ports: readonly Port[]) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  let closed = false;
  const send = (message: unknown, ports: readonly Port[] = []) => {
    for (const listener of listeners) listener(structuredClone(message), ports);
  };
  const caller = createCaller(send);
  return {
    ...caller,
    port: {
      post: (message) => caller.receive(portMessage.parse(structuredClone(message))),
      onMessage: (next) => listeners.push(next),
      onClose: (next) => closeListeners.push(next),
      close: () => {
        closed = true;
      },
    },
    send,
    isClosed: () => closed,
    close: () => {
      for (const next of closeListeners) next();
    },
  };
}
