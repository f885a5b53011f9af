import { evmConfig, GWEI } from '../_families/evm/config.ts';

/** Ethereum. Proof of stake: 12 s a block, final after two epochs. Refuses fees above 0.2 ETH, warns above 0.005 ETH. */
export const ethereumConfig = evmConfig({
  chain: 'ethereum',
  absurdPerGas: 3_000n * GWEI,
  absurdFee: 200_000_000_000_000_000n,
  highFee: 5_000_000_000_000_000n,
  minTipPerGas: 1n,
  dataFeeOracle: null,
  blockTimeMs: 12_000,
  finalAfter: 64,
  fluxSince: 12_643_112,
});
