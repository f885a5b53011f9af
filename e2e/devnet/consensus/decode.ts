/** Raw hex from a broadcast to a transaction, with the daemon's refusals for what is not one. */
import { DecodeError, fromHex } from './bytes.ts';
import { invalid, undecodable } from './refused.ts';
import { isNodeTransaction, parseTransaction, type Tx } from './transaction.ts';

/** Throws `Refused`: "TX decode failed" for noise, and the devnet's own reason for node transactions. */
export const decodeBroadcast = (hex: string): Tx => {
  try {
    const bytes = fromHex(hex.trim());
    if (isNodeTransaction(bytes)) throw invalid('devnet-does-not-simulate-node-transactions');
    return parseTransaction(bytes);
  } catch (error) {
    if (error instanceof DecodeError || error instanceof RangeError) throw undecodable();
    throw error;
  }
};
