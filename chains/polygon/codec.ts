import { createEvmCodec } from '../_families/evm/codec.ts';
import { polygonConfig } from './config.ts';

export const polygonCodec = createEvmCodec(polygonConfig);
