/** libsecp256k1 in WebAssembly, in a chunk of its own: more than half of what this window would have to load at its start. */
import * as secp256k1 from 'tiny-secp256k1';
import { createTinyEngine } from '../../wallet-core/keyring/tiny-engine.ts';

export const fastEngine = createTinyEngine(secp256k1);
