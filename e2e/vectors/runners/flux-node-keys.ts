/** START signatures by the keys of the vector files, with @noble/curves apart from the product's engine. */
import { compactSignature } from '../../../chains/_families/utxo/index.ts';
import type { NodeStart } from '../../../chains/flux/fluxnode/index.ts';
import { startDigest } from '../../../chains/flux/fluxnode/index.ts';
import { signRecoverable, wifKey } from './flux-keys.ts';

export function signStart(start: NodeStart, wif: string): Uint8Array {
  const { privateKey, compressed } = wifKey(wif);
  return compactSignature(signRecoverable(startDigest(start), privateKey), compressed);
}
