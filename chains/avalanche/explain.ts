import { createEvmExplainer } from '../_families/evm/explain.ts';
import { avalancheConfig } from './config.ts';

export const avalancheExplainer = createEvmExplainer(avalancheConfig);
