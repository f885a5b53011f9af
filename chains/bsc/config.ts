import { evmConfig, GWEI } from '../_families/evm/config.ts';

/** BNB Smart Chain. Fast finality within a few blocks of under a second. Refuses fees above 0.05 BNB, warns above 0.001 BNB. */
export const bscConfig = evmConfig({
  chain: 'bsc',
  absurdPerGas: 200n * GWEI,
  absurdFee: 50_000_000_000_000_000n,
  highFee: 1_000_000_000_000_000n,
  minTipPerGas: 50_000_000n,
  dataFeeOracle: null,
  blockTimeMs: 750,
  finalAfter: 15,
  fluxSince: 8_335_927,
});
