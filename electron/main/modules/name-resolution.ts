/**
 * Chromium looks up no name and connects to no address. The windows need neither: their pages come from the app's own
 * scheme, and the backend's client resolves names itself. WebRTC and resource hints obey no CSP; this ends there too (E-12).
 */
import type { App } from 'electron';
import type { ModuleHooks } from './module.ts';

/** Also holds for addresses written as numbers. */
export const NO_NAMES = 'MAP * ~NOTFOUND';

/** To be called before Electron is ready: Chromium reads its switches once. */
export function initNameResolution(parts: {
  readonly app: { readonly commandLine: Pick<App['commandLine'], 'appendSwitch'> };
}): ModuleHooks {
  parts.app.commandLine.appendSwitch('host-resolver-rules', NO_NAMES);
  return {};
}
