/** A window's page over its life: made, loaded, kept where main put it, lost in a crash, made again. */
import { readFileSync } from 'node:fs';
import type { CdpSession } from '../chromium/connection.ts';
import { type PageListener, PageTarget } from '../chromium/page-target.ts';
import type { Protocol } from '../chromium/protocol.ts';
import { getOptions } from '../options.ts';
import { runtime } from '../runtime.ts';
import { toAppUrl, toPageUrl } from '../urls.ts';
import { makeWorldNames } from '../world/scripts.ts';
import type { FrameTree } from './frame-tree.ts';
import { listAccelerators } from './menu.ts';
import { nativeTheme } from './native-theme.ts';
import { makeEvent } from './preventable.ts';
import { records } from './records.ts';
import type { RendererLink } from './renderer-link.ts';
import { describeRequest, serveRequest } from './serve-request.ts';
import type { Session } from './session.ts';

export interface LifeOwner {
  readonly id: number;
  readonly self: object;
  readonly session: Session;
  readonly preload: string | undefined;
  readonly size: { width: number; height: number };
  readonly frames: FrameTree;
  readonly link: RendererLink;
  emit(event: string, ...args: unknown[]): boolean;
  windowOpen(url: string): void;
  /** Chromium closed the page, or the person did. */
  pageDestroyed(): void;
}

