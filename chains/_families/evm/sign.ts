/** Signs EVM payments in the signer window: the digest comes from our own codec, the key by path. */
import type { AccountModel, ChainSigner } from '../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { concatBytes } from '../../../wallet-core/primitives/index.ts';
import type { EvmCodec } from './codec.ts';
import { isOwnPath } from './own-path.ts';
import { signingDigest } from './transaction.ts';

/**
 * One signature of the path's key. Throws `chain.bad-transaction` for bytes the codec does not understand and
 * `approval.mismatch` for a path that is not of the five chains' one row. What may be signed is decided before this.
 */
export function createEvmSigner(codec: EvmCodec): ChainSigner<AccountModel> {
  return Object.freeze<ChainSigner<AccountModel>>({
    chain: codec.chain,
    sign: async (unsigned, keys) => {
      const transaction = codec.parseUnsigned(unsigned);
      if (!isOwnPath(unsigned.path)) throw new WalletError('approval.mismatch', { what: 'path' });
      const publicKey = keys.publicKey(unsigned.path);
      const { signature, recoveryId } = keys.signEcdsaRecoverable(unsigned.path, signingDigest(transaction));
      // 2 and 3 say that r was reduced by the curve order: once in 2^127, and no chain takes it.
      if (recoveryId > 1) throw new WalletError('internal', { what: 'recovery-id' });
      return [{ inputIndex: 0, publicKey, bytes: concatBytes(signature, Uint8Array.of(recoveryId)) }];
    },
  });
}
