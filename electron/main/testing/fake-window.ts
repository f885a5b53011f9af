/** BrowserWindow as far as main uses it, recording what is done to it. */
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';

type Listener = (...args: unknown[]) => void;

export class FakeEmitter {
  readonly #listeners = new Map<string, Listener[]>();

  on(name: string, listener: Listener): this {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
    return this;
  }

  /** True when somebody prevented the default. */
  emit(name: string, ...args: unknown[]): boolean {
    let prevented = false;
    const event = {
      preventDefault: () => {
        prevented = true;
      },
    };
    for (const listener of this.#listeners.get(name) ?? []) listener(event, ...args);
    return prevented;
  }
}

let lastId = 0;

export class FakeContents extends FakeEmitter {
  readonly id = ++lastId;
  readonly pid = 1_000 + this.id;
  readonly sent: [string, unknown][] = [];
  readonly posted: [string, unknown, unknown][] = [];
  readonly log: string[];
  windowOpenHandler: unknown;

  constructor(log: string[]) {
    super();
    this.log = log;
  }

  send(name: string, payload: unknown): void {
    this.sent.push([name, payload]);
    this.log.push(`send ${name}`);
  }

  postMessage(name: string, message: unknown, transfer: unknown): void {
    this.posted.push([name, message, transfer]);
  }

  getOSProcessId(): number {
    return this.pid;
  }

  forcefullyCrashRenderer(): void {
    this.log.push('crash');
    this.onCrash();
  }

  onCrash: () => void = () => undefined;

  print(options: unknown): void {
    this.log.push(`print ${JSON.stringify(options)}`);
  }

  async printToPDF({ pageSize }: { pageSize: string }): Promise<Buffer> {
    return Buffer.from(`%PDF ${JSON.stringify({ pageSize })}`);
  }

  setWindowOpenHandler(handler: unknown): void {
    this.windowOpenHandler = handler;
  }

  setWebRTCIPHandlingPolicy(): void {}
}

export class FakeWindow extends FakeEmitter {
  readonly options: BrowserWindowConstructorOptions;
  readonly log: string[] = [];
  readonly webContents = new FakeContents(this.log);
  destroyed = false;
  visible = false;
  protectedContent = false;
  parent: unknown = null;
  loading: Promise<void> = Promise.resolve();

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }

  loadURL(url: string): Promise<void> {
    this.log.push(`load ${url}`);
    return this.loading;
  }

  show(): void {
    this.visible = true;
    this.log.push('show');
  }

  hide(): void {
    this.visible = false;
    this.log.push('hide');
  }

  destroy(): void {
    this.destroyed = true;
    this.visible = false;
    this.log.push('destroy');
    this.emit('closed');
  }

  setParentWindow(parent: unknown): void {
    this.parent = parent;
    this.log.push(parent === null ? 'parent none' : 'parent app');
  }

  setEnabled(enabled: boolean): void {
    this.log.push(`enabled ${enabled}`);
  }

  setContentProtection(on: boolean): void {
    this.protectedContent = on;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  isVisible(): boolean {
    return this.visible;
  }

  isMinimized(): boolean {
    return false;
  }

  isFocused(): boolean {
    return this.visible;
  }

  restore(): void {}
  center(): void {}

  focus(): void {
    this.log.push('focus');
  }
}

/** A constructor that keeps what it made, newest last. */
export function fakeWindowClass(nextLoad: () => Promise<void> = () => Promise.resolve()): {
  readonly made: FakeWindow[];
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow;
} {
  const made: FakeWindow[] = [];
  class Recorded extends FakeWindow {
    constructor(options: BrowserWindowConstructorOptions) {
      super(options);
      this.loading = nextLoad();
      made.push(this);
    }
  }
  return { made, BrowserWindow: Recorded as unknown as new (o: BrowserWindowConstructorOptions) => BrowserWindow };
}
