import type { TxInput, TxOutput } from '../_families/utxo/index.ts';

/** A version-4 (Sapling format) transaction without shielded parts: the only kind this wallet makes and understands. */
export interface FluxTransaction {
  readonly inputs: readonly TxInput[];
  readonly outputs: readonly TxOutput[];
  readonly lockTime: number;
  /** Last block it may be mined in; 0 = never lapses. */
  readonly expiryHeight: number;
}

/** What an input spends: the parts of the spent output that the digest commits to. */
export interface SpentOutput {
  readonly value: bigint;
  readonly scriptPubKey: Uint8Array;
}
