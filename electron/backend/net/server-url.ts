import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { ServerEntry } from '../../../wallet-core/ipc/index.ts';
import { isLoopback } from './loopback.ts';

/** Origin of a server the wallet may talk to. Throws `input.bad` for what is not https, but for this machine itself. */
export function serverOrigin(entry: ServerEntry): string {
  const refused = (why: string) => new WalletError('input.bad', { field: 'server', why });
  if (!URL.canParse(entry.url)) throw refused('url');
  const url = new URL(entry.url);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') throw refused('extra');
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) return url.origin;
  throw refused('not-secure');
}

export function originsOf(servers: readonly ServerEntry[]): ReadonlySet<string> {
  return new Set(servers.map(serverOrigin));
}
