import { createEvmExplainer } from '../_families/evm/explain.ts';
import { polygonConfig } from './config.ts';

export const polygonExplainer = createEvmExplainer(polygonConfig);
