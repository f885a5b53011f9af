/** The second wall behind the CSP: a partition asks for its own origin or for nothing (E-15, E-23). */
import type { Session } from 'electron';
import { kindOfUrl, type WindowKind, windowKinds } from '../../windows/window-kinds.ts';
import { locatePageFile, type PageFiles } from '../page-files.ts';
import type { ModuleHooks } from './module.ts';

/** App window: its exact origin. Signer: only the files on its list. */
export function allowRequest(kind: WindowKind, url: string, files: PageFiles): boolean {
  return kind === 'signer' ? locatePageFile(files, 'signer', url) !== undefined : kindOfUrl(url) === kind;
}

export interface RequestFilterParts {
  sessionOf(kind: WindowKind): { readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> };
  /** Used by nobody; refuses everything. */
  defaultSession(): { readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> };
  readonly files: PageFiles;
}

export function initRequestFilter(parts: RequestFilterParts): ModuleHooks {
  return {
    onReady() {
      for (const kind of windowKinds) {
        parts.sessionOf(kind).webRequest.onBeforeRequest((details, callback) => {
          callback({ cancel: !allowRequest(kind, details.url, parts.files) });
        });
      }
      parts.defaultSession().webRequest.onBeforeRequest((_details, callback) => callback({ cancel: true }));
    },
  };
}
