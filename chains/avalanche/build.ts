import { createEvmBuilder } from '../_families/evm/build/build.ts';
import { avalancheCodec } from './codec.ts';

export const avalancheBuilder = createEvmBuilder(avalancheCodec);
