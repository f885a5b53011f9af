import { createEvmSigner } from '../_families/evm/sign.ts';
import { baseCodec } from './codec.ts';

export const baseSigner = createEvmSigner(baseCodec);
