import { createEvmBuilder } from '../_families/evm/build/build.ts';
import { ethereumCodec } from './codec.ts';

export const ethereumBuilder = createEvmBuilder(ethereumCodec);
