import { EventEmitter } from 'node:events';
import { appOrigin } from '../urls.ts';
import { FrameTree } from './frame-tree.ts';
import { IpcMain } from './ipc-main.ts';
import { listed } from './listed.ts';
import type { MessagePortMain } from './message-port.ts';
import { nativeTheme } from './native-theme.ts';
import { PageLife } from './page-life.ts';
import { makeEvent } from './preventable.ts';
import { records } from './records.ts';
import { RendererLink } from './renderer-link.ts';
import { type Session, session as sessions } from './session.ts';
import type { WebFrameMain } from './web-frame-main.ts';

export interface WebPreferences extends Readonly<Record<string, unknown>> {
  readonly preload?: string;
  readonly partition?: string;
}

export interface Size {
  width: number;
  height: number;
}

type WindowOpenHandler = (details: { url: string; frameName: string; features: string; disposition: string }) => {
  action: string;
};

const all = new Map<number, WebContents>();
let lastId = 0;

/** `webContents` of a window. */
export class WebContents extends EventEmitter {
  readonly id: number;
  readonly session: Session;
  readonly ipc = listed('webContents.ipc', new IpcMain());
  private readonly preferences: WebPreferences;
  private readonly frames: FrameTree;
  private readonly link: RendererLink;
  private readonly life: PageLife;
  private readonly followTheme: () => void;
  private readonly size: Size;
  private gone = false;
  private windowOpenHandler: WindowOpenHandler | null = null;
  private rtcPolicy = 'default';
  private zoom = 1;

  /** `onPageDestroyed`: Chromium closed the page without being told to. */
  constructor(preferences: WebPreferences, size: Size, onPageDestroyed: () => void) {
    super();
    lastId += 1;
    this.id = lastId;
    this.preferences = preferences;
    this.size = size;
    this.session = sessions.fromPartition(preferences.partition ?? '');
    const self = listed('webContents', this);
    this.frames = new FrameTree(() => this.life.page?.processId ?? 0);
    this.link = new RendererLink({
      sender: self,
      ipc: this.ipc,
      page: () => this.life.page,
      processId: () => this.life.page?.processId ?? 0,
      decideMedia: (frame, media) => this.decideMedia(self, frame, media),
      input: (type) => this.emit('input-event', makeEvent(), { type, modifiers: [] }),
    });
    this.life = new PageLife({
      id: this.id,
      self,
      session: this.session,
      preload: preferences.preload,
      size,
      frames: this.frames,
      link: this.link,
      emit: (event, ...args) => this.emit(event, ...args),
      windowOpen: (url) => this.windowOpen(url),
      pageDestroyed: onPageDestroyed,
    });
    this.followTheme = () => void this.life.page?.setDark(nativeTheme.shouldUseDarkColors).catch(() => {});
    nativeTheme.on('updated', this.followTheme);
    all.set(this.id, self);
    // biome-ignore lint/correctness/noConstructorReturn: the proxy names what is missing
    return self;
  }

  private async decideMedia(
    self: WebContents,
    frame: WebFrameMain | null,
    media: { video: boolean; audio: boolean },
  ): Promise<boolean> {
    const url = frame?.url ?? '';
    const origin = appOrigin(url);
    const granted = await this.session.decideMedia(self, url, origin, media);
    records.permissions.push({ origin, ...media, granted });
    return granted;
  }

  private windowOpen(url: string): void {
    const decision = this.windowOpenHandler?.({ url, frameName: '', features: '', disposition: 'new-window' });
    records.refusedWindows.push(url);
    if (decision?.action !== 'deny') {
      process.stderr.write(`stand-in: a page opened ${url} and main did not refuse; the stand-in does\n`);
    }
  }

  loadURL(url: string): Promise<void> {
    return this.life.load(url);
  }

  reload(): void {
    this.life.load(this.life.address).catch(() => {});
  }

  getURL(): string {
    return this.life.address;
  }

  getType(): string {
    return 'window';
  }

