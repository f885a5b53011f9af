/** Bitcoin addresses: base58 (`1…`, `3…`) and segwit (`bc1…`, BIP173 for version 0, BIP350 for later versions). */
import { bech32, bech32m } from '@scure/base';
import type { AddressRefusal } from '../../wallet-core/ports/index.ts';
import { type AddressText, accept, type Result, refuse, unsafeBrand } from '../../wallet-core/primitives/index.ts';
import { isForeignBase58, recogniseForeignShape } from '../_families/address-shapes.ts';
import { formatBase58Check, hash160, isBase58, parseBase58, parseBase58Check } from '../_families/utxo/index.ts';
import { bitcoinConfig } from './config.ts';

export type BitcoinAddressKind = 'p2pkh' | 'p2sh' | 'p2wpkh' | 'p2wsh' | 'p2tr' | 'witness';

export interface BitcoinDestination {
  readonly kind: BitcoinAddressKind;
  /** Hash or witness program. */
  readonly program: Uint8Array;
  /** The one form to store: lower case for segwit. */
  readonly canonical: AddressText;
}

/** Networks whose bech32 prefix people meet; other prefixes belong to other chains. */
const TEST_PREFIXES = ['tb', 'bcrt', 'tbs'];
const BECH32_FORM = /^([a-z]{2,10})1([0-9a-z]*)$/;
const BECH32_DATA = /^[02-9ac-hj-np-z]*$/;

function witnessKind(version: number, length: number): BitcoinAddressKind | undefined {
  if (version === 0) {
    if (length === 20) return 'p2wpkh';
    return length === 32 ? 'p2wsh' : undefined;
  }
  // BIP341: only 32-byte version-1 programs are taproot; a shorter one could be spent by anyone.
  if (version === 1) return length === 32 ? 'p2tr' : undefined;
  return length >= 2 && length <= 40 ? 'witness' : undefined;
}

function parseWitness(canonical: string): Result<BitcoinDestination, AddressRefusal> {
  const v0 = bech32.decodeUnsafe(canonical, 90);
  const decoded = v0 ?? bech32m.decodeUnsafe(canonical, 90);
  if (decoded === undefined) return refuse(canonical.length === 42 || canonical.length === 62 ? 'checksum' : 'length');
  const version = decoded.words[0];
  if (version === undefined || version > 16) return refuse('witness-version');
  if ((version === 0) !== (v0 !== undefined)) return refuse('encoding');
  const program = bech32.fromWordsUnsafe(decoded.words.slice(1));
  if (program === undefined || program === null) return refuse('encoding');
  const kind = witnessKind(version, program.length);
  if (kind === undefined) return refuse('length');
  return accept({ kind, program: Uint8Array.from(program), canonical: unsafeBrand<AddressText>(canonical) });
}

/** `undefined` when the text has no bech32 form at all. */
function parseBech32(text: string): Result<BitcoinDestination, AddressRefusal> | undefined {
  const lower = text.toLowerCase();
  const form = lower.startsWith('bc1') ? ['', 'bc', lower.slice(3)] : BECH32_FORM.exec(lower);
  const prefix = form?.[1];
  const data = form?.[2];
  if (prefix === undefined || data === undefined) return undefined;
  if (TEST_PREFIXES.includes(prefix)) return refuse('wrong-network');
  if (prefix !== bitcoinConfig.bech32Prefix)
    return BECH32_DATA.test(data) && data.length > 6 ? refuse('other-chain') : undefined;
  if (text !== lower && text !== text.toUpperCase()) return refuse('mixed-case');
  if (!BECH32_DATA.test(data)) return refuse('character');
  return parseWitness(lower);
}

function parseBase58Address(text: string): Result<BitcoinDestination, AddressRefusal> {
  if (!isBase58(text)) return refuse('character');
  const parsed = parseBase58Check(text);
  if (!parsed.ok) {
    const decoded = parseBase58(text);
    if (!decoded.ok) return refuse(decoded.reason);
    if (isForeignBase58(decoded.value)) return refuse('other-chain');
    return refuse(decoded.value.length === 25 ? 'checksum' : 'length');
  }
  const payload = parsed.value;
  const version = payload[0];
  const program = payload.slice(1);
  const canonical = unsafeBrand<AddressText>(text);
  if (program.length === 20) {
    if (version === bitcoinConfig.p2pkhVersion) return accept({ kind: 'p2pkh', program, canonical });
    if (version === bitcoinConfig.p2shVersion) return accept({ kind: 'p2sh', program, canonical });
    const isTest = version === bitcoinConfig.testnetP2pkhVersion || version === bitcoinConfig.testnetP2shVersion;
    return refuse(isTest ? 'wrong-network' : 'other-chain');
  }
  const isPrivateKey = version === bitcoinConfig.wifVersion || version === 0xef;
  if (isPrivateKey && (program.length === 32 || program.length === 33)) return refuse('not-an-address');
  // FLUX and Zcash: two version bytes 1c…
  return refuse(program.length === 21 && version === 0x1c ? 'other-chain' : 'length');
}

/** What a main-network address pays to. Refuses other networks, other chains and every deviation from the BIPs. */
export function parseBitcoinDestination(text: string): Result<BitcoinDestination, AddressRefusal> {
  if (text === '') return refuse('empty');
  const foreign = recogniseForeignShape(text);
  if (foreign !== undefined) return refuse(foreign);
  return parseBech32(text) ?? parseBase58Address(text);
}

/** The same check, giving the canonical address. */
export function parseBitcoinAddress(text: string): Result<AddressText, AddressRefusal> {
  const parsed = parseBitcoinDestination(text);
  return parsed.ok ? accept(parsed.value.canonical) : parsed;
}

/** A Flux ID (ZelID) is a Bitcoin P2PKH address that signs messages; nothing else can. */
export function parseFluxIdAddress(text: string): Result<AddressText, AddressRefusal> {
  const parsed = parseBitcoinDestination(text);
  if (!parsed.ok) return parsed;
  if (parsed.value.kind === 'p2pkh') return accept(parsed.value.canonical);
  return refuse(parsed.value.kind === 'p2sh' ? 'prefix' : 'other-chain');
}

/** The `1…` address of a public key, in the key's own form (33 or 65 bytes). */
export function formatP2pkhAddress(publicKey: Uint8Array): AddressText {
  return unsafeBrand<AddressText>(formatBase58Check(Uint8Array.of(bitcoinConfig.p2pkhVersion), hash160(publicKey)));
}

/** The `bc1q…` address of a compressed public key (BIP84). Throws RangeError for other key forms. */
export function formatP2wpkhAddress(publicKey: Uint8Array): AddressText {
  if (publicKey.length !== 33) throw new RangeError('public key');
  const words = [0, ...bech32.toWords(hash160(publicKey))];
  return unsafeBrand<AddressText>(bech32.encode(bitcoinConfig.bech32Prefix, words, 90));
}

/** A valid address to question: its hash is all zeros, so nobody is known to hold the key. */
export function isNobodysBitcoinAddress(text: string): boolean {
  const parsed = parseBitcoinDestination(text);
  return parsed.ok && parsed.value.program.every((byte) => byte === 0);
}
