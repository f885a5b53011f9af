/** One page of Chromium with the two scripts of a window in it. Speaks of frames and contexts, knows nothing of Electron. */
import { type PreloadSetting, pageScript, preloadScript, type WorldNames } from '../world/scripts.ts';
import type { Browser } from './browser.ts';
import type { CdpSession } from './connection.ts';
import type { Protocol } from './protocol.ts';
import type { Targets } from './targets.ts';

const WORLD = 'preload';

export interface PageListener {
  /** Must end in fulfil or fail. `session` is the one to answer on. */
  request(event: Protocol.Fetch.requestPausedPayload, session: CdpSession): void;
  /** From the preload of a frame; answers go to `contextId`, so that a later document never gets them. */
  message(frameId: string, contextId: number, text: string): void;
  /** The top frame has a new document with a preload of its own. */
  documentStarted(): void;
  frameNavigated(frame: Protocol.Page.Frame): void;
  frameAttached(frameId: string, parentId: string): void;
  frameDetached(frameId: string): void;
  loaded(): void;
  domReady(): void;
  windowOpen(url: string): void;
  /** Chromium was told to deny it. */
  download(frameId: string, url: string, fileName: string): void;
  /** The renderer process ended. */
  crashed(): void;
  /** The page itself is gone. */
  destroyed(): void;
}

export interface PageOptions {
  readonly browserContextId: string;
  readonly width: number;
  readonly height: number;
  /** Text of the preload file; undefined for a window without one. */
  readonly preload: string | undefined;
  readonly setting: PreloadSetting;
  readonly names: WorldNames;
  readonly dark: boolean | undefined;
}

export class PageTarget {
  readonly targetId: string;
  readonly session: CdpSession;
  private readonly browser: Browser;
  private readonly names: WorldNames;
  private readonly worlds = new Map<number, string>();
  private pid = 0;
  private probing: Promise<void> = Promise.resolve();

  private constructor(browser: Browser, targetId: string, session: CdpSession, names: WorldNames) {
    this.browser = browser;
    this.targetId = targetId;
    this.session = session;
    this.names = names;
  }

  static async open(
    browser: Browser,
    targets: Targets,
    options: PageOptions,
    listener: PageListener,
  ): Promise<PageTarget> {
    const { targetId, session } = await targets.open(options.browserContextId, options.width, options.height);
    const page = new PageTarget(browser, targetId, session, options.names);
    page.listen(listener);
    targets.onDestroyed(targetId, () => listener.destroyed());
    await page.prepare(options);
    return page;
  }

