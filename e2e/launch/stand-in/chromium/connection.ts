/**
 * The DevTools protocol over a pipe: NUL-separated JSON on two extra file descriptors. A pipe and not a port, because
 * nobody else can join it and Chromium ends when it closes: after `kill -9` of the app no browser stays behind.
 */
import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { Protocol } from './protocol.ts';

type Commands = Protocol.CommandParameters;
type Replies = Protocol.CommandReturnValues;
type Command = keyof Commands & keyof Replies;
type Events = Protocol.Events;

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: object;
  readonly result?: object;
  readonly error?: { readonly message: string };
}

interface Waiting {
  readonly method: string;
  resolve(reply: object): void;
  reject(error: Error): void;
}

/** One target, or the browser itself. */
export class CdpSession {
  readonly id: string | undefined;
  private readonly connection: CdpConnection;
  private readonly events = new EventEmitter();

  constructor(connection: CdpConnection, id: string | undefined) {
    this.events.setMaxListeners(0);
    this.connection = connection;
    this.id = id;
  }

  /** Rejects with the browser's own message; after the browser is gone, says so. */
  send<M extends Command>(method: M, params?: Commands[M]): Promise<Replies[M]> {
    return this.connection.send(this.id, method, params);
  }

  /** For commands that may fail because their target went away meanwhile. */
  tell<M extends Command>(method: M, params?: Commands[M]): void {
    this.send(method, params).catch(() => {});
  }

  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): void {
    this.events.on(event, listener);
  }

  off<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): void {
    this.events.off(event, listener);
  }

  /** Once the target is gone or was let go. */
  onDetached(listener: () => void): void {
    this.events.once('detached', listener);
  }

  /** Called by the connection only. */
  emit(event: string, payload?: object): void {
    this.events.emit(event, payload);
  }
}

export class CdpConnection {
  readonly browser: CdpSession;
  private readonly output: Writable;
  private readonly waiting = new Map<number, Waiting>();
  private readonly sessions = new Map<string, CdpSession>();
  private readonly closing = new EventEmitter();
  private nextId = 1;
  private closed = false;
  private rest: Buffer[] = [];

  constructor(output: Writable, input: Readable) {
    this.output = output;
    this.browser = new CdpSession(this, undefined);
    input.on('data', (chunk: Buffer) => this.take(chunk));
    input.on('close', () => this.close());
    input.on('error', () => this.close());
    output.on('error', () => this.close());
  }

  onClose(listener: () => void): void {
    this.closing.once('close', listener);
  }

  session(id: string): CdpSession {
    const known = this.sessions.get(id);
    if (known) return known;
    const made = new CdpSession(this, id);
    this.sessions.set(id, made);
    return made;
  }

  send<M extends Command>(sessionId: string | undefined, method: M, params?: Commands[M]): Promise<Replies[M]> {
    if (this.closed) return Promise.reject(new Error(`${method}: Chromium is closed`));
    const id = this.nextId++;
    const message = { id, ...(sessionId === undefined ? {} : { sessionId }), method, params: params ?? {} };
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { method, resolve: (reply) => resolve(reply as Replies[M]), reject });
      this.output.write(`${JSON.stringify(message)}\0`);
    });
  }

  private take(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      const text = Buffer.concat([...this.rest, chunk.subarray(from, end)]).toString('utf8');
      this.rest = [];
      from = end + 1;
      this.dispatch(JSON.parse(text));
    }
    if (from < chunk.length) this.rest.push(chunk.subarray(from));
  }

  private dispatch(message: Message): void {
    if (message.id !== undefined) {
      const waiting = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (message.error) waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`));
      else waiting?.resolve(message.result ?? {});
      return;
    }
    if (message.method === undefined) return;
    const session = message.sessionId === undefined ? this.browser : this.session(message.sessionId);
    session.emit(message.method, message.params ?? {});
    if (message.method !== 'Target.detachedFromTarget') return;
    const { sessionId } = message.params as Events['Target.detachedFromTarget'];
    this.sessions.get(sessionId)?.emit('detached');
    this.sessions.delete(sessionId);
  }

  private close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const waiting of this.waiting.values()) waiting.reject(new Error(`${waiting.method}: Chromium is closed`));
    this.waiting.clear();
    this.closing.emit('close');
  }
}
