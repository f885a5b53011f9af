/** Replies of RunOnFlux/insight-api (lib/addresses.js, transactions.js, blocks.js, status.js), with the fields we use. */
import { z } from '../../../wallet-core/primitives/zod.ts';
import type { ServerTransaction, ServerUtxo } from './server.ts';
import {
  addressText,
  blockHash,
  coins,
  confirmations,
  count,
  expiryHeight,
  height,
  listOf,
  outputIndex,
  satoshis,
  scriptHex,
  seconds,
  txid,
} from './shapes.ts';

export const bestBlockHashReply = z.object({ bestblockhash: blockHash });

export const blockReply = z.object({ hash: blockHash, height, time: seconds });

export const blockIndexReply = z.object({ blockHash });

export const infoReply = z.object({ info: z.object({ testnet: z.boolean() }) });

/** "Apperances" is the servers' spelling. */
export const addressReply = z.object({ txApperances: count, unconfirmedTxApperances: count });

export const sendReply = z.object({ txid });

export const rawTransactionReply = z.object({ rawtx: scriptHex });

/** Unconfirmed outputs have no height (or -1); `coinbase` stands there only below 100 confirmations. */
const utxo = z
  .object({
    address: addressText,
    txid,
    vout: outputIndex,
    scriptPubKey: scriptHex,
    satoshis: satoshis.optional(),
    amount: z.string().max(40).optional(),
    height: z.union([height, z.literal('-1')]).nullish(),
    confirmations: confirmations.optional(),
    coinbase: z.boolean().optional(),
  })
  .transform((reply, context): ServerUtxo => {
    const value = reply.satoshis ?? coins.safeParse(reply.amount).data;
    if (value === undefined) {
      context.addIssue({ code: 'custom', message: 'no exact amount' });
      return z.NEVER;
    }
    return {
      txid: reply.txid,
      vout: reply.vout,
      address: reply.address,
      value,
      script: reply.scriptPubKey,
      height: typeof reply.height === 'number' ? reply.height : null,
      confirmations: reply.confirmations ?? 0,
      coinbase: reply.coinbase === true,
    };
  });

export const utxosReply = z.array(utxo).max(100_000);

const input = z.object({
  coinbase: z.string().max(4_096).optional(),
  addr: addressText.nullish(),
  valueSat: satoshis.nullish(),
  value: z.string().max(40).nullish(),
});

const output = z.object({ value: coins, scriptPubKey: z.object({ hex: scriptHex }) });

/** fluxd transaction.h: a version without the overwinter bit and a `nType` of 2 (START) or 4 (CONFIRM). */
function formOf(nType: string | undefined, isCoinbase: boolean): ServerTransaction['form'] {
  if (nType === '2') return 'node-start';
  if (nType === '4') return 'node-confirm';
  return isCoinbase ? 'coinbase' : 'payment';
}

export const transactionReply = z
  .object({
    txid,
    nType: z.string().max(3).optional(),
    vin: listOf(input, 50_000),
    vout: listOf(output, 50_000),
    isCoinBase: z.boolean().optional(),
    blockheight: z.union([height, z.literal('-1')]).nullish(),
    confirmations: confirmations.optional(),
    time: seconds.nullish(),
    blocktime: seconds.nullish(),
    nExpiryHeight: expiryHeight.nullish(),
  })
  .transform((reply): ServerTransaction => {
    const time = reply.blocktime ?? reply.time ?? null;
    const isCoinbase = reply.isCoinBase === true || reply.vin.some((entry) => entry.coinbase !== undefined);
    return {
      txid: reply.txid,
      form: formOf(reply.nType, isCoinbase),
      inputs: isCoinbase
        ? []
        : reply.vin.map((entry) => ({
            address: entry.addr ?? null,
            value: entry.valueSat ?? coins.safeParse(entry.value).data ?? null,
          })),
      outputs: reply.vout.map((entry) => ({ value: entry.value, script: entry.scriptPubKey.hex })),
      height: typeof reply.blockheight === 'number' ? reply.blockheight : null,
      confirmations: reply.confirmations ?? 0,
      timeMs: time === null ? null : time * 1000,
      expiryHeight: reply.nExpiryHeight || null,
    };
  });

export const historyReply = z.object({ totalItems: count, items: z.array(transactionReply).max(100) });
