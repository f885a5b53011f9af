import { ed25519 } from '@noble/curves/ed25519.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { base58 } from '@scure/base';
import type { ChainId } from '../chain-contract/index.ts';
import { accept, equalBytes, parseHex, type Result, refuse, SecretBytes } from '../primitives/index.ts';
import { mnemonicWordCounts, parseAlgorandWords } from '../seed/index.ts';
import { parseWif } from './wif.ts';

/** What a single key may be for; `flux-id` signs logins and holds nothing. */
export type SingleKeyUse = ChainId | 'flux-id';

/** The text form a key was given in, and the key. Which of the uses it is for, the person says. */
export type SingleKey = (
  | { readonly form: 'wif'; readonly curve: 'secp256k1'; readonly compressed: boolean }
  | { readonly form: 'hex'; readonly curve: 'secp256k1' }
  | { readonly form: 'hex' | 'ed25519-pair' | 'algorand-words'; readonly curve: 'ed25519' }
) & {
  /** 32 bytes; on ed25519 what RFC 8032 calls the private key and others the seed. */
  readonly privateKey: SecretBytes;
  /** Likeliest first, at least one. */
  readonly uses: readonly SingleKeyUse[];
};

export type SingleKeyRefusal =
  | 'empty'
  | 'too-long'
  /** No known form. */
  | 'form'
  | 'length'
  | 'checksum'
  | 'unknown-word'
  | 'wrong-network'
  /** Zero, or beyond the order of the curve. */
  | 'range'
  /** Private and public half do not belong together. */
  | 'mismatch'
  /** Words of a whole wallet: they are imported as an account. */
  | 'mnemonic'
  /** An extended private key: a whole branch, not one key. */
  | 'extended-key'
  /** BIP38: needs its own password, which this wallet does not do. */
  | 'encrypted'
  /** Public: watch it instead. */
  | 'public-key'
  | 'extended-public-key';

const maxUnits = 1_000;
const evm: readonly SingleKeyUse[] = ['ethereum', 'bsc', 'polygon', 'avalanche', 'base'];
const wifUses: readonly SingleKeyUse[] = ['flux', 'flux-id', 'bitcoin'];
/** Bare hex says nothing about its curve; EVM and Tron export keys so. */
const hexUses: readonly SingleKeyUse[] = [...evm, 'tron', 'flux', 'bitcoin', 'ergo'];

/** What the person says a bare 64-digit hex key is; the digits cannot tell. */
export type HexCurve = 'secp256k1' | 'ed25519';

/**
 * Reads one private key as other wallets export it: WIF; hex, with 0x or without; an ed25519 pair of 64 bytes in hex,
 * Base58 or a list of numbers (Solana, Kadena); Algorand's 25 words. The key is checked, not only its form. `hexCurve`
 * decides what 64 hex digits without 0x are.
 */
export function parseSingleKey(text: string, hexCurve: HexCurve = 'secp256k1'): Result<SingleKey, SingleKeyRefusal> {
  const bare = text.trim();
  if (bare === '') return refuse('empty');
  if (bare.length > maxUnits) return refuse('too-long');
  if (/\s/.test(bare) && !bare.startsWith('[')) return parseWords(bare);
  if (/^(?:0[xX])?[0-9a-fA-F]+$/.test(bare)) return parseHexKey(bare, hexCurve);
  if (bare.startsWith('[')) return parseNumbers(bare);
  return parseBase58Key(bare);
}

function parseWords(text: string): Result<SingleKey, SingleKeyRefusal> {
  const count = text.split(/\s+/u).length;
  if (mnemonicWordCounts.includes(count) || count === 15 || count === 21) return refuse('mnemonic');
  const parsed = parseAlgorandWords(text);
  if (!parsed.ok) return refuse(parsed.reason === 'word-count' ? 'form' : parsed.reason);
  return accept({ form: 'algorand-words', curve: 'ed25519', privateKey: parsed.value, uses: ['algorand'] });
}

function parseHexKey(text: string, hexCurve: HexCurve): Result<SingleKey, SingleKeyRefusal> {
  const hasPrefix = /^0[xX]/.test(text);
  const digits = (hasPrefix ? text.slice(2) : text).toLowerCase();
  if (/^0[23]/.test(digits) && digits.length === 66) return refuse('public-key');
  if (digits.startsWith('04') && digits.length === 130) return refuse('public-key');
  const bytes = parseHex(digits);
  if (bytes === undefined) return refuse('length');
  if (bytes.length === 64 && !hasPrefix) return parsePair(bytes, ['kadena', 'solana']);
  if (bytes.length !== 32) {
    bytes.fill(0);
    return refuse('length');
  }
  if (hexCurve === 'ed25519' && !hasPrefix) {
    return accept({
      form: 'hex',
      curve: 'ed25519',
      privateKey: new SecretBytes(bytes),
      uses: ['kadena', 'solana', 'algorand'],
    });
  }
  if (!secp256k1.utils.isValidSecretKey(bytes)) {
    bytes.fill(0);
    return refuse('range');
  }
  const uses = hasPrefix ? evm : hexUses;
  return accept({ form: 'hex', curve: 'secp256k1', privateKey: new SecretBytes(bytes), uses });
}

/** Private and public half in one: 64 bytes, overwritten. */
function parsePair(bytes: Uint8Array, uses: readonly SingleKeyUse[]): Result<SingleKey, SingleKeyRefusal> {
  if (bytes.length !== 64) {
    bytes.fill(0);
    return refuse('length');
  }
  const key = bytes.slice(0, 32);
  const belongs = equalBytes(ed25519.getPublicKey(key), bytes.subarray(32));
  bytes.fill(0);
  if (belongs) return accept({ form: 'ed25519-pair', curve: 'ed25519', privateKey: new SecretBytes(key), uses });
  key.fill(0);
  return refuse('mismatch');
}

/** `[12,255,…]`, as command-line tools of Solana keep keys. */
function parseNumbers(text: string): Result<SingleKey, SingleKeyRefusal> {
  if (!/^\[\s*\d{1,3}(?:\s*,\s*\d{1,3})*\s*\]$/.test(text)) return refuse('form');
  const numbers = text.slice(1, -1).split(',').map(Number);
  if (numbers.some((value) => value > 255)) return refuse('form');
  return parsePair(Uint8Array.from(numbers), ['solana']);
}

function parseBase58Key(text: string): Result<SingleKey, SingleKeyRefusal> {
  if (!/^[1-9A-HJ-NP-Za-km-z]+$/.test(text)) return refuse('form');
  if (/^[xyzYZ]prv/.test(text) && text.length > 100) return refuse('extended-key');
  if (/^[xyzYZ]pub/.test(text) && text.length > 100) return refuse('extended-public-key');
  if (text.startsWith('6P') && text.length === 58) return refuse('encrypted');
  if (text.length >= 80 && text.length <= 88) return parsePair(base58.decode(text), ['solana']);
  const wif = parseWif(text);
  if (wif.ok) {
    const { privateKey, compressed } = wif.value;
    return accept({ form: 'wif', curve: 'secp256k1', compressed, privateKey, uses: wifUses });
  }
  switch (wif.reason) {
    case 'character':
    case 'form':
      return refuse('form');
    default:
      return refuse(wif.reason);
  }
}
