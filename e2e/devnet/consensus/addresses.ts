/**
 * Transparent addresses: Base58Check of two version bytes and a 20-byte hash (chainparams.cpp:200-202, 434-436).
 * The Base58Check code is bitcore's, so a mistake in the wallet's own cannot repeat itself here.
 */
import bitcore from 'bitcore-lib';
import { concat } from './bytes.ts';
import { classify, p2pkhScript, p2shScript } from './scripts.ts';

export type Network = 'main' | 'test';
export type HashKind = 'p2pkh' | 'p2sh';

const prefixes: Readonly<Record<Network, Readonly<Record<HashKind, readonly [number, number]>>>> = {
  main: { p2pkh: [0x1c, 0xb8], p2sh: [0x1c, 0xbd] },
  test: { p2pkh: [0x1d, 0x25], p2sh: [0x1c, 0xba] },
};

export const formatAddress = (kind: HashKind, hash: Uint8Array, network: Network = 'main'): string =>
  bitcore.encoding.Base58Check.encode(Buffer.from(concat(Uint8Array.from(prefixes[network][kind]), hash)));

export interface ParsedAddress {
  readonly kind: HashKind;
  readonly hash: Uint8Array;
  readonly network: Network;
}

/** An address of either network; throws with bitcore's words, which Insight repeats to its caller. */
export const parseAddress = (text: string): ParsedAddress => {
  if (!/^[1-9A-HJ-NP-Za-km-z]+$/.test(text)) throw new Error('Non-base58 character');
  const bytes = new Uint8Array(bitcore.encoding.Base58Check.decode(text));
  for (const network of ['main', 'test'] as const) {
    for (const kind of ['p2pkh', 'p2sh'] as const) {
      const [a, b] = prefixes[network][kind];
      if (bytes.length === 22 && bytes[0] === a && bytes[1] === b) return { kind, hash: bytes.slice(2), network };
    }
  }
  throw new Error('Address has mismatched network type.');
};

/** A mainnet address, or an error in Insight's words. */
export const parseMainAddress = (text: string): ParsedAddress => {
  const parsed = parseAddress(text);
  if (parsed.network !== 'main') throw new Error('Address has mismatched network type.');
  return parsed;
};

export const scriptOfAddress = (text: string): Uint8Array => {
  const { kind, hash } = parseMainAddress(text);
  return kind === 'p2pkh' ? p2pkhScript(hash) : p2shScript(hash);
};

/** The address a script pays to, when it has exactly one of the two address forms. */
export const addressOfScript = (script: Uint8Array): string | null => {
  const found = classify(script);
  return found.kind === 'p2pkh' || found.kind === 'p2sh' ? formatAddress(found.kind, found.hash) : null;
};

/** The same payee written for the other network: what a server of the wrong chain would show. */
export const asTestnetAddress = (text: string): string => {
  const { kind, hash } = parseAddress(text);
  return formatAddress(kind, hash, 'test');
};
