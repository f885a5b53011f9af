import { type Asset, evmChainIds, findAsset, fluxOn } from '../../../wallet-core/assets/index.ts';
import type { ChainId } from '../../../wallet-core/chain-contract/index.ts';

export type EvmChain = Extract<ChainId, 'ethereum' | 'bsc' | 'polygon' | 'avalanche' | 'base'>;

/** What tells one EVM chain from another. Amounts in wei, prices in wei per gas. */
export interface EvmConfig {
  readonly chain: EvmChain;
  /** EIP-155; from our table, never from a server (T-09). */
  readonly chainId: number;
  /** Pays for everything. */
  readonly coin: Asset;
  readonly flux: Asset;
  /** Prices above are not a market but an attack or a fault; the builder and the signer refuse them. */
  readonly absurdPerGas: bigint;
  /** Whole fees above are refused, those above `highFee` are warned about (T-07). */
  readonly absurdFee: bigint;
  readonly highFee: bigint;
  /** Smallest tip that block makers of this chain take. */
  readonly minTipPerGas: bigint;
  /** Contract that tells the data fee of an optimistic rollup; `null` where there is none. */
  readonly dataFeeOracle: string | null;
  /** Average time between blocks, ms. */
  readonly blockTimeMs: number;
  /** Confirmations that count as final where a server knows no `finalized` block. */
  readonly finalAfter: number;
  /** Block of the FLUX contract's creation: its history begins there. */
  readonly fluxSince: number;
}

/** 1 gwei in wei. */
export const GWEI = 1_000_000_000n;

/** Beyond any honest price on any chain: a server that says so is faulty or hostile. */
export const IMPLAUSIBLE_PER_GAS = 1_000_000n * GWEI;

type OwnParts = Omit<EvmConfig, 'chainId' | 'coin' | 'flux'>;

/** A chain's configuration, with chain id, coin and FLUX contract taken from the one table of assets. */
export function evmConfig(parts: OwnParts): EvmConfig {
  const chainId = evmChainIds[parts.chain];
  const coin = findAsset(parts.chain, 'native');
  const flux = fluxOn(parts.chain);
  if (chainId === undefined || coin === undefined || flux === undefined)
    throw new TypeError(`no table row: ${parts.chain}`);
  return Object.freeze({ ...parts, chainId, coin, flux });
}
