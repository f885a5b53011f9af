import { createEvmExplainer } from '../_families/evm/explain.ts';
import { bscConfig } from './config.ts';

export const bscExplainer = createEvmExplainer(bscConfig);
