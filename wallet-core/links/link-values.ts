import { parseAmount } from '../amounts/index.ts';
import type { Asset } from '../assets/index.ts';
import { type AddressText, accept, type Result, refuse } from '../primitives/index.ts';
import type { AddressCodecs, LinkCallback, LinkRefusal } from './link.ts';

/** Smallest units of a whole-coin amount. Refuses zero, more than can exist, and more decimals than the asset has. */
export function parseLinkAmount(text: string, asset: Asset): Result<bigint, LinkRefusal> {
  const units = parseAmount(text, asset.decimals);
  return units.ok && units.value > 0n && units.value <= asset.maxUnits ? units : refuse('amount');
}

/** The address if its chain's codec accepts it; `not-supported` when this build has no codec for the chain. */
export function parseLinkAddress(text: string, asset: Asset, codecs: AddressCodecs): Result<AddressText, LinkRefusal> {
  const codec = codecs[asset.chain];
  if (codec === undefined) return refuse(text === '' ? 'address' : 'not-supported');
  const parsed = codec.parseAddress(text);
  return parsed.ok ? parsed : refuse('address');
}

/**
 * Lenient URL parsers repair `https:\\host`, `https:/host` and spaces; a person reading the link sees another host than
 * the parser. So only the plain form, without user information, is let through to the parser.
 */
const PLAIN_WEB_URL = /^https?:\/\/[^/?#\\@\s]+(?:[/?#][^\\\s]*)?$/i;

function parseWebUrl(text: string): URL | undefined {
  if (!PLAIN_WEB_URL.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}

/** Where to answer: http or https with a host, no user information. Whether it may be called is decided later (T-12). */
export function parseCallback(text: string | undefined): Result<LinkCallback | null, LinkRefusal> {
  if (text === undefined) return accept(null);
  const url = parseWebUrl(text);
  if (url === undefined) return refuse('callback');
  return accept({ url: url.href, host: url.host, secure: url.protocol === 'https:' });
}

/** The https address of a picture; one over plain http is left out, any other scheme makes the link suspect. */
export function parseIcon(text: string | undefined): Result<string | null, LinkRefusal> {
  if (text === undefined || text === '') return accept(null);
  const url = parseWebUrl(text);
  if (url === undefined) return refuse('icon');
  return accept(url.protocol === 'https:' ? url.href : null);
}
