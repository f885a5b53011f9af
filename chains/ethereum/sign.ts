import { createEvmSigner } from '../_families/evm/sign.ts';
import { ethereumCodec } from './codec.ts';

export const ethereumSigner = createEvmSigner(ethereumCodec);
