import { evmConfig, GWEI } from '../_families/evm/config.ts';

/** Avalanche C-Chain. Blocks are final when accepted. Refuses fees above 1 AVAX, warns above 0.02 AVAX. */
export const avalancheConfig = evmConfig({
  chain: 'avalanche',
  absurdPerGas: 3_000n * GWEI,
  absurdFee: 1_000_000_000_000_000_000n,
  highFee: 20_000_000_000_000_000n,
  minTipPerGas: 1n,
  dataFeeOracle: null,
  blockTimeMs: 2_000,
  finalAfter: 1,
  fluxSince: 16_826_973,
});
