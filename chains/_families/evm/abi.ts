/**
 * The few pieces of the contract ABI (Solidity specification, "Contract ABI") that this wallet speaks: calls of four
 * bytes of selector and 32-byte words. Selectors and topics are the first bytes of the Keccak-256 of the signature.
 */
import { type AddressText, concatBytes, fromHex } from '../../../wallet-core/primitives/index.ts';
import { ADDRESS_BYTES, addressBytes, formatAddressBytes } from './address.ts';
import { toUint } from './rlp.ts';
import { wordBytes } from './signature.ts';

export const WORD_BYTES = 32;
const SELECTOR_BYTES = 4;

/** EIP-20, EIP-2612. */
export const selectors = Object.freeze({
  transfer: 'a9059cbb',
  approve: '095ea7b3',
  transferFrom: '23b872dd',
  permit: 'd505accf',
  balanceOf: '70a08231',
  allowance: 'dd62ed3e',
  name: '06fdde03',
  symbol: '95d89b41',
  decimals: '313ce567',
});

/** First topics of EIP-20's events. */
export const topics = Object.freeze({
  transfer: 'ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef',
  approval: '8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925',
});

export function addressWord(address: AddressText): Uint8Array {
  return concatBytes(new Uint8Array(WORD_BYTES - ADDRESS_BYTES), addressBytes(address));
}

/** The address in a word; `undefined` when its upper twelve bytes are not zero: no compiler makes such a word. */
export function parseAddressWord(word: Uint8Array): AddressText | undefined {
  const padding = WORD_BYTES - ADDRESS_BYTES;
  if (word.length !== WORD_BYTES || word.subarray(0, padding).some((byte) => byte !== 0)) return undefined;
  return formatAddressBytes(word.subarray(padding));
}

export function encodeCall(selector: string, words: readonly Uint8Array[] = []): Uint8Array {
  return concatBytes(fromHex(selector), ...words);
}

/** Selector (hex) and whole words of call data; `undefined` for data of another shape. */
export function splitCall(
  data: Uint8Array,
): { readonly selector: string; readonly words: readonly Uint8Array[] } | undefined {
  if (data.length < SELECTOR_BYTES || (data.length - SELECTOR_BYTES) % WORD_BYTES !== 0) return undefined;
  const selector = [...data.subarray(0, SELECTOR_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const words: Uint8Array[] = [];
  for (let at = SELECTOR_BYTES; at < data.length; at += WORD_BYTES) words.push(data.subarray(at, at + WORD_BYTES));
  return { selector, words };
}

export const balanceOfCall = (owner: AddressText) => encodeCall(selectors.balanceOf, [addressWord(owner)]);

export const allowanceCall = (owner: AddressText, spender: AddressText) =>
  encodeCall(selectors.allowance, [addressWord(owner), addressWord(spender)]);

/** The number of an answer that is exactly one word; `undefined` for any other answer. */
export function parseUintAnswer(bytes: Uint8Array): bigint | undefined {
  return bytes.length === WORD_BYTES ? toUint(bytes) : undefined;
}

/**
 * What a token answers to a transfer or an approval: `true`, or nothing at all as some old ones do. `false` and
 * everything else mean that it was declined.
 */
export function isConsent(bytes: Uint8Array): boolean {
  return bytes.length === 0 || parseUintAnswer(bytes) === 1n;
}

/** Content of the dynamic `bytes` or `string` whose offset stands in the first word; `undefined` when malformed or long. */
export function parseDynamicBytes(bytes: Uint8Array, maxLength: number): Uint8Array | undefined {
  if (bytes.length < 2 * WORD_BYTES || toUint(bytes.subarray(0, WORD_BYTES)) !== BigInt(WORD_BYTES)) return undefined;
  const length = toUint(bytes.subarray(WORD_BYTES, 2 * WORD_BYTES));
  if (length > BigInt(maxLength) || 2 * WORD_BYTES + Number(length) > bytes.length) return undefined;
  return bytes.slice(2 * WORD_BYTES, 2 * WORD_BYTES + Number(length));
}

/** A word for each number. */
export const uintWord = wordBytes;
