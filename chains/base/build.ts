import { createEvmBuilder } from '../_families/evm/build/build.ts';
import { baseCodec } from './codec.ts';

export const baseBuilder = createEvmBuilder(baseCodec);