  isLoading(): boolean {
    return this.life.isLoading;
  }

  isLoadingMainFrame(): boolean {
    return this.life.isLoading;
  }

  isCrashed(): boolean {
    return this.life.isCrashed;
  }

  isDestroyed(): boolean {
    return this.gone;
  }

  get mainFrame(): WebFrameMain {
    return this.frames.top;
  }

  getOSProcessId(): number {
    return this.life.isCrashed ? 0 : (this.life.page?.processId ?? 0);
  }

  getProcessId(): number {
    return this.getOSProcessId();
  }

  /** Really ends the renderer process; Electron's own method does no less. */
  forcefullyCrashRenderer(): void {
    const { page } = this.life;
    if (!page) return;
    const kill = (pid: number): void => {
      try {
        if (pid > 0) process.kill(pid, 'SIGKILL');
        else page.session.tell('Page.crash');
      } catch {
        // Already gone.
      }
    };
    if (page.processId > 0) kill(page.processId);
    else void page.settledProcessId().then(kill);
  }

  send(channel: string, ...args: unknown[]): void {
    this.link.emit(channel, args, []);
  }

  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[] = []): void {
    this.link.emit(channel, [message], transfer);
  }

  setWindowOpenHandler(handler: WindowOpenHandler | null): void {
    this.windowOpenHandler = handler;
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    this.rtcPolicy = policy;
  }

  getWebRTCIPHandlingPolicy(): string {
    return this.rtcPolicy;
  }

  getLastWebPreferences(): WebPreferences {
    return this.preferences;
  }

  setZoomFactor(factor: number): void {
    this.zoom = factor;
    const { width, height } = this.size;
    void this.life.page?.resize(Math.round(width / factor), Math.round(height / factor), factor).catch(() => {});
  }

  getZoomFactor(): number {
    return this.zoom;
  }

  setVisualZoomLevelLimits(): Promise<void> {
    return Promise.resolve();
  }

  setBackgroundThrottling(): void {}

  setIgnoreMenuShortcuts(): void {}

  setAudioMuted(): void {}

  focus(): void {
    this.life.page?.session.tell('Page.bringToFront');
  }

  async printToPDF(): Promise<Buffer> {
    if (!this.life.page) throw new Error('nothing to print');
    const { data } = await this.life.page.session.send('Page.printToPDF', {
      printBackground: true,
      preferCSSPageSize: true,
    });
    return Buffer.from(data, 'base64');
  }

  /** There is no printer; the pages are kept for the launcher. */
  print(_options: unknown = {}, callback: (success: boolean, reason: string) => void = () => {}): void {
    this.printToPDF().then(
      (pdf) => {
        records.prints.push(pdf.toString('base64'));
        callback(true, '');
      },
      (error) => callback(false, String(error)),
    );
  }

  /** Not part of Electron: for its window and the launcher. */
  get standIn() {
    const { life } = this;
    return {
      targetId: life.page?.targetId,
      settledProcessId: async (): Promise<number> =>
        life.isCrashed ? 0 : ((await life.page?.settledProcessId()) ?? 0),
      resize: (size: Size): void => {
        Object.assign(this.size, size);
        void life.page?.resize(size.width, size.height).catch(() => {});
      },
      ignoreInput: (ignore: boolean): void => life.page?.session.tell('Input.setIgnoreInputEvents', { ignore }),
      bounds: (windowState: 'normal' | 'minimized'): void =>
        void life.page?.setWindowState(windowState).catch(() => {}),
      revive: (): void => life.revive(),
      end: (): void => {
        if (this.gone) return;
        this.gone = true;
        nativeTheme.off('updated', this.followTheme);
        all.delete(this.id);
        life.end();
        this.emit('destroyed');
      },
    };
  }
}

/** The module `webContents` of Electron. */
export const webContents = listed('webContents', {
  getAllWebContents: (): WebContents[] => [...all.values()],
  fromId: (id: number): WebContents | undefined => all.get(id),
  getFocusedWebContents: (): null => null,
});
