/** Addresses of EVM chains: 20 bytes as `0x` and hex, whose case is a checksum (EIP-55). One form for all five chains. */
import { secp256k1 } from '@noble/curves/secp256k1.js';
import type { AddressRefusal } from '../../../wallet-core/ports/index.ts';
import {
  type AddressText,
  accept,
  fromHex,
  type Result,
  refuse,
  toHex,
  unsafeBrand,
  utf8,
} from '../../../wallet-core/primitives/index.ts';
import { bech32Prefix, recogniseForeignShape } from '../address-shapes.ts';
import { keccak256 } from './keccak.ts';

export const ADDRESS_BYTES = 20;

const HEX = /^[0-9a-f]*$/i;
/** ISO 13616-like form of some early wallets. */
const ICAP = /^XE\d{2}[0-9A-Z]{30,31}$/;
const NAME = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;
const BASE58 = /^[1-9A-HJ-NP-Za-km-z]{25,}$/;

/** The checksummed text of 20 bytes. Throws RangeError for another length. */
export function formatAddressBytes(bytes: Uint8Array): AddressText {
  if (bytes.length !== ADDRESS_BYTES) throw new RangeError('address length');
  const hex = toHex(bytes);
  const hash = toHex(keccak256(utf8(hex)));
  let text = '0x';
  for (const [index, digit] of [...hex].entries()) {
    text += Number.parseInt(hash[index] ?? '0', 16) >= 8 ? digit.toUpperCase() : digit;
  }
  return unsafeBrand<AddressText>(text);
}

/** The 20 bytes of an address that `parseAddress` has accepted. */
export function addressBytes(address: AddressText): Uint8Array {
  return fromHex(address.slice(2).toLowerCase());
}

function refusePrefixed(body: string): AddressRefusal {
  if (/^0x/i.test(body)) return 'prefix';
  if (!HEX.test(body)) return 'character';
  return 'length';
}

function refuseUnprefixed(text: string): AddressRefusal {
  if (/^(?:0X|x)?[0-9a-f]{40}$/i.test(text)) return 'prefix';
  if (ICAP.test(text)) return 'encoding';
  if (NAME.test(text)) return 'not-an-address';
  if (bech32Prefix(text) !== undefined || BASE58.test(text)) return 'other-chain';
  return 'not-an-address';
}

/**
 * The address in its checksummed form. Texts in one case carry no checksum and are accepted; mixed case must be right.
 * Refuses every other form: without `0x`, ICAP, names, URIs.
 */
export function parseAddress(text: string): Result<AddressText, AddressRefusal> {
  if (text === '') return refuse('empty');
  if (/\s/u.test(text)) return refuse('whitespace');
  if (!/^[!-~]+$/.test(text)) return refuse('character');
  if (!text.startsWith('0x')) {
    const shape = /^0X/.test(text) ? undefined : recogniseForeignShape(text);
    return refuse(shape ?? refuseUnprefixed(text));
  }
  const body = text.slice(2);
  if (body.length !== 2 * ADDRESS_BYTES || !HEX.test(body)) return refuse(refusePrefixed(body));
  const canonical = formatAddressBytes(fromHex(body.toLowerCase()));
  const isOneCase = body === body.toLowerCase() || body === body.toUpperCase();
  return isOneCase || canonical === text ? accept(canonical) : refuse('checksum');
}

/** The address of a compressed or uncompressed public key. Throws RangeError for bytes that are no point. */
export function formatAddress(publicKey: Uint8Array): AddressText {
  let point: Uint8Array;
  try {
    point = secp256k1.Point.fromBytes(publicKey).toBytes(false);
  } catch {
    throw new RangeError('public key');
  }
  return formatAddressBytes(keccak256(point.subarray(1)).slice(-ADDRESS_BYTES));
}

const ZERO_ADDRESS = formatAddressBytes(new Uint8Array(ADDRESS_BYTES));

/** A valid address to question: nobody holds the key of the zero address. */
export function isZeroAddress(text: string): boolean {
  const parsed = parseAddress(text);
  return parsed.ok && parsed.value === ZERO_ADDRESS;
}
