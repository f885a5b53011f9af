/**
 * Blocks of the devnet: an honest merkle root and hash chain over a header of the daemon's layout, but neither
 * proof of work nor a producer's signature.
 *
 *   version 4 · previous 32 · merkle root 32 · sapling root 32 (zero) · time 4 · bits 4 · nonce 32
 */
import { concat, hashFromId, idFromHash, sha256d, toHex, u32le } from '../consensus/bytes.ts';
import { pushData } from '../consensus/scripts.ts';
import { nullInput, parseTransaction, serializeTransaction, type Tx, type TxOutput } from '../consensus/transaction.ts';
import type { Block } from '../ledger/types.ts';

export const headerVersion = 100; // primitives/block.h, Proof of Node
export const headerBits = 0x1f07ffff;

const merkleRoot = (txids: readonly string[]): Uint8Array => {
  let row = txids.map(hashFromId);
  while (row.length > 1) {
    const next: Uint8Array[] = [];
    for (let i = 0; i < row.length; i += 2) {
      const left = row[i] ?? new Uint8Array(32);
      next.push(sha256d(concat(left, row[i + 1] ?? left)));
    }
    row = next;
  }
  return row[0] ?? new Uint8Array(32);
};

/** A number as the shortest script push (BIP34 demands the height first). */
const pushNumber = (value: number): Uint8Array => {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.push(rest % 256);
  if (((bytes.at(-1) ?? 0) & 0x80) !== 0) bytes.push(0);
  return pushData(Uint8Array.from(bytes));
};

/** `serial` makes the coinbase of a replacement block differ from the one it replaces. */
export const coinbaseTransaction = (height: number, serial: number, outputs: readonly TxOutput[]): Tx =>
  parseTransaction(
    serializeTransaction({
      inputs: [nullInput(concat(pushNumber(height), pushNumber(serial), pushData(new TextEncoder().encode('devnet'))))],
      outputs,
      lockTime: 0,
      expiryHeight: 0,
    }),
  );

export interface BlockParts {
  readonly height: number;
  readonly previous: string;
  readonly time: number;
  readonly serial: number;
  readonly transactions: readonly Tx[];
}

export const makeBlock = ({ height, previous, time, serial, transactions }: BlockParts): Block => {
  const txids = transactions.map((tx) => tx.txid);
  const root = merkleRoot(txids);
  const nonce = concat(u32le(serial), new Uint8Array(28));
  const header = concat(
    u32le(headerVersion),
    hashFromId(previous),
    root,
    new Uint8Array(32),
    u32le(time),
    u32le(headerBits),
    nonce,
  );
  return {
    hash: idFromHash(sha256d(header)),
    height,
    previous,
    merkleRoot: idFromHash(root),
    time,
    nonce: toHex(nonce),
    bytes: header.length + transactions.reduce((sum, tx) => sum + tx.bytes.length, 0),
    header,
    txids,
  };
};
