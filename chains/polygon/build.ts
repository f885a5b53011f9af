import { createEvmBuilder } from '../_families/evm/build/build.ts';
import { polygonCodec } from './codec.ts';

export const polygonBuilder = createEvmBuilder(polygonCodec);
