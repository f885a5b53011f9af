import { createEvmBuilder } from '../_families/evm/build/build.ts';
import { bscCodec } from './codec.ts';

export const bscBuilder = createEvmBuilder(bscCodec);
