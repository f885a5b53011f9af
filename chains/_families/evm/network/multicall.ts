/**
 * Multicall3 (mds1/multicall): many reads of contracts in one call, all of the same block. At this address on every
 * chain it is deployed on; `aggregate3((address,bool,bytes)[]) → (bool,bytes)[]`.
 */
import { type AddressText, concatBytes, fromHex, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { addressWord, encodeCall, uintWord, WORD_BYTES } from '../abi.ts';
import { toUint } from '../rlp.ts';

export const MULTICALL_ADDRESS = unsafeBrand<AddressText>('0xcA11bde05977b3631167028862bE2a173976CA11');

/** First bytes of the hashes of `aggregate3(…)`, `getEthBalance(address)` and `getBlockNumber()`. */
const AGGREGATE3 = '82ad56cb';
const GET_ETH_BALANCE = '4d2301cc';
const GET_BLOCK_NUMBER = '42cbb15c';

/** Longest answer of one call: a token's name, a balance. */
const MAX_ANSWER_BYTES = 4_096;

export interface ContractCall {
  readonly to: AddressText;
  readonly data: Uint8Array;
}

export const coinBalanceCall = (owner: AddressText): ContractCall => ({
  to: MULTICALL_ADDRESS,
  data: encodeCall(GET_ETH_BALANCE, [addressWord(owner)]),
});

export const blockNumberCall: ContractCall = { to: MULTICALL_ADDRESS, data: fromHex(GET_BLOCK_NUMBER) };

function padded(bytes: Uint8Array): Uint8Array {
  return concatBytes(bytes, new Uint8Array((WORD_BYTES - (bytes.length % WORD_BYTES)) % WORD_BYTES));
}

/** Call data of `aggregate3` in which every call may fail by itself. */
export function encodeAggregate(calls: readonly ContractCall[]): Uint8Array {
  const tuples = calls.map(({ to, data }) =>
    concatBytes(addressWord(to), uintWord(1n), uintWord(96n), uintWord(BigInt(data.length)), padded(data)),
  );
  let offset = calls.length * WORD_BYTES;
  const offsets = tuples.map((tuple) => {
    const word = uintWord(BigInt(offset));
    offset += tuple.length;
    return word;
  });
  return encodeCall(AGGREGATE3, [uintWord(32n), uintWord(BigInt(calls.length)), ...offsets, ...tuples]);
}

/** A word that must be a number below `limit`; `undefined` otherwise, and beyond the end. */
function smallAt(bytes: Uint8Array, at: number, limit: number): number | undefined {
  if (at < 0 || at + WORD_BYTES > bytes.length) return undefined;
  const value = toUint(bytes.subarray(at, at + WORD_BYTES));
  return value < BigInt(limit) ? Number(value) : undefined;
}

function answerAt(bytes: Uint8Array, at: number): Uint8Array | null | undefined {
  const succeeded = smallAt(bytes, at, 2);
  const offset = smallAt(bytes, at + WORD_BYTES, bytes.length);
  if (succeeded === undefined || offset === undefined) return undefined;
  const start = at + offset + WORD_BYTES;
  const length = smallAt(bytes, at + offset, Math.max(1, bytes.length - start + 1));
  if (length === undefined) return undefined;
  return succeeded === 1 && length <= MAX_ANSWER_BYTES ? bytes.slice(start, start + length) : null;
}

/** Answers in order, `null` for a call that failed or said too much; `undefined` when the bytes are no such list. */
export function decodeAggregate(bytes: Uint8Array, count: number): readonly (Uint8Array | null)[] | undefined {
  if (smallAt(bytes, 0, 33) !== WORD_BYTES || smallAt(bytes, WORD_BYTES, count + 1) !== count) return undefined;
  const start = 2 * WORD_BYTES;
  const answers: (Uint8Array | null)[] = [];
  for (let index = 0; index < count; index++) {
    const offset = smallAt(bytes, start + index * WORD_BYTES, bytes.length);
    const answer = offset === undefined ? undefined : answerAt(bytes, start + offset);
    if (answer === undefined) return undefined;
    answers.push(answer);
  }
  return answers;
}
