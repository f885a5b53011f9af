/**
 * The only list of chains this wallet is built for. Pure parts alone, so that every place may load it; who needs a
 * builder, reader or signer keeps a `Record<BuiltChain, …>`, and a chain added here without one does not compile.
 */
import type { ChainCodec, ChainId } from '../wallet-core/chain-contract/index.ts';
import { fluxCodec } from './flux/codec.ts';

export const chainCodecs = Object.freeze({ flux: fluxCodec } satisfies Partial<Record<ChainId, ChainCodec>>);

export type BuiltChain = keyof typeof chainCodecs;

/** Is this chain's adapter part of the wallet yet? */
export function isBuiltChain(chain: ChainId): chain is BuiltChain {
  return Object.hasOwn(chainCodecs, chain);
}
