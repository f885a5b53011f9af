import { type ChainId, chainIds } from '../../../wallet-core/chain-contract/index.ts';
import type { IdentityProposal, LinkProposal } from '../../../wallet-core/ipc/index.ts';
import { type Link, linkError, type PayLink, parseLink } from '../../../wallet-core/links/index.ts';
import type { AddressCodec } from '../../../wallet-core/ports/index.ts';

export type ChainCodecs = Readonly<Partial<Record<ChainId, AddressCodec>>>;

const NATIVE = 'native';
/** Bounds of the proposal's fields. */
const MAX_MESSAGE = 320;
const MAX_LABEL = 200;

function proposeIdentity(link: Exclude<Link, PayLink>, text: string): IdentityProposal {
  const { callback } = link;
  if (link.kind === 'getaddress') {
    const { kind, chain, asset, callbackType } = link;
    return { kind, text, chain, asset, callbackType, callback };
  }
  const { kind, message, messageUrl } = link;
  return { kind, text, message, messageUrl, callback };
}

/**
 * A proposal from a link, or a payment to a bare address of a chain we know. Throws `link.bad-form` or
 * `link.not-supported`. Nothing is fetched, signed or sent (E-30).
 */
export function proposeFromText(text: string, codecs: ChainCodecs): LinkProposal | IdentityProposal {
  const trimmed = text.trim();
  const readings = chainIds.flatMap((chain) => {
    const parsed = codecs[chain]?.parseAddress(trimmed);
    return parsed?.ok === true ? [{ chain, address: parsed.value }] : [];
  });
  const [first, ...others] = readings;
  if (first !== undefined) {
    const alsoOn = others.length === 0 ? {} : { alsoOn: others.map(({ chain }) => chain) };
    return { kind: 'pay', ...first, asset: NATIVE, amount: null, message: null, label: null, ...alsoOn };
  }
  const parsed = parseLink(trimmed, codecs);
  if (!parsed.ok) throw linkError(parsed.reason);
  const link = parsed.value;
  if (link.kind !== 'pay') return proposeIdentity(link, trimmed);
  // A message cut short would be another message; a label is only a name.
  if ((link.message?.length ?? 0) > MAX_MESSAGE) throw linkError('too-long');
  const { kind, chain, asset, address, amount, message, label } = link;
  return {
    kind,
    chain,
    asset,
    address,
    amount: amount?.toString() ?? null,
    message,
    label: label?.slice(0, MAX_LABEL) ?? null,
  };
}
