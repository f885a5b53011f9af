/** Bytes of an EVM payment → what will happen; signature → signed bytes. Own code, pure, for backend and signer. */
import type { AccountModel, ChainCodec } from '../../../wallet-core/chain-contract/index.ts';
import type { AddressText, TxId } from '../../../wallet-core/primitives/index.ts';
import { formatAddress, parseAddress } from './address.ts';
import { badTransaction } from './bad-transaction.ts';
import type { EvmConfig } from './config.ts';
import { readAction } from './read-call.ts';
import { parseSignatureBytes, recoverSigner } from './signature.ts';
import {
  type EvmTransaction,
  parseSignedTransaction,
  parseUnsignedTransaction,
  serializeSigned,
  serializeUnsigned,
  signedSize,
  signingDigest,
  transactionId,
} from './transaction.ts';

export interface ReadSigned {
  /** What it was before it was signed. */
  readonly unsigned: Uint8Array;
  readonly txid: TxId;
  readonly transaction: EvmTransaction;
  /** Whose key signed it. */
  readonly from: AddressText;
}

export interface EvmCodec extends ChainCodec<AccountModel> {
  readonly config: EvmConfig;
  /** The transaction inside `unsigned`. Throws `chain.bad-transaction`, also for another chain's id (T-09). */
  parseUnsigned(unsigned: AccountModel['unsigned']): EvmTransaction;
  /** What signed bytes say, to compare with the draft they came from. Throws `chain.bad-transaction`. */
  readSigned(bytes: Uint8Array): ReadSigned;
}

/** The codec of one chain: the chain id in the bytes must be the one of our table, whatever a server says. */
export function createEvmCodec(config: EvmConfig): EvmCodec {
  function assertChain(transaction: EvmTransaction): EvmTransaction {
    if (transaction.chainId !== config.chainId) throw badTransaction('chain-id');
    return transaction;
  }

  function parseUnsigned(unsigned: AccountModel['unsigned']): EvmTransaction {
    if (unsigned.kind !== 'account' || unsigned.chain !== config.chain) throw badTransaction('chain');
    return assertChain(parseUnsignedTransaction(unsigned.bytes));
  }

  return Object.freeze<EvmCodec>({
    chain: config.chain,
    config,
    parseAddress,
    formatAddress,
    parseUnsigned,
    decode: (unsigned) => {
      const transaction = parseUnsigned(unsigned);
      return {
        kind: 'account',
        chain: config.chain,
        action: readAction(config.chain, transaction),
        value: transaction.value,
        fee: transaction.gasLimit * transaction.price.maxPerGas,
        gasLimit: transaction.gasLimit,
        price: transaction.price,
        nonce: transaction.nonce,
        signedSize: signedSize(transaction),
      };
    },
    combine: (unsigned, signatures) => {
      const transaction = parseUnsigned(unsigned);
      const [signature] = signatures;
      if (signature === undefined || signatures.length !== 1) throw badTransaction('signature-count');
      if (signature.inputIndex !== 0) throw badTransaction('signature-order');
      const parsed = parseSignatureBytes(signature.bytes);
      let owner: AddressText;
      try {
        owner = formatAddress(signature.publicKey);
      } catch {
        throw badTransaction('public-key');
      }
      if (recoverSigner(signingDigest(transaction), parsed) !== owner) throw badTransaction('public-key');
      const bytes = serializeSigned(transaction, parsed);
      return { chain: config.chain, bytes, txid: transactionId(bytes) };
    },
    readSigned: (bytes) => {
      const { transaction, signature } = parseSignedTransaction(bytes);
      assertChain(transaction);
      const from = recoverSigner(signingDigest(transaction), signature);
      return { unsigned: serializeUnsigned(transaction), txid: transactionId(bytes), transaction, from };
    },
  });
}
