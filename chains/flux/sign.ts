/** Signs FLUX payments in the signer window: digests come from our own codec, keys by path. */
import type {
  ChainSigner,
  KeyAccess,
  Signature,
  Unsigned,
  UnsignedInput,
} from '../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../wallet-core/errors/index.ts';
import { concatBytes, equalBytes } from '../../wallet-core/primitives/index.ts';
import { encodeDer, hash160, p2pkhScript, SIGHASH_ALL, yieldToEventLoop } from '../_families/utxo/index.ts';
import { parseUnsigned } from './codec.ts';
import { fluxConfig } from './config.ts';
import { isSpendingPath } from './own-path.ts';
import { createSighasher } from './sighash.ts';

/** Called between chunks with how many inputs are signed and how many there are. */
export type SignProgress = (signed: number, total: number) => void;

export interface FluxSigner extends ChainSigner {
  sign(unsigned: Unsigned, keys: KeyAccess, onProgress?: SignProgress): Promise<readonly Signature[]>;
}

/** About 10 ms of work: often enough for a window to stay alive. */
const INPUTS_PER_TURN = 100;

/** DER with hash type ALL, as it stands in a scriptSig, of a 64-byte low-S signature. */
export function toScriptSignature(compact: Uint8Array): Uint8Array {
  return concatBytes(encodeDer(compact), Uint8Array.of(SIGHASH_ALL));
}

interface OwnKey {
  readonly publicKey: Uint8Array;
  readonly scriptPubKey: Uint8Array;
}

/** Looks keys up once per path; refuses a path that is none of FLUX and an input that is not locked to its path's key. */
function ownKeyFinder(keys: KeyAccess): (input: UnsignedInput) => OwnKey {
  const byPath = new Map<string, OwnKey>();
  return (input) => {
    let own = byPath.get(input.path);
    if (own === undefined) {
      if (!isSpendingPath(input.path)) throw new WalletError('approval.mismatch', { field: 'path' });
      const publicKey = keys.publicKey(input.path);
      own = { publicKey, scriptPubKey: p2pkhScript(hash160(publicKey)) };
      byPath.set(input.path, own);
    }
    if (!equalBytes(own.scriptPubKey, input.scriptPubKey))
      throw new WalletError('approval.mismatch', { field: 'input' });
    return own;
  };
}

/**
 * One signature per input, in input order. Every input is checked before the first is signed. Throws
 * `chain.bad-transaction` for bytes the codec does not understand, `approval.mismatch` for an input of a key not ours or of a path that holds no FLUX.
 */
async function sign(unsigned: Unsigned, keys: KeyAccess, onProgress?: SignProgress): Promise<readonly Signature[]> {
  const transaction = parseUnsigned(unsigned);
  const ownKeyOf = ownKeyFinder(keys);
  const own = unsigned.inputs.map(ownKeyOf);
  const sighasher = createSighasher(transaction);
  const total = unsigned.inputs.length;
  const signatures: Signature[] = [];
  for (const [inputIndex, input] of unsigned.inputs.entries()) {
    const key = own[inputIndex];
    if (key === undefined) throw new RangeError('input index');
    const digest = sighasher.digest(inputIndex, input.scriptPubKey, input.value);
    const bytes = toScriptSignature(keys.signEcdsa(input.path, digest));
    signatures.push({ inputIndex, publicKey: key.publicKey, bytes });
    if (signatures.length % INPUTS_PER_TURN === 0) {
      onProgress?.(signatures.length, total);
      await yieldToEventLoop();
    }
  }
  onProgress?.(total, total);
  return signatures;
}

export const fluxSigner: FluxSigner = Object.freeze({ chain: fluxConfig.chain, sign });

export { signNodeStart } from './fluxnode/sign-start.ts';
export { fluxMessageDigest, signFluxMessage, verifyFluxMessage } from './message.ts';
export { verifySigned } from './verify.ts';
