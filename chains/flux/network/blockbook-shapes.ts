/** Replies of Blockbook's API v2 (trezor/blockbook docs/api.md and api/types.go), with the fields we use. */
import { z } from '../../../wallet-core/primitives/zod.ts';
import { readExpiryHeight, readNodeForm } from './raw-transaction.ts';
import type { ServerTransaction } from './server.ts';
import {
  addressText,
  blockHash,
  confirmations,
  count,
  height,
  listOf,
  outputIndex,
  satoshis,
  scriptHex,
  seconds,
  txid,
} from './shapes.ts';

export const statusReply = z.object({
  blockbook: z.object({ bestHeight: height }),
  backend: z.object({ chain: z.string().max(40).nullish() }),
});

export const blockReply = z.object({ hash: blockHash, height, time: seconds });

export const blockIndexReply = z.object({ blockHash });

/** Height 0 or absent while unconfirmed; no script: it follows from the address asked for. */
export const utxosReply = z
  .array(
    z.object({
      txid,
      vout: outputIndex,
      value: satoshis,
      height: z.union([height, z.literal('-1')]).nullish(),
      confirmations: confirmations.optional(),
      coinbase: z.boolean().nullish(),
    }),
  )
  .max(100_000);

/** Go leaves out zero numbers and empty lists. A coinbase input has no transaction behind it. */
const input = z.object({
  txid: txid.nullish(),
  addresses: listOf(z.string().max(1_000), 20),
  isAddress: z.boolean().nullish(),
  value: satoshis.nullish(),
});

const output = z.object({ value: satoshis, hex: scriptHex.nullish() });

export const transactionReply = z
  .object({
    txid,
    vin: listOf(input, 50_000),
    vout: listOf(output, 50_000),
    blockHeight: z.union([height, z.literal('-1')]).nullish(),
    confirmations: confirmations.optional(),
    blockTime: seconds.nullish(),
    hex: scriptHex.nullish(),
  })
  .transform((reply): ServerTransaction => {
    const isCoinbase = reply.vin.length === 1 && reply.vin.every((entry) => entry.txid == null);
    const isUnconfirmed = typeof reply.blockHeight !== 'number' || reply.blockHeight === 0;
    return {
      txid: reply.txid,
      form: readNodeForm(reply.hex ?? '') ?? (isCoinbase ? 'coinbase' : 'payment'),
      inputs: isCoinbase
        ? []
        : reply.vin.map((entry) => ({
            address: entry.isAddress === false ? null : (entry.addresses[0] ?? null),
            value: entry.value ?? null,
          })),
      outputs: reply.vout.map((entry) => ({ value: entry.value, script: entry.hex ?? '' })),
      height: typeof reply.blockHeight === 'number' && !isUnconfirmed ? reply.blockHeight : null,
      confirmations: reply.confirmations ?? 0,
      timeMs: reply.blockTime ? reply.blockTime * 1000 : null,
      expiryHeight: readExpiryHeight(reply.hex ?? ''),
    };
  });

export const rawTransactionReply = z.object({ txid, hex: scriptHex.min(2) });

export const addressReply = z.object({ address: addressText, txs: count, unconfirmedTxs: count });

export const historyReply = z.object({
  page: count,
  /** -1 when the server has not counted. */
  totalPages: z.union([count, z.literal('-1')]),
  txs: count,
  unconfirmedTxs: count,
  transactions: listOf(transactionReply, 1_000),
});

export const sendReply = z.object({ result: txid });

/** `{error:"…"}` or `{error:{message:"…"}}`. */
export const errorReply = z
  .object({ error: z.union([z.string(), z.object({ message: z.string() })]) })
  .transform(({ error }) => (typeof error === 'string' ? error : error.message).slice(0, 2_000));
