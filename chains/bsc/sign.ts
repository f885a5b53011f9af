import { createEvmSigner } from '../_families/evm/sign.ts';
import { bscCodec } from './codec.ts';

export const bscSigner = createEvmSigner(bscCodec);
