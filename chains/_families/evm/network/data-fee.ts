/** The share of a rollup's transaction in the cost of its base chain (OP Stack, predeploy GasPriceOracle). */
import { type AddressText, concatBytes, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { encodeCall, uintWord, WORD_BYTES } from '../abi.ts';
import { addressBytes } from '../address.ts';
import type { EvmConfig } from '../config.ts';
import type { CallIntent } from '../intent.ts';
import { serializeUnsigned } from '../transaction.ts';
import { requireUint, type StateCall } from './evm-server.ts';

/** First bytes of the hash of `getL1Fee(bytes)`. */
const GET_L1_FEE = '49948e0e';
/** Over what it says now, in percent: the price of data moves between blocks. */
const MARGIN = 125n;

/** A number whose bytes do not compress, so that the size is not underestimated. */
const FILLER = 0x5a3c96e1d27b48n;

/** Asks for the fee of this call's bytes; `null` on chains that charge none. The contract adds the signature itself. */
export function dataFeeCall(config: EvmConfig, intent: CallIntent): StateCall | null {
  if (config.dataFeeOracle === null) return null;
  const bytes = serializeUnsigned({
    chainId: config.chainId,
    nonce: Number(FILLER & 0xffffffffn),
    price: { maxPerGas: FILLER, tipPerGas: FILLER - 1n },
    gasLimit: FILLER & 0xffffffn,
    to: addressBytes(intent.to),
    value: intent.value === 0n ? 0n : intent.value | FILLER,
    data: intent.data,
  });
  const padding = new Uint8Array((WORD_BYTES - (bytes.length % WORD_BYTES)) % WORD_BYTES);
  return {
    kind: 'call',
    to: unsafeBrand<AddressText>(config.dataFeeOracle),
    data: encodeCall(GET_L1_FEE, [uintWord(32n), uintWord(BigInt(bytes.length)), concatBytes(bytes, padding)]),
  };
}

/** The fee with its margin, in wei. Throws `server.bad-reply` for an answer that is no number. */
export function readDataFee(answer: Uint8Array | null | undefined): bigint {
  return (requireUint(answer) * MARGIN + 99n) / 100n;
}
