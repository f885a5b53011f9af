/** No web contents goes anywhere, opens anything or embeds anything (E-14). */
import type { App, WebContents } from 'electron';
import type { ModuleHooks } from './module.ts';

type Guarded = Pick<WebContents, 'setWindowOpenHandler' | 'setWebRTCIPHandlingPolicy'> & {
  on(event: string, listener: (event: { preventDefault(): void }) => void): unknown;
};

/**
 * `will-prevent-unload` is here because a page must not hold a lock or a quit open; preventing that event lets the
 * unload go on.
 */
export const refusedContentsEvents = [
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'will-attach-webview',
  'will-prevent-unload',
] as const;

export function guardContents(contents: Guarded): void {
  for (const name of refusedContentsEvents) contents.on(name, (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

export function initNavigation(parts: { readonly app: Pick<App, 'on'> }): ModuleHooks {
  parts.app.on('web-contents-created', (_event, contents) => guardContents(contents));
  return {};
}
