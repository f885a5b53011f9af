/**
 * The only list of chains this wallet is built for. Pure parts alone, so that every place may load it; who needs a
 * builder, reader or signer keeps a `Record<BuiltChain, …>`, and a chain added here without one does not compile.
 */
import type { AccountModel, ChainCodec, ChainId } from '../wallet-core/chain-contract/index.ts';
import { avalancheCodec } from './avalanche/codec.ts';
import { baseCodec } from './base/codec.ts';
import { bscCodec } from './bsc/codec.ts';
import { ethereumCodec } from './ethereum/codec.ts';
import { fluxCodec } from './flux/codec.ts';
import { polygonCodec } from './polygon/codec.ts';

export const chainCodecs = Object.freeze({ flux: fluxCodec } satisfies Partial<Record<ChainId, ChainCodec>>);

export type BuiltChain = keyof typeof chainCodecs;

/** Is this chain's adapter part of the wallet yet? */
export function isBuiltChain(chain: ChainId): chain is BuiltChain {
  return Object.hasOwn(chainCodecs, chain);
}

/** Chains with accounts whose adapters are complete. Which of them the app offers is decided by its services. */
export const accountCodecs = Object.freeze({
  ethereum: ethereumCodec,
  bsc: bscCodec,
  polygon: polygonCodec,
  avalanche: avalancheCodec,
  base: baseCodec,
} satisfies Partial<Record<ChainId, ChainCodec<AccountModel>>>);

export type AccountChain = keyof typeof accountCodecs;

export function isAccountChain(chain: ChainId): chain is AccountChain {
  return Object.hasOwn(accountCodecs, chain);
}
