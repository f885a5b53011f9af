/** One process per profile; a second start hands its arguments over and ends (E-30). */
import type { App } from 'electron';
import type { ModuleHooks } from './module.ts';

export interface SingleInstanceParts {
  readonly app: Pick<App, 'on'>;
  /** Brings up what is open: the app window, or the signer when locked. */
  focus(): void;
  /** Everything on the other start's command line; whoever takes it picks one link and ignores the rest. */
  onArguments(argv: readonly string[]): void;
}

export function initSingleInstance(parts: SingleInstanceParts): ModuleHooks {
  parts.app.on('second-instance', (_event, argv) => {
    parts.focus();
    parts.onArguments(argv);
  });
  parts.app.on('activate', () => parts.focus());
  return {};
}
