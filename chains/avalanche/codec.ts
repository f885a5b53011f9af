import { createEvmCodec } from '../_families/evm/codec.ts';
import { avalancheConfig } from './config.ts';

export const avalancheCodec = createEvmCodec(avalancheConfig);