  private listen(listener: PageListener): void {
    const { session } = this;
    session.on('Fetch.requestPaused', (event) => listener.request(event, session));
    session.on('Page.frameNavigated', ({ frame }) => listener.frameNavigated(frame));
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) => listener.frameAttached(frameId, parentFrameId));
    session.on('Page.frameDetached', ({ frameId, reason }) => {
      if (reason === 'remove') listener.frameDetached(frameId);
    });
    session.on('Page.loadEventFired', () => listener.loaded());
    session.on('Page.domContentEventFired', () => listener.domReady());
    session.on('Page.windowOpen', ({ url }) => listener.windowOpen(url));
    session.on('Page.javascriptDialogOpening', () => session.tell('Page.handleJavaScriptDialog', { accept: false }));
    const { root } = this.browser;
    const onDownload = ({ frameId, url, suggestedFilename }: Protocol.Browser.downloadWillBeginPayload): void =>
      listener.download(frameId, url, suggestedFilename);
    root.on('Browser.downloadWillBegin', onDownload);
    session.onDetached(() => root.off('Browser.downloadWillBegin', onDownload));
    session.on('Inspector.targetCrashed', () => {
      this.worlds.clear();
      this.forgetProcess();
      listener.crashed();
    });
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (this.contextCreated(context)) listener.documentStarted();
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => this.worlds.delete(executionContextId));
    session.on('Runtime.executionContextsCleared', () => this.worlds.clear());
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      const frameId = this.worlds.get(executionContextId);
      if (name === this.names.binding && frameId !== undefined) listener.message(frameId, executionContextId, payload);
    });
    this.followChildren(session, listener);
  }

  /** Frames in other processes and workers: their requests go the same way as the page's. */
  private followChildren(session: CdpSession, listener: PageListener): void {
    session.on('Target.attachedToTarget', ({ sessionId }) => {
      const child = this.browser.connection.session(sessionId);
      child.on('Fetch.requestPaused', (event) => listener.request(event, child));
      this.followChildren(child, listener);
      // Workers of some kinds have no Fetch of their own: theirs is the page's.
      child.tell('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
      child.tell('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
      child.tell('Runtime.runIfWaitingForDebugger');
    });
  }

  private async prepare(options: PageOptions): Promise<void> {
    const { session, names } = this;
    const steps: Promise<unknown>[] = [
      session.send('Page.enable'),
      session.send('Runtime.enable'),
      session.send('Inspector.enable'),
      session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript(names) }),
    ];
    if (options.preload !== undefined) {
      const source = preloadScript(names, options.preload, options.setting);
      steps.push(session.send('Runtime.addBinding', { name: names.binding, executionContextName: WORLD }));
      steps.push(session.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: WORLD }));
    }
    steps.push(this.resize(options.width, options.height));
    if (options.dark !== undefined) steps.push(this.setDark(options.dark));
    steps.push(session.send('Runtime.runIfWaitingForDebugger'));
    await Promise.all(steps);
  }

  private contextCreated(context: Protocol.Runtime.ExecutionContextDescription): boolean {
    const frameId = (context.auxData as { frameId?: string } | undefined)?.frameId;
    if (context.name !== WORLD || frameId === undefined) return false;
    this.worlds.set(context.id, frameId);
    if (frameId !== this.targetId) return false;
    this.probing = this.browser.renderers.find(this.session, context.id, this.pid).then(
      (pid) => {
        this.pid = pid;
      },
      () => {},
    );
    return true;
  }

  /** Id of the renderer process; 0 before the first document with a preload. */
  get processId(): number {
    return this.pid;
  }

  /** Once the id belongs to the document that is there now. */
  async settledProcessId(): Promise<number> {
    await this.probing;
    return this.pid;
  }

  /** Hands a text to the top frame's isolated world, or to one context while it lives; false when it is not there. */
  deliver(text: string, contextId?: number): boolean {
    const context = contextId ?? [...this.worlds].findLast(([, frameId]) => frameId === this.targetId)?.[0];
    if (context === undefined || !this.worlds.has(context)) return false;
    this.session.tell('Runtime.callFunctionOn', {
      functionDeclaration: `function (text) { globalThis[${JSON.stringify(this.names.receiver)}](text); }`,
      executionContextId: context,
      arguments: [{ value: text }],
      silent: true,
    });
    return true;
  }

  /** Headless windows have no frame to drag: their size is the size of the page. */
  async resize(width: number, height: number, deviceScaleFactor = 0): Promise<void> {
    if (!this.browser.options.headless) return;
    await this.session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor, mobile: false });
  }

  async setWindowState(windowState: 'normal' | 'minimized'): Promise<void> {
    if (this.browser.options.headless) return;
    const { windowId } = await this.browser.root.send('Browser.getWindowForTarget', { targetId: this.targetId });
    await this.browser.root.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
    if (windowState === 'normal') await this.session.send('Page.bringToFront');
  }

  async setDark(dark: boolean): Promise<void> {
    const value = dark ? 'dark' : 'light';
    await this.session.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
  }

  private forgetProcess(): void {
    this.browser.renderers.release(this.pid);
    this.pid = 0;
  }

  close(): void {
    this.forgetProcess();
    this.browser.root.tell('Target.closeTarget', { targetId: this.targetId });
  }
}
