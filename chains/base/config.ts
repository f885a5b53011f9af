import { evmConfig, GWEI } from '../_families/evm/config.ts';

/** Base. An OP Stack rollup: each payment also pays for its share of data on Ethereum (predeploy GasPriceOracle). Refuses fees above 0.02 ETH, warns above 0.0003 ETH. */
export const baseConfig = evmConfig({
  chain: 'base',
  absurdPerGas: 200n * GWEI,
  absurdFee: 20_000_000_000_000_000n,
  highFee: 300_000_000_000_000n,
  minTipPerGas: 1n,
  dataFeeOracle: '0x420000000000000000000000000000000000000F',
  blockTimeMs: 2_000,
  finalAfter: 1_800,
  fluxSince: 0,
});
