/** What a transaction does, read from recipient, value and call data. Whatever is not exactly known stays unknown (T-09). */
import { findAsset } from '../../../wallet-core/assets/index.ts';
import type { AccountAction } from '../../../wallet-core/chain-contract/index.ts';
import type { AddressText } from '../../../wallet-core/primitives/index.ts';
import { parseAddressWord, selectors, splitCall, WORD_BYTES } from './abi.ts';
import { formatAddressBytes } from './address.ts';
import type { EvmChain } from './config.ts';
import { toUint } from './rlp.ts';
import type { EvmTransaction } from './transaction.ts';

const NATIVE = 'native';
/** No token has so many units; the customary stand-ins for "everything" are at or above it, but for 2^96 - 1. */
const NO_LIMIT = 2n ** 128n;
const UINT96_MAX = 2n ** 96n - 1n;
const UINT8_MAX = 255n;

/** Is an allowance so large that it limits nothing? For known assets: more than can exist. */
export function isUnlimited(chain: EvmChain, asset: string, amount: bigint): boolean {
  if (amount >= NO_LIMIT || amount === UINT96_MAX) return true;
  const known = findAsset(chain, asset);
  return known !== undefined && amount > known.maxUnits;
}

/** The words as addresses and numbers by position; `undefined` where an address word is malformed. */
function readerOf(words: readonly Uint8Array[]) {
  const word = (index: number) => words[index] ?? new Uint8Array(WORD_BYTES);
  return {
    address: (index: number): AddressText | undefined => parseAddressWord(word(index)),
    uint: (index: number): bigint => toUint(word(index)),
  };
}

function readTokenCall(chain: EvmChain, asset: AddressText, data: Uint8Array): AccountAction | undefined {
  const call = splitCall(data);
  if (call === undefined) return undefined;
  const { address, uint } = readerOf(call.words);
  const form = `${call.selector}/${call.words.length}`;
  if (form === `${selectors.transfer}/2`) {
    const recipient = address(0);
    return recipient && { kind: 'transfer', asset, recipient, amount: uint(1) };
  }
  if (form === `${selectors.approve}/2`) {
    const spender = address(0);
    const amount = uint(1);
    return spender && { kind: 'allowance', asset, spender, amount, unlimited: isUnlimited(chain, asset, amount) };
  }
  if (form === `${selectors.transferFrom}/3`) {
    const [owner, recipient] = [address(0), address(1)];
    return owner && recipient && { kind: 'transfer-from', asset, owner, recipient, amount: uint(2) };
  }
  if (form === `${selectors.permit}/7`) {
    const [owner, spender, amount] = [address(0), address(1), uint(2)];
    if (owner === undefined || spender === undefined || uint(4) > UINT8_MAX) return undefined;
    const unlimited = isUnlimited(chain, asset, amount);
    return { kind: 'permit', asset, owner, spender, amount, unlimited, deadline: uint(3) };
  }
  return undefined;
}

/** The action of a transaction; coin sent along with a token call makes it unknown, for no token asks for it. */
export function readAction(chain: EvmChain, { to, value, data }: EvmTransaction): AccountAction {
  if (to === null) return { kind: 'unknown', target: null, value, data };
  const target = formatAddressBytes(to);
  if (data.length === 0) {
    return value === 0n
      ? { kind: 'nothing', recipient: target }
      : { kind: 'transfer', asset: NATIVE, recipient: target, amount: value };
  }
  const known = value === 0n ? readTokenCall(chain, target, data) : undefined;
  return known ?? { kind: 'unknown', target, value, data };
}
