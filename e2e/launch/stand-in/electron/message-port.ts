import { EventEmitter } from 'node:events';

/** One end of a channel, wherever its holder lives. Messages wait until somebody takes them. */
export class PortEnd {
  private other: PortEnd | undefined;
  private readonly waiting: unknown[] = [];
  private take: ((data: unknown) => void) | undefined;
  private onClosed: (() => void) | undefined;
  private closed = false;

  static pair(): [PortEnd, PortEnd] {
    const [a, b] = [new PortEnd(), new PortEnd()];
    a.other = b;
    b.other = a;
    return [a, b];
  }

  post(data: unknown): void {
    if (!this.closed) this.other?.receive(structuredClone(data));
  }

  private receive(data: unknown): void {
    if (this.closed) return;
    this.waiting.push(data);
    this.flush();
  }

  private flush(): void {
    if (!this.take) return;
    for (const data of this.waiting.splice(0)) {
      const { take } = this;
      setImmediate(() => {
        if (!this.closed) take(data);
      });
    }
  }

  attach(take: (data: unknown) => void): void {
    this.take = take;
    this.flush();
  }

  whenClosed(listener: () => void): void {
    this.onClosed = listener;
    if (this.closed) setImmediate(listener);
  }

  /** Both ends close; messages under way are delivered first, as the events were queued before. */
  close(): void {
    if (this.closed) return;
    setImmediate(() => this.finish());
    const { other } = this;
    setImmediate(() => other?.finish());
  }

  private finish(): void {
    if (this.closed) return;
    this.closed = true;
    this.onClosed?.();
  }
}

const ends = new WeakMap<MessagePortMain, PortEnd>();

/** Takes the end out of a port that is transferred; the port is of no use afterwards. */
export function takeEnd(port: MessagePortMain): PortEnd {
  const end = ends.get(port);
  if (!end) throw new TypeError('Port at index 0 is already neutered');
  ends.delete(port);
  return end;
}

export class MessagePortMain extends EventEmitter {
  constructor(end: PortEnd) {
    super();
    ends.set(this, end);
    end.whenClosed(() => {
      if (ends.has(this)) this.emit('close');
    });
  }

  /** Messages are delivered from here on, as in Electron. */
  start(): void {
    ends.get(this)?.attach((data) => this.emit('message', { data, ports: [] }));
  }

  postMessage(message: unknown, transfer: readonly MessagePortMain[] = []): void {
    if (transfer.length > 0) throw new Error('the stand-in for Electron does not send ports over ports');
    const end = ends.get(this);
    if (!end) throw new TypeError('the port was transferred');
    end.post(message);
  }

  close(): void {
    ends.get(this)?.close();
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    const [a, b] = PortEnd.pair();
    this.port1 = new MessagePortMain(a);
    this.port2 = new MessagePortMain(b);
  }
}

export type PortWord =
  | { readonly op: 'port'; readonly id: number; readonly data: unknown }
  | { readonly op: 'port-close'; readonly id: number };

/** Ports shared with one other process over whatever carries words to it. */
export class PortLink {
  private readonly held = new Map<number, PortEnd>();
  private readonly send: (word: PortWord) => void;
  private next = 1;

  constructor(send: (word: PortWord) => void) {
    this.send = send;
  }

  /** Gives ports away. The receiver must hear of the ids before `flow` lets messages through. */
  give(ports: readonly MessagePortMain[]): { readonly ids: number[]; flow(): void } {
    const given = ports.map((port) => ({ id: this.next++, end: takeEnd(port) }));
    for (const { id, end } of given) this.held.set(id, end);
    return { ids: given.map(({ id }) => id), flow: () => this.flow(given) };
  }

  private flow(given: readonly { id: number; end: PortEnd }[]): void {
    for (const { id, end } of given) this.connect(id, end);
  }

  /** The near end of a port that the other process gave us. */
  accept(id: number): MessagePortMain {
    const [near, far] = PortEnd.pair();
    this.held.set(id, far);
    this.connect(id, far);
    return new MessagePortMain(near);
  }

  private connect(id: number, end: PortEnd): void {
    end.attach((data) => this.send({ op: 'port', id, data }));
    end.whenClosed(() => {
      if (this.held.delete(id)) this.send({ op: 'port-close', id });
    });
  }

  hear(word: PortWord): void {
    const end = this.held.get(word.id);
    if (word.op === 'port') end?.post(word.data);
    else {
      this.held.delete(word.id);
      end?.close();
    }
  }

  /** The other process is gone, or its page was left. */
  closeAll(): void {
    const all = [...this.held.values()];
    this.held.clear();
    for (const end of all) end.close();
  }
}
