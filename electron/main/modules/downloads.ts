/** Pages download nothing; exports go through the save dialog of `files.ts` (E-16). */
import type { Session } from 'electron';
import type { ModuleHooks } from './module.ts';

export function initDownloads(parts: { sessions(): readonly Pick<Session, 'on'>[] }): ModuleHooks {
  return {
    onReady() {
      for (const session of parts.sessions()) {
        session.on('will-download', (event) => event.preventDefault());
      }
    },
  };
}
