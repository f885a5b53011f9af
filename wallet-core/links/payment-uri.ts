import { findAsset } from '../assets/index.ts';
import { accept, type Result, refuse } from '../primitives/index.ts';
import type { AddressCodecs, LinkRefusal, PayLink } from './link.ts';
import { type LinkParts, uniqueParameters } from './link-parts.ts';
import { parseLinkAddress, parseLinkAmount } from './link-values.ts';

/**
 * `bitcoin:` as in BIP21, `flux:` as BIP21 with a FLUX address and 8 decimals. Unknown names are ignored, unknown
 * `req-` names refuse the link.
 */
export function parsePaymentUri(
  parts: LinkParts,
  chain: 'flux' | 'bitcoin',
  codecs: AddressCodecs,
): Result<PayLink, LinkRefusal> {
  const asset = findAsset(chain, 'native');
  if (asset === undefined) return refuse('not-supported');
  const parameters = uniqueParameters(parts);
  if (!parameters.ok) return parameters;
  for (const name of parameters.value.keys()) {
    if (name.startsWith('req-')) return refuse('parameter');
  }
  const amountText = parameters.value.get('amount');
  const amount = amountText === undefined ? accept(null) : parseLinkAmount(amountText, asset);
  if (!amount.ok) return amount;
  const address = parseLinkAddress(parts.path, asset, codecs);
  if (!address.ok) return address;
  return accept({
    kind: 'pay',
    chain,
    asset: asset.identifier,
    address: address.value,
    amount: amount.value,
    message: parameters.value.get('message') || null,
    label: parameters.value.get('label') || null,
    icon: null,
    callback: null,
  });
}
