/**
 * Pieces of JSON-RPC's schemas (Ethereum execution API). Everything is bounded, and a value is taken whole or the reply
 * is refused. Numbers are hex texts; nothing passes through a float.
 */
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import { type AddressText, fromHex, type TxId, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { z } from '../../../../wallet-core/primitives/zod.ts';
import { formatAddressBytes } from '../address.ts';

/** A reply of one call, at most; logs and histories have bounds of their own. */
const MAX_DATA_HEX = 2 + 2 * 131_072;

/** A number up to 256 bits. Leading zeros, which some servers send, change nothing. */
export const quantity = z
  .string()
  .regex(/^0x[0-9a-fA-F]{1,64}$/)
  .transform(BigInt);

/** A number that is safe as such: heights, times, positions, nonces. */
export const smallQuantity = quantity
  .refine((value) => value <= BigInt(Number.MAX_SAFE_INTEGER))
  .transform((value) => Number(value));

/** Unix seconds to ms; far above any time of a block. */
const seconds = smallQuantity.refine((value) => value < 8.64e12).transform((value) => value * 1_000);

export const data = z
  .string()
  .max(MAX_DATA_HEX)
  .regex(/^0x(?:[0-9a-fA-F]{2})*$/)
  .transform((text) => fromHex(text.slice(2).toLowerCase()));

export const hash32 = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/)
  .transform((text) => text.toLowerCase());

export const txid = hash32.transform((text) => unsafeBrand<TxId>(text));

export const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/)
  .transform((text): AddressText => formatAddressBytes(fromHex(text.slice(2).toLowerCase())));

export const block = z.object({
  number: smallQuantity,
  hash: hash32,
  timestamp: seconds,
  /** Absent before EIP-1559. */
  baseFeePerGas: quantity.nullish().transform((value) => value ?? null),
});
export type Block = z.infer<typeof block>;

export const transaction = z.object({
  hash: txid,
  from: address,
  nonce: smallQuantity,
  blockHash: hash32.nullish().transform((value) => value ?? null),
  blockNumber: smallQuantity.nullish().transform((value) => value ?? null),
});
export type RpcTransaction = z.infer<typeof transaction>;

export const receipt = z.object({
  transactionHash: txid,
  blockHash: hash32,
  blockNumber: smallQuantity,
  from: address,
  status: quantity.transform((value) => value !== 0n),
});
export type Receipt = z.infer<typeof receipt>;

export const log = z.object({
  address,
  topics: z.array(hash32).max(4),
  data,
  blockNumber: smallQuantity,
  blockHash: hash32,
  transactionHash: txid,
  logIndex: smallQuantity,
  removed: z
    .boolean()
    .nullish()
    .transform((value) => value === true),
});
export type Log = z.infer<typeof log>;

/** `feeHistory` for at most 64 blocks: base fees of all of them and the next, rewards by block and percentile. */
export const feeHistory = z.object({
  baseFeePerGas: z.array(quantity).min(1).max(65),
  reward: z
    .array(z.array(quantity).max(8))
    .max(64)
    .nullish()
    .transform((value) => value ?? []),
});
export type FeeHistory = z.infer<typeof feeHistory>;

/** The reply as `schema` says, or `server.bad-reply`: never a part of it. */
export function parseShape<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new WalletError('server.bad-reply', { detail: 'shape' }, { cause: parsed.error });
  return parsed.data;
}

export const toQuantity = (value: number | bigint): string => `0x${value.toString(16)}`;
