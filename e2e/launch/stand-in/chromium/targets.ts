/**
 * Which page belongs to whom. Chromium pauses every new target until the stand-in has looked at it: pages that a window
 * asked for are set up before their first byte, pages that nobody asked for (popups) are closed before they run.
 */
import type { Browser } from './browser.ts';
import type { CdpSession } from './connection.ts';
import type { Protocol } from './protocol.ts';

type TargetInfo = Protocol.Target.TargetInfo;

export interface Targets {
  /** A new paused page in a browser context; the caller lets it run. */
  open(browserContextId: string, width: number, height: number): Promise<{ targetId: string; session: CdpSession }>;
  /** The same out of sight. */
  openHidden(browserContextId: string): Promise<{ targetId: string; session: CdpSession }>;
  onDestroyed(targetId: string, listener: () => void): void;
  titleOf(targetId: string): string;
}

const BROWSER_BARS = 87;

export async function watchTargets(browser: Browser): Promise<Targets> {
  const { root, connection } = browser;
  const attached = new Map<string, CdpSession>();
  const wanted = new Map<string, (session: CdpSession) => void>();
  const destroyed = new Map<string, () => void>();
  const titles = new Map<string, string>();
  const undecided: { info: TargetInfo; session: CdpSession }[] = [];
  let opening = 0;

  function letRun(session: CdpSession): void {
    session.tell('Runtime.runIfWaitingForDebugger');
    if (session.id !== undefined) root.tell('Target.detachFromTarget', { sessionId: session.id });
  }

  /** A popup shares its opener's process: left paused it would hold that up, so it runs, without a request, and closes. */
  function refusePage(targetId: string, session: CdpSession): void {
    session.on('Fetch.requestPaused', ({ requestId }) =>
      session.tell('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }),
    );
    session.tell('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
    session.tell('Runtime.runIfWaitingForDebugger');
    root.tell('Target.closeTarget', { targetId });
  }

  function decide(info: TargetInfo, session: CdpSession): void {
    const claim = wanted.get(info.targetId);
    if (claim) {
      wanted.delete(info.targetId);
      claim(session);
    } else if (info.type !== 'page') letRun(session);
    // Until its id is known, a page we asked for looks like any other.
    else if (opening > 0) undecided.push({ info, session });
    else refusePage(info.targetId, session);
  }

  root.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const session = connection.session(sessionId);
    attached.set(targetInfo.targetId, session);
    decide(targetInfo, session);
  });
  root.on('Target.targetInfoChanged', ({ targetInfo }) => titles.set(targetInfo.targetId, targetInfo.title));
  root.on('Target.targetDestroyed', ({ targetId }) => {
    attached.delete(targetId);
    titles.delete(targetId);
    destroyed.get(targetId)?.();
    destroyed.delete(targetId);
  });

  async function create(parameters: Omit<Protocol.Target.createTargetParameters, 'url'>) {
    opening += 1;
    try {
      const { targetId } = await root.send('Target.createTarget', { url: 'about:blank', ...parameters });
      const session = await new Promise<CdpSession>((resolve) => {
        const known = attached.get(targetId);
        if (known) resolve(known);
        else wanted.set(targetId, resolve);
      });
      const at = undecided.findIndex(({ info }) => info.targetId === targetId);
      if (at >= 0) undecided.splice(at, 1);
      return { targetId, session };
    } finally {
      opening -= 1;
      if (opening === 0) for (const { info, session } of undecided.splice(0)) decide(info, session);
    }
  }

  await root.send('Target.setDiscoverTargets', { discover: true });
  await root.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  return {
    open(browserContextId, width, height) {
      // The tab strip and the address bar stand above the page.
      const size = browser.options.headless ? {} : { width, height: height + BROWSER_BARS };
      return create({ browserContextId, newWindow: true, ...size });
    },
    openHidden: (browserContextId) => {
      const state = browser.options.headless ? {} : { windowState: 'minimized' as const };
      return create({ browserContextId, newWindow: true, ...state });
    },
    onDestroyed: (targetId, listener) => destroyed.set(targetId, listener),
    titleOf: (targetId) => titles.get(targetId) ?? '',
  };
}
