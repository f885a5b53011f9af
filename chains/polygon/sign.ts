import { createEvmSigner } from '../_families/evm/sign.ts';
import { polygonCodec } from './codec.ts';

export const polygonSigner = createEvmSigner(polygonCodec);
