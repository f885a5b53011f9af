/**
 * Transactions of EVM chains in the two forms this wallet makes and understands:
 *
 *   EIP-1559   02 ‖ rlp(chainId, nonce, maxPriorityFeePerGas, maxFeePerGas, gasLimit, to, value, data, accessList
 *                       [, yParity, r, s])
 *   EIP-155    rlp(nonce, gasPrice, gasLimit, to, value, data, chainId, 0, 0)   unsigned
 *              rlp(nonce, gasPrice, gasLimit, to, value, data, v, r, s)          signed, v = 35 + 2·chainId + yParity
 *
 * Anything else (other types, access lists, transactions without a chain id) is refused: unknown means no.
 */
import type { GasPrice } from '../../../wallet-core/chain-contract/index.ts';
import { concatBytes, type TxId, toHex, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { ADDRESS_BYTES } from './address.ts';
import { badTransaction } from './bad-transaction.ts';
import { keccak256 } from './keccak.ts';
import { bytesOf, decodeRlp, encodeRlp, listOf, parseUintBytes, type RlpItem, uintBytes } from './rlp.ts';
import { type EvmSignature, parseSignature, WIDEST_SIGNATURE } from './signature.ts';

export interface EvmTransaction {
  readonly chainId: number;
  readonly nonce: number;
  /** `tipPerGas` `null` makes it an EIP-155 transaction. */
  readonly price: GasPrice;
  readonly gasLimit: bigint;
  /** 20 bytes; `null` makes a contract. */
  readonly to: Uint8Array | null;
  readonly value: bigint;
  readonly data: Uint8Array;
}

const TYPE_EIP1559 = 2;
/** Nodes take no larger ones (go-ethereum txpool `txMaxSize`). */
const MAX_BYTES = 131_072;
const WORD_BYTES = 32;
const EMPTY = new Uint8Array();

function safeNumber(bytes: Uint8Array): number {
  const value = parseUintBytes(bytes, 8);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw badTransaction('number-range');
  return Number(value);
}

function uint256(bytes: Uint8Array): bigint {
  return parseUintBytes(bytes, WORD_BYTES);
}

function parseTarget(bytes: Uint8Array): Uint8Array | null {
  if (bytes.length !== 0 && bytes.length !== ADDRESS_BYTES) throw badTransaction('recipient');
  return bytes.length === 0 ? null : bytes;
}

function assertSound(transaction: EvmTransaction): EvmTransaction {
  const { price, chainId } = transaction;
  if (price.tipPerGas !== null && price.tipPerGas > price.maxPerGas) throw badTransaction('tip');
  if (chainId < 1) throw badTransaction('chain-id');
  return transaction;
}

function field(fields: readonly Uint8Array[], index: number): Uint8Array {
  return fields[index] ?? EMPTY;
}

function fromTyped(fields: readonly Uint8Array[]): EvmTransaction {
  return assertSound({
    chainId: safeNumber(field(fields, 0)),
    nonce: safeNumber(field(fields, 1)),
    price: { tipPerGas: uint256(field(fields, 2)), maxPerGas: uint256(field(fields, 3)) },
    gasLimit: parseUintBytes(field(fields, 4), 8),
    to: parseTarget(field(fields, 5)),
    value: uint256(field(fields, 6)),
    data: field(fields, 7),
  });
}

function fromLegacy(fields: readonly Uint8Array[], chainId: number): EvmTransaction {
  return assertSound({
    chainId,
    nonce: safeNumber(field(fields, 0)),
    price: { maxPerGas: uint256(field(fields, 1)), tipPerGas: null },
    gasLimit: parseUintBytes(field(fields, 2), 8),
    to: parseTarget(field(fields, 3)),
    value: uint256(field(fields, 4)),
    data: field(fields, 5),
  });
}

/** The fields of a typed transaction, without and with its signature. */
function typedFields(bytes: Uint8Array, signed: boolean): readonly Uint8Array[] {
  const items = listOf(decodeRlp(bytes.subarray(1)), signed ? 12 : 9);
  listOf(items[8] ?? EMPTY, 0);
  return [...items.slice(0, 8), ...items.slice(9)].map(bytesOf);
}

function assertForm(bytes: Uint8Array): 'eip1559' | 'eip155' {
  if (bytes.length > MAX_BYTES) throw badTransaction('too-large');
  const [first] = bytes;
  if (first === TYPE_EIP1559) return 'eip1559';
  if (first === undefined || first < 0xc0) throw badTransaction('type');
  return 'eip155';
}

/** Reads a whole unsigned transaction. Throws `chain.bad-transaction` for whatever it does not understand in full. */
export function parseUnsignedTransaction(bytes: Uint8Array): EvmTransaction {
  if (assertForm(bytes) === 'eip1559') return fromTyped(typedFields(bytes, false));
  const fields = listOf(decodeRlp(bytes), 9).map(bytesOf);
  if (field(fields, 7).length !== 0 || field(fields, 8).length !== 0) throw badTransaction('already-signed');
  return fromLegacy(fields, safeNumber(field(fields, 6)));
}

export interface SignedTransaction {
  readonly transaction: EvmTransaction;
  readonly signature: EvmSignature;
}

/** Reads a whole signed transaction; refuses high s and a missing chain id, as nodes do. Whose it is, is not looked at. */
export function parseSignedTransaction(bytes: Uint8Array): SignedTransaction {
  if (assertForm(bytes) === 'eip1559') {
    const fields = typedFields(bytes, true);
    const [yParity = EMPTY, r = EMPTY, s = EMPTY] = fields.slice(8);
    return {
      transaction: fromTyped(fields),
      signature: parseSignature(parseUintBytes(yParity, 1), uint256(r), uint256(s)),
    };
  }
  const fields = listOf(decodeRlp(bytes), 9).map(bytesOf);
  const v = parseUintBytes(field(fields, 6), 8);
  if (v < 37n) throw badTransaction('no-chain-id');
  const chainId = (v - 35n) / 2n;
  if (chainId > BigInt(Number.MAX_SAFE_INTEGER)) throw badTransaction('number-range');
  return {
    transaction: fromLegacy(fields, Number(chainId)),
    signature: parseSignature((v - 35n) % 2n, uint256(field(fields, 7)), uint256(field(fields, 8))),
  };
}

function legacyItems({ nonce, price, gasLimit, to, value, data }: EvmTransaction): RlpItem[] {
  const target = to ?? EMPTY;
  return [uintBytes(BigInt(nonce)), uintBytes(price.maxPerGas), uintBytes(gasLimit), target, uintBytes(value), data];
}

function typedItems(transaction: EvmTransaction, tipPerGas: bigint): RlpItem[] {
  const { chainId, nonce, price, gasLimit, to, value, data } = transaction;
  const prices = [uintBytes(tipPerGas), uintBytes(price.maxPerGas)];
  const target = to ?? EMPTY;
  return [
    uintBytes(BigInt(chainId)),
    uintBytes(BigInt(nonce)),
    ...prices,
    uintBytes(gasLimit),
    target,
    uintBytes(value),
    data,
    [],
  ];
}

const typed = (items: RlpItem[]) => concatBytes(Uint8Array.of(TYPE_EIP1559), encodeRlp(items));

/** The bytes whose Keccak-256 is signed; `parseUnsignedTransaction` gives the same transaction back. */
export function serializeUnsigned(transaction: EvmTransaction): Uint8Array {
  const { price, chainId } = transaction;
  if (price.tipPerGas !== null) return typed(typedItems(transaction, price.tipPerGas));
  return encodeRlp([...legacyItems(transaction), uintBytes(BigInt(chainId)), EMPTY, EMPTY]);
}

/** The bytes that go to the network. */
export function serializeSigned(transaction: EvmTransaction, signature: EvmSignature): Uint8Array {
  const { price, chainId } = transaction;
  const { yParity, r, s } = signature;
  const parts = [uintBytes(r), uintBytes(s)];
  if (price.tipPerGas !== null) {
    return typed([...typedItems(transaction, price.tipPerGas), uintBytes(BigInt(yParity)), ...parts]);
  }
  return encodeRlp([...legacyItems(transaction), uintBytes(35n + 2n * BigInt(chainId) + BigInt(yParity)), ...parts]);
}

/** What is signed. */
export function signingDigest(transaction: EvmTransaction): Uint8Array {
  return keccak256(serializeUnsigned(transaction));
}

/** The id of signed bytes: their Keccak-256, `0x` and lower-case hex. */
export function transactionId(signedBytes: Uint8Array): TxId {
  return unsafeBrand<TxId>(`0x${toHex(keccak256(signedBytes))}`);
}

/** Bytes once signed, with the longest signature. */
export function signedSize(transaction: EvmTransaction): number {
  return serializeSigned(transaction, WIDEST_SIGNATURE).length;
}
