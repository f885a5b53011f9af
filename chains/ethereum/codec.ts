import { createEvmCodec } from '../_families/evm/codec.ts';
import { ethereumConfig } from './config.ts';

export const ethereumCodec = createEvmCodec(ethereumConfig);
