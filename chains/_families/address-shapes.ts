/**
 * What a text that is no address of this chain looks like, so that a refusal can name the mistake. Only shapes and
 * alphabets are judged, never validity: nothing here ever makes an address acceptable.
 */
export type ForeignShape = 'whitespace' | 'character' | 'other-chain' | 'not-an-address' | 'shielded';

const WHITESPACE = /\s/u;
const ASCII_PRINTABLE = /^[!-~]+$/;
const EVM = /^0x[0-9a-f]{40}$/i;
/** Kadena principals: one letter, colon, key or more. */
const KADENA = /^[kwrcupmt]:/;
const ALGORAND = /^[A-Z2-7]{58}$/;
const URI = /^[a-z][a-z0-9+.-]+:/i;
const HEX_NOT_ADDRESS = /^(?:0x)?(?:[0-9a-f]{64}|0[23][0-9a-f]{64}|04[0-9a-f]{128})$/i;
const EXTENDED_KEY = /^[a-z](?:pub|prv)[1-9A-HJ-NP-Za-km-z]{100,}$/;
/** Sprout (95 characters of base58) and Sapling (bech32) addresses of FLUX and Zcash. */
const SHIELDED = /^(?:zc[1-9A-HJ-NP-Za-km-z]{93}|(?:za|zs)1[02-9a-z]{70,80}|u1[02-9a-z]{100,})$/;

/** The kind of mistake, or `undefined` when the text has to be looked at as base58 or bech32. */
export function recogniseForeignShape(text: string): ForeignShape | undefined {
  if (WHITESPACE.test(text)) return 'whitespace';
  if (!ASCII_PRINTABLE.test(text)) return 'character';
  if (EVM.test(text) || KADENA.test(text) || ALGORAND.test(text)) return 'other-chain';
  if (HEX_NOT_ADDRESS.test(text) || URI.test(text) || EXTENDED_KEY.test(text)) return 'not-an-address';
  return SHIELDED.test(text) ? 'shielded' : undefined;
}

const BECH32_SHAPE = /^([a-z]{1,10})1[02-9a-z]{6,}$/i;

/** The human-readable part of a bech32-like text in lower case; `undefined` when it has no such shape. */
export function bech32Prefix(text: string): string | undefined {
  return BECH32_SHAPE.exec(text)?.[1]?.toLowerCase();
}

/**
 * What decoded base58 without any checksum of ours may be: 32 bytes (Solana), 25 of Tron, 38 of Ergo's P2PK. The
 * caller has found that it is not its own.
 */
export function isForeignBase58(bytes: Uint8Array): boolean {
  if (bytes.length === 32) return true;
  return bytes.length === 38 && bytes[0] === 0x01;
}
