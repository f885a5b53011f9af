import { type Result, refuse } from '../primitives/index.ts';
import { parseEthereumUri } from './ethereum-uri.ts';
import type { AddressCodecs, Link, LinkRefusal } from './link.ts';
import { splitLink } from './link-parts.ts';
import { parsePaymentUri } from './payment-uri.ts';
import { parseZelUri } from './zel-uri.ts';

/**
 * A link of a known scheme as a proposal to show; never acts. Refuses with a reason whatever is not exactly understood;
 * `not-supported` only when nothing else is wrong with it and this build lacks the chain.
 */
export function parseLink(text: string, codecs: AddressCodecs): Result<Link, LinkRefusal> {
  const parts = splitLink(text);
  if (!parts.ok) return parts;
  switch (parts.value.scheme) {
    case 'flux':
    case 'bitcoin':
      return parsePaymentUri(parts.value, parts.value.scheme, codecs);
    case 'zel':
      return parseZelUri(parts.value, codecs);
    case 'ethereum':
      return parseEthereumUri(parts.value, codecs);
    case 'solana':
    case 'tron':
      return refuse('not-supported');
  }
}
