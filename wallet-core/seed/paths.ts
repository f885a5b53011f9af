import { type DerivationPath, unsafeBrand } from '../primitives/index.ts';

/** Indexes with the top bit are hardened (BIP32). */
export const hardened = 0x8000_0000;

/** Receiving or change branch of a UTXO chain. */
export type Branch = 0 | 1;

interface Scheme {
  readonly curve: 'secp256k1' | 'ed25519';
  /** Last hardened node where all keys below share it; its xpub watches the account. `null` where each key has its own. */
  readonly account: string | null;
  /** Branches allowed below the account; `null` where the path has no such level. */
  readonly branches: readonly number[] | null;
  readonly template: string;
}

/** The path table of account scheme v1. `{b}` is the branch, `{i}` the index below 2^31. Frozen with the scheme. */
export const pathTable = Object.freeze({
  flux: scheme('secp256k1', "m/44'/19167'/0'", [0, 1], "m/44'/19167'/0'/{b}/{i}"),
  fluxNodeIdentity: scheme('secp256k1', "m/44'/19167'/0'", [12], "m/44'/19167'/0'/{b}/{i}"),
  fluxId: scheme('secp256k1', "m/48'/0'/0'/2'", [11], "m/48'/0'/0'/2'/{b}/0"),
  bitcoin: scheme('secp256k1', "m/84'/0'/0'", [0, 1], "m/84'/0'/0'/{b}/{i}"),
  evm: scheme('secp256k1', "m/44'/60'/0'", [0], "m/44'/60'/0'/{b}/{i}"),
  tron: scheme('secp256k1', "m/44'/195'/0'", [0], "m/44'/195'/0'/{b}/{i}"),
  ergo: scheme('secp256k1', "m/44'/429'/0'", [0], "m/44'/429'/0'/{b}/{i}"),
  solana: scheme('ed25519', null, null, "m/44'/501'/{i}'/0'"),
  kadena: scheme('ed25519', null, null, "m/44'/626'/{i}'"),
  algorand: scheme('ed25519', null, null, "m/44'/283'/0'/0'/{i}'"),
});

export type PathKind = keyof typeof pathTable;

function scheme(
  curve: Scheme['curve'],
  account: string | null,
  branches: readonly number[] | null,
  template: string,
): Readonly<Scheme> {
  return Object.freeze({ curve, account, branches: branches === null ? null : Object.freeze(branches), template });
}

function fill(kind: PathKind, branch: number, index: number): DerivationPath {
  if (!Number.isInteger(index) || index < 0 || index >= hardened) throw new RangeError('index out of range');
  const { branches, template } = pathTable[kind];
  if (branches !== null && !branches.includes(branch)) throw new RangeError('no such branch');
  return unsafeBrand<DerivationPath>(template.replace('{b}', String(branch)).replace('{i}', String(index)));
}

export function fluxPath(branch: Branch, index: number): DerivationPath {
  return fill('flux', branch, index);
}

export function fluxNodeIdentityPath(index: number): DerivationPath {
  return fill('fluxNodeIdentity', 12, index);
}

/** The Flux ID (ZelID) has one key, the same as SSP Wallet's for the same words. */
export function fluxIdPath(): DerivationPath {
  return fill('fluxId', 11, 0);
}

export function bitcoinPath(branch: Branch, index: number): DerivationPath {
  return fill('bitcoin', branch, index);
}

/** One path for Ethereum, BSC, Polygon, Avalanche C and Base. */
export function evmPath(index: number): DerivationPath {
  return fill('evm', 0, index);
}

export function tronPath(index: number): DerivationPath {
  return fill('tron', 0, index);
}

export function ergoPath(index: number): DerivationPath {
  return fill('ergo', 0, index);
}

export function solanaPath(index: number): DerivationPath {
  return fill('solana', 0, index);
}

export function kadenaPath(index: number): DerivationPath {
  return fill('kadena', 0, index);
}

export function algorandPath(index: number): DerivationPath {
  return fill('algorand', 0, index);
}

/** Path of the node whose xpub watches the chain. */
export function accountPath(kind: 'flux' | 'fluxId' | 'bitcoin' | 'evm' | 'tron' | 'ergo'): DerivationPath {
  const { account } = pathTable[kind];
  if (account === null) throw new RangeError('no account node');
  return unsafeBrand<DerivationPath>(account);
}
