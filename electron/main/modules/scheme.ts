/** Serves the pages from the build's list, on the partition of each window (E-09, E-10, E-11). */
import { createHash } from 'node:crypto';
import type { CustomScheme, Protocol, Session } from 'electron';
import type { Logger } from '../../../wallet-core/ports/index.ts';
import { APP_SCHEME, type WindowKind, windowKinds } from '../../windows/window-kinds.ts';
import { responseHeaders } from '../content-policy.ts';
import { locatePageFile, type PageFiles } from '../page-files.ts';
import type { ModuleHooks } from './module.ts';

/** Everything not named stays false: bypassCSP, allowServiceWorkers, corsEnabled, stream, codeCache, allowExtensions. */
export const privilegedSchemes: CustomScheme[] = [
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
];

export interface SchemeParts {
  readonly files: PageFiles;
  readFile(file: string): Promise<Uint8Array<ArrayBuffer>>;
  readonly logger: Logger;
}

/** Answers one request of a window kind: a listed file whose bytes still have the build's hash, or a refusal without a body. */
export async function answerPageRequest(
  parts: SchemeParts,
  kind: WindowKind,
  request: { readonly method: string; readonly url: string },
): Promise<Response> {
  const refuse = (status: number) => new Response(null, { status, headers: responseHeaders(kind) });
  if (request.method !== 'GET') return refuse(405);
  const found = locatePageFile(parts.files, kind, request.url);
  if (found === undefined) return refuse(404);
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await parts.readFile(found.file);
  } catch {
    parts.logger.log('error', 'scheme.unreadable-file', { kind });
    return refuse(500);
  }
  if (createHash('sha256').update(bytes).digest('hex') !== found.sha256) {
    parts.logger.log('error', 'scheme.changed-file', { kind });
    return refuse(500);
  }
  return new Response(bytes, { status: 200, headers: { ...responseHeaders(kind), 'Content-Type': found.type } });
}

export function initScheme(
  parts: SchemeParts & {
    readonly protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>;
    sessionOf(kind: WindowKind): { readonly protocol: Pick<Session['protocol'], 'handle'> };
  },
): ModuleHooks {
  parts.protocol.registerSchemesAsPrivileged(privilegedSchemes);
  return {
    onReady() {
      for (const kind of windowKinds) {
        parts.sessionOf(kind).protocol.handle(APP_SCHEME, (request) => answerPageRequest(parts, kind, request));
      }
    },
  };
}
