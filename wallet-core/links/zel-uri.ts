import { zelcoreCoins } from '../assets/index.ts';
import { accept, type Result, refuse } from '../primitives/index.ts';
import type { AddressCodecs, GetAddressLink, Link, LinkRefusal, PayLink, SignLink } from './link.ts';
import { type LinkParts, uniqueParameters } from './link-parts.ts';
import { parseCallback, parseIcon, parseLinkAddress, parseLinkAmount } from './link-values.ts';

type Parameters = ReadonlyMap<string, string>;

/** Zelcore's default when a link names no coin (ZelProtocolSpecifications.md). */
const DEFAULT_COIN = 'bitcoin';

/**
 * Long texts are left by FluxOS pages in this one store and named by their address. Anyone may write there, so the
 * form is exact: this host, https, no port, no query, one plain id.
 */
const MESSAGE_URL = /^https:\/\/storage\.runonflux\.io\/v1\/public\/[A-Za-z0-9_-]{1,128}$/;
const MESSAGE_URL_PREFIX = 'FLUX_URL=';

function parsePay(
  parameters: Parameters,
  rest: Pick<PayLink, 'icon' | 'callback'>,
  codecs: AddressCodecs,
): Result<PayLink, LinkRefusal> {
  const asset = zelcoreCoins.get(parameters.get('coin') ?? DEFAULT_COIN);
  if (asset === undefined) return refuse('coin');
  const addressText = parameters.get('address');
  const amountText = parameters.get('amount');
  if (addressText === undefined || amountText === undefined) return refuse('missing');
  const amount = parseLinkAmount(amountText, asset);
  if (!amount.ok) return amount;
  const address = parseLinkAddress(addressText, asset, codecs);
  if (!address.ok) return address;
  return accept({
    kind: 'pay',
    chain: asset.chain,
    asset: asset.identifier,
    address: address.value,
    amount: amount.value,
    message: parameters.get('message') || null,
    label: null,
    ...rest,
  });
}

function parseSign(parameters: Parameters, rest: Pick<SignLink, 'icon' | 'callback'>): Result<SignLink, LinkRefusal> {
  const message = parameters.get('message');
  if (message === undefined || message === '') return refuse('missing');
  if (!message.startsWith(MESSAGE_URL_PREFIX)) return accept({ kind: 'sign', message, messageUrl: null, ...rest });
  const messageUrl = message.slice(MESSAGE_URL_PREFIX.length);
  if (!MESSAGE_URL.test(messageUrl)) return refuse('message-url');
  return accept({ kind: 'sign', message: null, messageUrl, ...rest });
}

function parseCallbackType(text: string | undefined): GetAddressLink['callbackType'] | undefined {
  if (text === undefined) return 'post';
  return text === 'post' || text === 'get' || text === 'deeplink' ? text : undefined;
}

function parseGetAddress(
  parameters: Parameters,
  rest: Pick<GetAddressLink, 'icon' | 'callback'>,
): Result<GetAddressLink, LinkRefusal> {
  const coin = parameters.get('coin');
  if (coin === undefined) return refuse('missing');
  const asset = zelcoreCoins.get(coin);
  if (asset === undefined) return refuse('coin');
  const callbackType = parseCallbackType(parameters.get('callbacktype'));
  if (callbackType === undefined) return refuse('callback');
  return accept({ kind: 'getaddress', chain: asset.chain, asset: asset.identifier, callbackType, ...rest });
}

/** Zelcore's protocol (ZelCore-io/Zelcore ZelProtocolSpecifications.md). No `action` means `pay`. */
export function parseZelUri(parts: LinkParts, codecs: AddressCodecs): Result<Link, LinkRefusal> {
  if (!parts.hasQuery || parts.path !== '') return refuse('form');
  const unique = uniqueParameters(parts);
  if (!unique.ok) return unique;
  const parameters = unique.value;
  const callback = parseCallback(parameters.get('callback'));
  if (!callback.ok) return callback;
  const icon = parseIcon(parameters.get('icon'));
  if (!icon.ok) return icon;
  const rest = { icon: icon.value, callback: callback.value };
  switch (parameters.get('action') ?? 'pay') {
    case 'pay':
      return parsePay(parameters, rest, codecs);
    case 'sign':
      return parseSign(parameters, rest);
    case 'getaddress':
      return parseGetAddress(parameters, rest);
    default:
      return refuse('action');
  }
}
