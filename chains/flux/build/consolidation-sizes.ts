import type { SizeModel } from '../../../wallet-core/coin-control/index.ts';
import { outputBytes, P2PKH_INPUT_BYTES, P2PKH_SCRIPT_BYTES } from '../../_families/utxo/index.ts';
import { fluxConfig } from '../config.ts';
import { transactionBytes } from '../transaction.ts';

/** Sizes of a payment of any number of P2PKH inputs to one P2PKH address of one's own, without change. Bytes, upper bounds. */
export const consolidationSizes: SizeModel = Object.freeze({
  maxBytes: fluxConfig.maxBuiltBytes,
  signedSize: (inputs: number) =>
    transactionBytes({
      inputs,
      inputBytes: inputs * P2PKH_INPUT_BYTES,
      outputs: 1,
      outputBytes: outputBytes(P2PKH_SCRIPT_BYTES),
    }),
});

/** Room for transactions in a block (consensus/consensus.h:21), less the coinbase. */
export const BLOCK_BYTES = 1_990_000;
