import { createEvmSigner } from '../_families/evm/sign.ts';
import { avalancheCodec } from './codec.ts';

export const avalancheSigner = createEvmSigner(avalancheCodec);