const withoutFragment = (url: string): string => url.replace(/#.*$/, '');

export class PageLife {
  page: PageTarget | undefined;
  address = '';
  isLoading = false;
  isCrashed = false;
  private readonly owner: LifeOwner;
  private opening: Promise<PageTarget> | undefined;
  private ended = false;
  /** The document main asked for; a request for any other is the page's own idea. */
  private asked: string | undefined;
  private lastGood: string | undefined;
  private waiters: { resolve(): void; reject(error: Error): void }[] = [];

  constructor(owner: LifeOwner) {
    this.owner = owner;
  }

  private open(): Promise<PageTarget> {
    this.opening ??= this.make();
    return this.opening;
  }

  private async make(): Promise<PageTarget> {
    const { browser, targets } = await runtime();
    const { owner } = this;
    const page = await PageTarget.open(
      browser,
      targets,
      {
        browserContextId: await owner.session.browserContextId(),
        ...owner.size,
        preload: owner.preload === undefined ? undefined : readFileSync(owner.preload, 'utf8'),
        setting: { platform: process.platform, banner: getOptions().banner, accelerators: listAccelerators() },
        names: makeWorldNames(),
        dark: nativeTheme.forPages,
      },
      this.listener(),
    );
    this.page = page;
    this.isCrashed = false;
    owner.frames.reset(page.targetId);
    if (this.ended) page.close();
    return page;
  }

  /** Resolves at the load event; rejects with Electron's words when there is no document to show. */
  async load(url: string): Promise<void> {
    if (this.isCrashed) this.dropPage();
    const page = await this.open();
    if (this.ended) throw new Error(`ERR_ABORTED (-3) loading '${url}'`);
    this.asked = withoutFragment(toPageUrl(url));
    this.startLoading();
    const finished = new Promise<void>((resolve, reject) => this.waiters.push({ resolve, reject }));
    // A crash or the end of the window settles `finished` while the command below never answers.
    const navigated = page.session.send('Page.navigate', { url: toPageUrl(url) }).then(({ errorText, loaderId }) => {
      if (errorText) this.settle(new Error(`${errorText.replace('net::', '')} (-2) loading '${url}'`));
      // Only the fragment changed: there is no load event to wait for.
      else if (loaderId === undefined) this.settle();
    });
    navigated.catch((error: Error) => this.settle(error));
    await finished;
  }

  private startLoading(): void {
    this.isLoading = true;
    this.owner.emit('did-start-loading');
  }

  private settle(error?: Error): void {
    this.isLoading = false;
    for (const waiter of this.waiters.splice(0)) {
      if (error) waiter.reject(error);
      else waiter.resolve();
    }
    this.owner.emit('did-stop-loading');
  }

  /** After a crash a fresh page takes over: nothing of the old one can come back. */
  private dropPage(): void {
    const old = this.page;
    this.page = undefined;
    this.opening = undefined;
    old?.close();
  }

  /** The person closed a page that main keeps. */
  revive(): void {
    const back = this.address;
    this.owner.link.closePorts();
    this.dropPage();
    this.load(back).catch(() => {});
  }

  end(): void {
    this.ended = true;
    this.settle(new Error('ERR_ABORTED (-3): the window was closed'));
    this.owner.link.closePorts();
    this.dropPage();
  }

  private listener(): PageListener {
    const { owner } = this;
    let own: PageTarget | undefined;
    const isCurrent = (): boolean => own === undefined || own === this.page;
    return {
      request: (event, session) => this.request(event, session),
      message: (frameId, contextId, text) => {
        own ??= this.page;
        owner.link.hear(owner.frames.find(frameId) ?? null, contextId, text);
      },
      documentStarted: () => owner.link.closePorts(),
      frameNavigated: (frame) => this.frameNavigated(frame),
      frameAttached: (frameId, parentId) => owner.frames.attached(frameId, parentId),
      frameDetached: (frameId) => owner.frames.detached(frameId),
      domReady: () => owner.emit('dom-ready', makeEvent()),
      loaded: () => {
        if (!this.address.startsWith('app:')) return;
        owner.emit('did-finish-load', makeEvent());
        this.settle();
      },
      windowOpen: (url) => owner.windowOpen(toAppUrl(url)),
      download: (frameId, url, fileName) => {
        if (!owner.frames.find(frameId)) return;
        records.refusedDownloads.push(toAppUrl(url));
        owner.session.downloadBegan(toAppUrl(url), fileName, owner.self);
      },
      crashed: () => {
        if (!isCurrent()) return;
        this.isCrashed = true;
        this.isLoading = false;
        owner.link.closePorts();
        this.settle(new Error('ERR_FAILED (-2): the renderer process is gone'));
        owner.emit('render-process-gone', makeEvent(), { reason: 'killed', exitCode: 9 });
      },
      destroyed: () => {
        if (isCurrent() && !this.ended && !this.isCrashed) owner.pageDestroyed();
      },
    };
  }

  private request(event: Protocol.Fetch.requestPausedPayload, session: CdpSession): void {
    const { owner, page } = this;
    if (event.resourceType === 'Other' && new URL(event.request.url).pathname === '/favicon.ico') {
      // Chromium asks every https site for it by itself; a custom scheme is not asked.
      session.tell('Fetch.fulfillRequest', { requestId: event.requestId, responseCode: 204 });
      return;
    }
    const isTop = event.frameId === (page?.targetId ?? event.frameId);
    const frame = owner.frames.find(event.frameId) ?? owner.frames.top;
    const details = describeRequest(event, !isTop, owner.self as { id: number }, frame);
    if (event.resourceType === 'Document' && !this.mayNavigate(event, isTop, details.url)) {
      session.tell('Fetch.failRequest', { requestId: event.requestId, errorReason: 'Aborted' });
      return;
    }
    void serveRequest(event, session, details, owner.session);
  }

  /** Asks main about a navigation that it did not start itself. */
  private mayNavigate(event: Protocol.Fetch.requestPausedPayload, isTop: boolean, url: string): boolean {
    const isRedirect = event.redirectedRequestId !== undefined;
    if (isTop && !isRedirect && withoutFragment(event.request.url) === this.asked) {
      this.asked = undefined;
      return true;
    }
    if (isRedirect) return this.askMain(['will-redirect'], isTop, url);
    return this.askMain(isTop ? ['will-navigate', 'will-frame-navigate'] : ['will-frame-navigate'], isTop, url);
  }

  private askMain(events: readonly string[], isMainFrame: boolean, url: string): boolean {
    return events.every((name) => {
      const event = makeEvent({
        url,
        isMainFrame,
        isSameDocument: false,
        frame: this.owner.frames.top,
        initiator: null,
      });
      this.owner.emit(name, event, url, false, isMainFrame);
      return !event.defaultPrevented;
    });
  }

  private frameNavigated(frame: Protocol.Page.Frame): void {
    this.owner.frames.navigated(frame);
    if (frame.parentId !== undefined) return;
    this.address = toAppUrl(frame.url);
    if (this.address.startsWith('app:')) {
      this.lastGood = frame.url;
      this.owner.emit('did-navigate', makeEvent(), this.address, 200, 'OK');
    } else if (this.lastGood !== undefined && !frame.url.startsWith('chrome-error:')) this.escaped(this.address);
  }

  /**
   * `about:blank`, `blob:` and the like need no request, so Chromium shows them before anybody can be asked. If main
   * would have refused, the page goes back where it was.
   */
  private escaped(url: string): void {
    const back = this.lastGood;
    if (back === undefined || this.askMain(['will-navigate', 'will-frame-navigate'], true, url)) return;
    this.asked = withoutFragment(back);
    this.page?.session.tell('Page.navigate', { url: back });
  }
}
