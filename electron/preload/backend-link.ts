/**
 * The app window's end of the line to the backend. The port lives in the preload's isolated world; the page sees replies
 * only. When the port closes, everything pending fails, and the next call asks main for a new one.
 */
import { type AnyReply, failed, isReply } from './replies.ts';

/** The part of a MessagePort that is used. */
export interface LinkPort {
  addEventListener(type: 'message' | 'close', listener: (event: { readonly data?: unknown }) => void): void;
  start(): void;
  postMessage(message: unknown): void;
  close(): void;
}

export interface BackendLinkParts {
  /** `app.connect`: main answers, and sends the port under a name of its own. */
  requestPort(): Promise<AnyReply>;
  onEvent(name: string, payload: unknown): void;
}

export interface BackendLink {
  connect(): Promise<AnyReply>;
  call(channel: string, request: unknown): Promise<AnyReply>;
  /** A port that main has transferred. One that nobody waits for is closed. */
  receive(port: LinkPort): void;
}

/** Fields are looked at one by one: the schemas stay out of the preload, the page opens replies with `openReply`. */
interface PortData {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly reply?: unknown;
  readonly event?: unknown;
  readonly payload?: unknown;
}

function isObject(value: unknown): value is PortData {
  return typeof value === 'object' && value !== null;
}

export function createBackendLink(parts: BackendLinkParts): BackendLink {
  const pending = new Map<number, (reply: AnyReply) => void>();
  let lastId = 0;
  let connecting: Promise<{ readonly reply: AnyReply; readonly port: LinkPort | null }> | null = null;
  let awaited: ((port: LinkPort | null) => void) | null = null;
  let current: LinkPort | null = null;

  function drop(port: LinkPort): void {
    if (current !== port) return;
    current = null;
    connecting = null;
    const lost = [...pending.values()];
    pending.clear();
    for (const settle of lost) settle(failed('ipc.peer-gone'));
  }

  function onMessage(data: unknown): void {
    if (!isObject(data)) return;
    if (data.type === 'reply' && typeof data.id === 'number') {
      const settle = pending.get(data.id);
      pending.delete(data.id);
      settle?.(isReply(data.reply) ? data.reply : failed('ipc.bad-reply'));
    } else if (data.type === 'event' && typeof data.event === 'string') {
      parts.onEvent(data.event, data.payload);
    }
  }

  function open(): Promise<{ readonly reply: AnyReply; readonly port: LinkPort | null }> {
    connecting ??= (async () => {
      const port = new Promise<LinkPort | null>((resolve) => {
        awaited = resolve;
      });
      const reply = await parts.requestPort();
      if (!reply.ok) {
        awaited = null;
        connecting = null;
        return { reply, port: null };
      }
      return { reply, port: await port };
    })();
    return connecting;
  }

  return {
    async connect() {
      return (await open()).reply;
    },
    async call(channel, request) {
      const { reply, port } = await open();
      if (port === null) return reply;
      if (port !== current) return failed('ipc.peer-gone');
      lastId += 1;
      const id = lastId;
      return await new Promise<AnyReply>((resolve) => {
        pending.set(id, resolve);
        port.postMessage({ type: 'call', id, channel, request });
      });
    },
    receive(port) {
      const take = awaited;
      if (take === null) {
        port.close();
        return;
      }
      awaited = null;
      current = port;
      port.addEventListener('close', () => drop(port));
      port.addEventListener('message', (event) => onMessage(event.data));
      port.start();
      take(port);
    },
  };
}
