/** Transparent FLUX addresses: Base58Check of a two-byte version and a 20-byte hash, `t1…` (key) and `t3…` (script). */
import type { AddressRefusal } from '../../wallet-core/ports/index.ts';
import { type AddressText, accept, type Result, refuse, unsafeBrand } from '../../wallet-core/primitives/index.ts';
import { bech32Prefix, isForeignBase58, recogniseForeignShape } from '../_families/address-shapes.ts';
import {
  classifyScript,
  formatBase58Check,
  hash160,
  isBase58,
  isPublicKeyShape,
  p2pkhScript,
  p2shScript,
  parseBase58,
  parseBase58Check,
} from '../_families/utxo/index.ts';
import { fluxConfig } from './config.ts';

export interface FluxDestination {
  readonly kind: 'p2pkh' | 'p2sh';
  readonly hash: Uint8Array;
}

const VERSION_BYTES = 2;
const HASH_BYTES = 20;
/** Version, hash and checksum. */
const ENCODED_BYTES = VERSION_BYTES + HASH_BYTES + 4;

function hasVersion(payload: Uint8Array, version: readonly [number, number]): boolean {
  return payload[0] === version[0] && payload[1] === version[1];
}

/** Names a text with a good checksum that is no FLUX address: Bitcoin or Tron, a private key, another length or version. */
function refuseForeignPayload(payload: Uint8Array): AddressRefusal {
  if (hasVersion(payload, fluxConfig.testnetP2pkhVersion) || hasVersion(payload, fluxConfig.testnetP2shVersion)) {
    return payload.length === VERSION_BYTES + HASH_BYTES ? 'wrong-network' : 'length';
  }
  if (hasVersion(payload, fluxConfig.p2pkhVersion) || hasVersion(payload, fluxConfig.p2shVersion)) return 'length';
  if (payload.length === 1 + HASH_BYTES) return 'other-chain';
  const isPrivateKey = payload[0] === fluxConfig.wifVersion || payload[0] === fluxConfig.testnetWifVersion;
  if (isPrivateKey && (payload.length === 33 || payload.length === 34)) return 'not-an-address';
  return payload.length === VERSION_BYTES + HASH_BYTES ? 'prefix' : 'length';
}

function refuseUndecodable(text: string): AddressRefusal {
  const prefix = bech32Prefix(text);
  if (prefix !== undefined && ['bc', 'tb', 'bcrt', 'ltc'].includes(prefix)) return 'other-chain';
  if (!isBase58(text)) return 'character';
  const decoded = parseBase58(text);
  if (!decoded.ok) return decoded.reason;
  if (isForeignBase58(decoded.value)) return 'other-chain';
  return decoded.value.length === ENCODED_BYTES ? 'checksum' : 'length';
}

/** What an address pays to. Refuses everything that is not a main-network t1 or t3 address in its one form. */
export function parseDestination(text: string): Result<FluxDestination, AddressRefusal> {
  if (text === '') return refuse('empty');
  const foreign = recogniseForeignShape(text);
  if (foreign !== undefined) return refuse(foreign);
  const parsed = parseBase58Check(text);
  if (!parsed.ok) return refuse(refuseUndecodable(text));
  const payload = parsed.value;
  const hash = payload.slice(VERSION_BYTES);
  if (hash.length === HASH_BYTES && hasVersion(payload, fluxConfig.p2pkhVersion))
    return accept({ kind: 'p2pkh', hash });
  if (hash.length === HASH_BYTES && hasVersion(payload, fluxConfig.p2shVersion)) return accept({ kind: 'p2sh', hash });
  return refuse(refuseForeignPayload(payload));
}

/** The same check, giving the address itself. A Zcash t-address passes: nothing tells it apart. */
export function parseAddress(text: string): Result<AddressText, AddressRefusal> {
  const parsed = parseDestination(text);
  return parsed.ok ? accept(unsafeBrand<AddressText>(text)) : parsed;
}

/** The address of a destination. Throws RangeError for a hash that is not 20 bytes. */
export function formatDestination({ kind, hash }: FluxDestination): AddressText {
  if (hash.length !== HASH_BYTES) throw new RangeError('hash length');
  const version = kind === 'p2pkh' ? fluxConfig.p2pkhVersion : fluxConfig.p2shVersion;
  return unsafeBrand<AddressText>(formatBase58Check(Uint8Array.of(...version), hash));
}

/** The t1 address of a public key (33 or 65 bytes; each form has its own address). Throws RangeError for other bytes. */
export function formatAddress(publicKey: Uint8Array): AddressText {
  if (!isPublicKeyShape(publicKey)) throw new RangeError('public key');
  return formatDestination({ kind: 'p2pkh', hash: hash160(publicKey) });
}

/** The t3 address of a redeem script. */
export function formatScriptAddress(redeemScript: Uint8Array): AddressText {
  return formatDestination({ kind: 'p2sh', hash: hash160(redeemScript) });
}

export function destinationScript(destination: FluxDestination): Uint8Array {
  return destination.kind === 'p2pkh' ? p2pkhScript(destination.hash) : p2shScript(destination.hash);
}

/** The address an output script pays to; `null` for scripts that have none. */
export function addressOfScript(scriptPubKey: Uint8Array): AddressText | null {
  const script = classifyScript(scriptPubKey);
  return script.kind === 'p2pkh' || script.kind === 'p2sh' ? formatDestination(script) : null;
}

/** A valid address to question: its hash is all zeros, so nobody is known to hold the key. */
export function isNobodysAddress(text: string): boolean {
  const parsed = parseDestination(text);
  return parsed.ok && parsed.value.hash.every((byte) => byte === 0);
}
