import { createEvmCodec } from '../_families/evm/codec.ts';
import { baseConfig } from './config.ts';

export const baseCodec = createEvmCodec(baseConfig);
