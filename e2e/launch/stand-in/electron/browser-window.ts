import { EventEmitter } from 'node:events';
import { appEvents } from './app-events.ts';
import { listed } from './listed.ts';
import { makeEvent } from './preventable.ts';
import { type Size, WebContents, type WebPreferences } from './web-contents.ts';

interface Bounds extends Size {
  x: number;
  y: number;
}

interface WindowOptions extends Partial<Bounds>, Readonly<Record<string, unknown>> {
  readonly show?: boolean;
  readonly title?: string;
  readonly parent?: BrowserWindow;
  readonly modal?: boolean;
  readonly webPreferences?: WebPreferences;
}

const open = new Map<number, BrowserWindow>();
let lastId = 0;
let focused: BrowserWindow | null = null;

/**
 * A window: one page of Chromium and what the window manager would know of it. Without a display `show`, `hide`, focus
 * and order are book-keeping; with one they also minimise and raise.
 */
export class BrowserWindow extends EventEmitter {
  readonly id: number;
  readonly webContents: WebContents;
  private readonly options: WindowOptions;
  private readonly bounds: Bounds;
  private parent: BrowserWindow | null;
  private title: string;
  private visible = false;
  private minimised = false;
  private gone = false;
  private enabled = true;
  private protectedContent = false;

  constructor(options: WindowOptions = {}) {
    super();
    lastId += 1;
    this.id = lastId;
    this.options = options;
    this.title = options.title ?? 'Electron';
    this.parent = options.parent ?? null;
    this.bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
    const self = listed('BrowserWindow', this);
    const { width, height } = this.bounds;
    this.webContents = new WebContents(options.webPreferences ?? {}, { width, height }, () => this.closedByPerson());
    open.set(this.id, self);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    appEvents.emit('browser-window-created', makeEvent(), self);
    appEvents.emit('web-contents-created', makeEvent(), this.webContents);
    if (options.show !== false) this.show();
    // biome-ignore lint/correctness/noConstructorReturn: the proxy names what is missing
    return self;
  }

  static getAllWindows(): BrowserWindow[] {
    return [...open.values()];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focused;
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...open.values()].find((window) => window.webContents === contents) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return open.get(id) ?? null;
  }

  private get self(): BrowserWindow {
    return open.get(this.id) ?? this;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  show(): void {
    if (this.gone) return;
    const appears = !this.visible;
    this.visible = true;
    this.minimised = false;
    this.webContents.standIn.bounds('normal');
    if (appears) this.emit('show');
    this.focus();
  }

  showInactive(): void {
    if (this.gone || this.visible) return;
    this.visible = true;
    this.webContents.standIn.bounds('normal');
    this.emit('show');
  }

  hide(): void {
    if (this.gone || !this.visible) return;
    this.visible = false;
    this.webContents.standIn.bounds('minimized');
    this.emit('hide');
    this.blur();
  }

  isVisible(): boolean {
    return this.visible;
  }

  focus(): void {
    if (this.gone || !this.visible || focused === this.self) return;
    focused?.blur();
    focused = this.self;
    this.emit('focus');
    appEvents.emit('browser-window-focus', makeEvent(), this.self);
  }

  blur(): void {
    if (focused !== this.self) return;
    focused = null;
    this.emit('blur');
    appEvents.emit('browser-window-blur', makeEvent(), this.self);
  }

  isFocused(): boolean {
    return focused === this.self;
  }

  minimize(): void {
    this.minimised = true;
    this.webContents.standIn.bounds('minimized');
    this.emit('minimize');
    this.blur();
  }

  restore(): void {
    if (!this.minimised) return;
    this.minimised = false;
    this.webContents.standIn.bounds('normal');
    this.emit('restore');
  }

  isMinimized(): boolean {
    return this.minimised;
  }

  isMaximized(): boolean {
    return false;
  }

  maximize(): void {}

  unmaximize(): void {}

  isFullScreen(): boolean {
    return false;
  }

  setFullScreen(): void {}

  moveTop(): void {}

  center(): void {}

  flashFrame(): void {}

  setAlwaysOnTop(): void {}

  setMenuBarVisibility(): void {}

  setAutoHideMenuBar(): void {}

  removeMenu(): void {}

  setMenu(): void {}

  setIcon(): void {}

  setSkipTaskbar(): void {}

  setBackgroundColor(): void {}

  setResizable(): void {}

  setMinimumSize(): void {}

  setTitle(title: string): void {
    this.title = title;
  }

  getTitle(): string {
    return this.title;
  }

  getBounds(): Bounds {
    return { ...this.bounds };
  }

  getContentBounds(): Bounds {
    return this.getBounds();
  }

  getNormalBounds(): Bounds {
    return this.getBounds();
  }

  getSize(): [number, number] {
    return [this.bounds.width, this.bounds.height];
  }

  getContentSize(): [number, number] {
    return this.getSize();
  }

  setBounds(bounds: Partial<Bounds>): void {
    Object.assign(this.bounds, bounds);
    const { width, height } = this.bounds;
    this.webContents.standIn.resize({ width, height });
    this.emit('resize');
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  setContentSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  setPosition(x: number, y: number): void {
    Object.assign(this.bounds, { x, y });
    this.emit('move');
  }

  setParentWindow(parent: BrowserWindow | null): void {
    this.parent = parent;
  }

  getParentWindow(): BrowserWindow | null {
    return this.parent;
  }

  getChildWindows(): BrowserWindow[] {
    return [...open.values()].filter((window) => window.getParentWindow() === this.self);
  }

  isModal(): boolean {
    return this.options.modal === true;
  }

  /** A disabled window takes no mouse and no keys. */
  setEnabled(enabled: boolean): void {
    this.enabled = enabled;
    this.webContents.standIn.ignoreInput(!enabled);
  }

  isEnabled(): boolean {
    return this.enabled;
  }

  setContentProtection(enable: boolean): void {
    this.protectedContent = enable;
  }

  isContentProtected(): boolean {
    return this.protectedContent;
  }

  isDestroyed(): boolean {
    return this.gone;
  }

  isClosable(): boolean {
    return true;
  }

  /** Asks first: a listener of `close` may prevent it. */
  close(): void {
    if (this.gone) return;
    const event = makeEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.gone) return;
    this.blur();
    this.gone = true;
    this.visible = false;
    open.delete(this.id);
    this.webContents.standIn.end();
    this.emit('closed');
    if (open.size === 0) setImmediate(() => appEvents.emit('stand-in:all-closed'));
  }

  /** The page is gone already, so preventing the close makes a new page: the same window for the app, loaded afresh. */
  private closedByPerson(): void {
    const event = makeEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
    else this.webContents.standIn.revive();
  }
}
