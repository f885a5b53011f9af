import { createEvmExplainer } from '../_families/evm/explain.ts';
import { ethereumConfig } from './config.ts';

export const ethereumExplainer = createEvmExplainer(ethereumConfig);
