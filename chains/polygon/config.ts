import { evmConfig, GWEI } from '../_families/evm/config.ts';

/** Polygon PoS. Nodes refuse tips below 25 gwei (PIP-59 and before). Refuses fees above 20 POL, warns above 0.5 POL. */
export const polygonConfig = evmConfig({
  chain: 'polygon',
  absurdPerGas: 20_000n * GWEI,
  absurdFee: 20_000_000_000_000_000_000n,
  highFee: 500_000_000_000_000_000n,
  minTipPerGas: 25n * GWEI,
  dataFeeOracle: null,
  blockTimeMs: 2_000,
  finalAfter: 256,
  fluxSince: 43_214_021,
});
