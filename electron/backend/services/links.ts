import { type ChainId, chainIds } from '../../../wallet-core/chain-contract/index.ts';
import type { LinkProposal } from '../../../wallet-core/ipc/index.ts';
import { linkError, parseLink } from '../../../wallet-core/links/index.ts';
import type { AddressCodec } from '../../../wallet-core/ports/index.ts';

export type ChainCodecs = Readonly<Partial<Record<ChainId, AddressCodec>>>;

const NATIVE = 'native';
/** Bounds of the proposal's fields. */
const MAX_MESSAGE = 320;
const MAX_LABEL = 200;

/**
 * A payment proposal from a link, or from a bare address of a chain we know. Throws `link.bad-form` or
 * `link.not-supported`. Other kinds of links are known but not served yet.
 */
export function proposeFromText(text: string, codecs: ChainCodecs): LinkProposal {
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
  if (link.kind !== 'pay') throw linkError('not-supported');
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
