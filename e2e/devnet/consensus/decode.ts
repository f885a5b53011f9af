/** Raw hex from a broadcast to a transaction, with the daemon's refusals for what is not one. */
import { parseNodeTransaction } from '../fluxnode/node-transaction.ts';
import { DecodeError, fromHex } from './bytes.ts';
import { undecodable } from './refused.ts';
import { isNodeTransaction, parseTransaction, type Tx } from './transaction.ts';

const decodeNodeTransaction = (bytes: Uint8Array): Tx => {
  const { node, version, txid } = parseNodeTransaction(bytes);
  return {
    txid,
    bytes,
    version,
    node,
    overwintered: false,
    versionGroupId: 0,
    inputs: [],
    outputs: [],
    lockTime: 0,
    expiryHeight: 0,
    valueBalance: 0n,
    shieldedSpends: 0,
    shieldedOutputs: 0,
    joinSplits: 0,
  };
};

/** Throws `Refused`: "TX decode failed" for noise. */
export const decodeBroadcast = (hex: string): Tx => {
  try {
    const bytes = fromHex(hex.trim());
    return isNodeTransaction(bytes) ? decodeNodeTransaction(bytes) : parseTransaction(bytes);
  } catch (error) {
    if (error instanceof DecodeError || error instanceof RangeError) throw undecodable();
    throw error;
  }
};
