import { createEvmCodec } from '../_families/evm/codec.ts';
import { bscConfig } from './config.ts';

export const bscCodec = createEvmCodec(bscConfig);
