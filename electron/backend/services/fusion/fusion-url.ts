import type { Settings } from '../../../../wallet-core/ipc/index.ts';
import { isLoopback } from '../../net/loopback.ts';

/** The team's service (RunOnFlux/fluxswap lib/api). */
const PUBLIC_URL = 'https://fusion.runonflux.io';

/** https, or this machine; without a path. Everything else is as good as no service. */
function checked(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain =
    url.username === '' && url.password === '' && url.pathname === '/' && url.search === '' && url.hash === '';
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
  return isPlain && isSafe ? url.origin : null;
}

/** Where Fusion is: as given for this run, as the person set it, or the public one. `given` undefined: nothing was given. */
export function fusionUrl(settings: Pick<Settings, 'fusion'>, given: string | null | undefined): string | null {
  if (given !== undefined) return given === null ? null : checked(given);
  return checked(settings.fusion ?? PUBLIC_URL);
}
