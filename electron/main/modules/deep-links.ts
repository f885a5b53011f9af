/**
 * Links from the operating system (E-30): one is kept, none acts. While locked its text waits for at most a minute;
 * while open it is parsed by the backend, which has the address codecs, and waits as a proposal until the app takes it.
 */
import type { App } from 'electron';
import { toWireError, WalletError, type WireError } from '../../../wallet-core/errors/index.ts';
import type { ReplyOf } from '../../../wallet-core/ipc/index.ts';
import { pickLinkArgument } from '../../../wallet-core/links/index.ts';
import type { Clock } from '../../../wallet-core/ports/index.ts';
import type { Backend } from '../backend-host.ts';
import type { MainHandlers } from '../ipc/main-handlers.ts';
import type { ModuleHooks } from './module.ts';

export const KEEP_MS = 60_000;

/** The schemes this build understands well enough to be asked for by the system. */
export const registeredSchemes = ['flux', 'zel'] as const;

export interface DeepLinkParts {
  readonly app: Pick<App, 'on' | 'setAsDefaultProtocolClient'>;
  /** Registering is for installed apps: a development run must not take over the person's links. */
  readonly register: boolean;
  readonly backend: Pick<Backend, 'call'>;
  readonly clock: Clock;
  isSessionOpen(): boolean;
  /** Tells the app window that a link can be taken. */
  announce(): void;
}

export interface DeepLinks extends ModuleHooks {
  /** Arguments of this start or of a second one. At most one link is taken from them; all else is ignored. */
  offerArguments(argv: readonly string[]): void;
  sessionOpened(): void;
  sessionLocked(): void;
  readonly handlers: Pick<MainHandlers, 'link.take'>;
}

type Waiting =
  | { readonly kind: 'text'; readonly text: string; readonly atMs: number }
  | { readonly kind: 'proposal'; readonly link: ReplyOf<'backend.parse-link'>['link'] }
  | { readonly kind: 'refused'; readonly error: WireError };

export function initDeepLinks(parts: DeepLinkParts): DeepLinks {
  let waiting: Waiting | null = null;

  function offer(text: string): void {
    waiting = { kind: 'text', text, atMs: parts.clock.now() };
    if (parts.isSessionOpen()) void judge();
  }

  function offerArguments(argv: readonly string[]): void {
    const text = pickLinkArgument(argv);
    if (text !== null) offer(text);
  }

  async function judge(): Promise<void> {
    const mine = waiting;
    if (mine === null || mine.kind !== 'text') return;
    if (parts.clock.now() - mine.atMs > KEEP_MS) {
      waiting = null;
      return;
    }
    let judged: Waiting;
    try {
      const { link } = await parts.backend.call('backend.parse-link', { text: mine.text });
      judged = { kind: 'proposal', link };
    } catch (thrown) {
      judged = { kind: 'refused', error: toWireError(thrown) };
    }
    // A newer link or a lock came in between.
    if (waiting !== mine || !parts.isSessionOpen()) return;
    waiting = judged;
    parts.announce();
  }

  parts.app.on('open-url', (event, url) => {
    event.preventDefault();
    offerArguments([url]);
  });

  return {
    onReady() {
      if (parts.register) for (const scheme of registeredSchemes) parts.app.setAsDefaultProtocolClient(scheme);
    },
    offerArguments,
    sessionOpened: () => void judge(),
    sessionLocked() {
      waiting = null;
    },
    handlers: {
      'link.take'() {
        const taken = waiting;
        if (taken === null || taken.kind === 'text') return { link: null };
        waiting = null;
        if (taken.kind === 'refused') throw new WalletError(taken.error.code, taken.error.data);
        return { link: taken.link };
      },
    },
  };
}
