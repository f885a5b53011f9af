import type { ServerEntry } from '../../../../wallet-core/ipc/index.ts';
import { accept, type Result, refuse } from '../../../../wallet-core/primitives/index.ts';

export type ServerRefusal = 'not-https' | 'known' | 'bad-key';

/** As the contract takes it. */
const API_KEY = /^[\w-]{1,100}$/;

/** Plain http is for a server on this very computer. */
const OWN_COMPUTER: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A server as typed, in canonical form: https, no name and password in it, no trailing slash, not in the list yet. */
export function parseServer(
  kind: ServerEntry['kind'],
  text: string,
  known: readonly ServerEntry[],
  apiKey = '',
): Result<ServerEntry, ServerRefusal> {
  const url = URL.parse(text.trim());
  const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && OWN_COMPUTER.has(url.hostname));
  if (url === null || !secure || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return refuse('not-https');
  }
  const canonical = url.href.replace(/\/+$/, '');
  if (known.some((server) => server.url.replace(/\/+$/, '') === canonical)) return refuse('known');
  const key = apiKey.trim();
  if (key !== '' && !API_KEY.test(key)) return refuse('bad-key');
  return accept({ kind, url: canonical, ...(key === '' ? {} : { apiKey: key }) });
}

/** The host of a server for people; its whole text when it has none. */
export function hostOf(server: ServerEntry): string {
  return URL.parse(server.url)?.host ?? server.url;
}

/** The list with the server at `from` moved to `to`. A new list; places outside it change nothing. */
export function moveServer(servers: readonly ServerEntry[], from: number, to: number): readonly ServerEntry[] {
  const server = servers[from];
  if (server === undefined || to < 0 || to >= servers.length) return servers;
  const rest = servers.toSpliced(from, 1);
  return rest.toSpliced(to, 0, server);
}
