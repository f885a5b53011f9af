import { createEvmExplainer } from '../_families/evm/explain.ts';
import { baseConfig } from './config.ts';

export const baseExplainer = createEvmExplainer(baseConfig);
