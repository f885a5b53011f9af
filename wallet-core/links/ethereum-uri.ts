import { evmChainIds, findAsset } from '../assets/index.ts';
import { type ChainId, chainIds } from '../chain-contract/index.ts';
import { type AddressText, accept, type Result, refuse } from '../primitives/index.ts';
import type { AddressCodecs, LinkRefusal, PayLink } from './link.ts';
import { type LinkParts, uniqueParameters } from './link-parts.ts';

type Parameters = ReadonlyMap<string, string>;

/** `[pay-]<address>[@<chain id>][/<function>]` (EIP-681). A path has been decoded once already. */
const TARGET = /^(?:pay-)?([^@/]*)(?:@([^/]*))?(?:\/(.*))?$/;
const DEFAULT_CHAIN: ChainId = 'ethereum';
const CHAIN_ID = /^[1-9]\d{0,15}$/;
const UINT256_MAX = 2n ** 256n - 1n;

/** Digits, perhaps a fraction, perhaps a decimal exponent: a whole number in the end, or it is refused. */
const NUMBER = /^(\d{1,78})(?:\.(\d{1,78}))?(?:[eE]\+?(\d{1,2}))?$/;

/** Names that stand for arguments of a call. Without a function they would be paid to the contract (EIP-681). */
const ARGUMENT = /^(?:address|bool|string|bytes\d{0,2}|u?int\d{0,3})(?:\[\d*\])*$/;

function parseChain(text: string | undefined): Result<ChainId, LinkRefusal> {
  if (text === undefined) return accept(DEFAULT_CHAIN);
  const chain = CHAIN_ID.test(text) ? chainIds.find((id) => evmChainIds[id] === Number(text)) : undefined;
  return chain === undefined ? refuse('chain') : accept(chain);
}

/** Smallest units of a number of the link. Refuses zero, fractions of a unit, and what no 256 bits hold. */
function parseNumber(text: string, max: bigint): Result<bigint, LinkRefusal> {
  const [, whole = '', fraction = '', exponentText = '0'] = NUMBER.exec(text) ?? [];
  const exponent = Number(exponentText);
  const digits = fraction.replace(/0+$/, '');
  if (whole === '' || digits.length > exponent || whole.length + exponent > 80) return refuse('amount');
  const units = BigInt(whole + digits.padEnd(exponent, '0'));
  return units > 0n && units <= max ? accept(units) : refuse('amount');
}

function parseOptionalNumber(text: string | undefined, max: bigint): Result<bigint | null, LinkRefusal> {
  return text === undefined ? accept(null) : parseNumber(text, max);
}

function parseAddress(text: string, chain: ChainId, codecs: AddressCodecs): Result<AddressText, LinkRefusal> {
  const codec = codecs[chain];
  if (codec === undefined) return refuse(text === '' ? 'address' : 'not-supported');
  const parsed = codec.parseAddress(text);
  return parsed.ok ? parsed : refuse('address');
}

function proposal(chain: ChainId, asset: string, address: AddressText, amount: bigint | null): PayLink {
  return { kind: 'pay', chain, asset, address, amount, message: null, label: null, icon: null, callback: null };
}

/** A payment of the coin. Gas hints are not taken over: what a fee costs is nobody else's to say. */
function parseCoinPayment(
  target: string,
  chain: ChainId,
  parameters: Parameters,
  codecs: AddressCodecs,
): Result<PayLink, LinkRefusal> {
  for (const name of parameters.keys()) if (ARGUMENT.test(name)) return refuse('function');
  const amount = parseOptionalNumber(parameters.get('value'), UINT256_MAX);
  if (!amount.ok) return amount;
  const address = parseAddress(target, chain, codecs);
  return address.ok ? accept(proposal(chain, 'native', address.value, amount.value)) : address;
}

/** `transfer(address,uint256)` of a token. Coin along with it, or other arguments, would be another call. */
function parseTokenTransfer(
  target: string,
  chain: ChainId,
  parameters: Parameters,
  codecs: AddressCodecs,
): Result<PayLink, LinkRefusal> {
  for (const name of parameters.keys()) {
    const isOther = ARGUMENT.test(name) && name !== 'address' && name !== 'uint256';
    if (isOther || name === 'value') return refuse('parameter');
  }
  const known = findAsset(chain, target);
  const amount = parseOptionalNumber(parameters.get('uint256'), known?.maxUnits ?? UINT256_MAX);
  if (!amount.ok) return amount;
  const recipient = parameters.get('address') ?? '';
  if (recipient === '') return refuse('address');
  const token = parseAddress(target, chain, codecs);
  if (!token.ok) return token;
  const address = parseAddress(recipient, chain, codecs);
  return address.ok ? accept(proposal(chain, token.value, address.value, amount.value)) : address;
}

/**
 * `ethereum:` links (EIP-681) to the coin or a token of an EVM chain of our table. No other function than `transfer`, no
 * names that need a lookup, no chain we do not serve; amounts are in smallest units.
 */
export function parseEthereumUri(parts: LinkParts, codecs: AddressCodecs): Result<PayLink, LinkRefusal> {
  const [whole, target = '', chainText, functionName] = TARGET.exec(parts.path) ?? [];
  if (whole === undefined) return refuse('form');
  if (target === '') return refuse('address');
  const parameters = uniqueParameters(parts);
  if (!parameters.ok) return parameters;
  const chain = parseChain(chainText);
  if (!chain.ok) return chain;
  if (functionName === undefined) return parseCoinPayment(target, chain.value, parameters.value, codecs);
  if (functionName !== 'transfer') return refuse('function');
  return parseTokenTransfer(target, chain.value, parameters.value, codecs);
}
