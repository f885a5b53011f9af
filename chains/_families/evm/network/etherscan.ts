/** Etherscan's API, version 2, and services that speak like it: one endpoint, decimal numbers as texts, status in the body. */
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type { Http } from '../../../../wallet-core/ports/index.ts';
import type { AddressText, TxId } from '../../../../wallet-core/primitives/index.ts';
import { z } from '../../../../wallet-core/primitives/zod.ts';
import { createServerHttp, readJson } from '../../network/server-http.ts';
import type { EvmConfig } from '../config.ts';
import { cutPart, type HistoryIndex, type IndexPart, vetRows } from './history-index.ts';
import type { InternalTransfer, SentTransaction, TokenTransfer } from './movements.ts';
import { address, data, parseShape, txid } from './shapes.ts';

const PAGE = 100;
/** The most these services give at once: for a block with more than a page of an address. */
const LARGE_PAGE = 1_000;
const MAX_BYTES = 16_777_216;

const decimal = z
  .string()
  .regex(/^\d{1,78}$/)
  .transform(BigInt);
const small = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
const seconds = small.transform((value) => value * 1_000);
const target = z.union([address, z.literal('').transform(() => null)]);
const flag = z.enum(['0', '1', '']).nullish();

const place = { blockNumber: small, timeStamp: seconds, hash: txid, from: address };

const sentRow = z
  .object({
    ...place,
    to: target,
    nonce: small,
    value: decimal,
    gasPrice: decimal,
    gasUsed: decimal,
    isError: flag,
    txreceipt_status: flag,
    input: data,
  })
  .transform((row): SentTransaction => {
    return {
      txid: row.hash,
      height: row.blockNumber,
      timeMs: row.timeStamp,
      from: row.from,
      to: row.to,
      value: row.value,
      data: row.input,
      fee: row.gasPrice * row.gasUsed,
      nonce: row.nonce,
      failed: row.isError === '1' || row.txreceipt_status === '0',
    };
  });

const internalRow = z.object({ ...place, to: target, value: decimal, isError: flag });
const tokenRow = z.object({
  ...place,
  to: address,
  value: decimal,
  contractAddress: address,
  logIndex: small.nullish(),
});

const envelope = z.object({
  status: z.enum(['0', '1']),
  message: z.string().max(2_000).nullish(),
  result: z.unknown(),
});

const NOTHING = /^no (?:transactions|token transfers|records|internal transactions) found/i;
const RATE = /rate limit|max calls|too many/i;

/** The list in the body. `NOTOK` with words is an error of the service, never an empty list. */
function unwrap(json: unknown): unknown {
  const { status, message, result } = parseShape(envelope, json);
  if (Array.isArray(result) && (status === '1' || result.length === 0 || NOTHING.test(message ?? ''))) return result;
  const words = `${message ?? ''} ${typeof result === 'string' ? result : ''}`;
  if (RATE.test(words)) throw new WalletError('server.rate-limited');
  throw new WalletError('server.bad-reply', { detail: 'index' });
}

/** Where a service does not say which event a transfer was, its order in the list tells transfers apart. */
function numbered(rows: readonly z.infer<typeof tokenRow>[]): readonly TokenTransfer[] {
  const counts = new Map<TxId, number>();
  return rows.map((row) => {
    const count = counts.get(row.hash) ?? 0;
    counts.set(row.hash, count + 1);
    return {
      txid: row.hash,
      height: row.blockNumber,
      timeMs: row.timeStamp,
      contract: row.contractAddress,
      from: row.from,
      to: row.to,
      amount: row.value,
      position: row.logIndex ?? count,
    };
  });
}

export function createEtherscanIndex(
  http: Http,
  baseUrl: string,
  config: EvmConfig,
  apiKey: string | null,
): HistoryIndex {
  const server = createServerHttp(http, baseUrl);
  /** A rollup charges more than gas, and these rows do not say how much. */
  const knowsFees = config.dataFeeOracle === null;

  async function list(action: string, owner: AddressText, upTo: number | null, size: number): Promise<unknown> {
    const query = new URLSearchParams({
      chainid: String(config.chainId),
      module: 'account',
      action,
      address: owner,
      startblock: '0',
      endblock: upTo === null ? '999999999' : String(upTo),
      page: '1',
      offset: String(size),
      sort: 'desc',
      ...(apiKey === null ? {} : { apikey: apiKey }),
    });
    return unwrap(readJson(await server.get(`?${query}`, MAX_BYTES)));
  }

  async function page<
    T extends { readonly height: number; readonly from: AddressText; readonly to: AddressText | null },
  >(
    action: string,
    owner: AddressText,
    upTo: number | null,
    parse: (rows: unknown) => readonly T[],
  ): Promise<IndexPart<T>> {
    for (const size of [PAGE, LARGE_PAGE]) {
      const reply = await list(action, owner, upTo, size);
      const isFull = Array.isArray(reply) && reply.length >= size;
      const part = cutPart(vetRows(parse(reply), owner, upTo), !isFull);
      if (!isFull || part.rows.length > 0) return part;
    }
    throw new WalletError('server.bad-reply', { detail: 'history' });
  }

  const rowsOf = <Schema extends z.ZodType>(schema: Schema) => z.array(schema).max(LARGE_PAGE);

  return {
    kind: 'etherscan',
    host: server.host,
    sent: (owner, upTo) =>
      page('txlist', owner, upTo, (rows) => {
        const parsed = parseShape(rowsOf(sentRow), rows);
        return knowsFees ? parsed : parsed.map((row) => ({ ...row, fee: null }));
      }),
    internal: (owner, upTo) =>
      page('txlistinternal', owner, upTo, (rows) =>
        parseShape(rowsOf(internalRow), rows).flatMap(({ hash, blockNumber, timeStamp, from, to, value, isError }) => {
          if (to === null || isError === '1') return [];
          return [{ txid: hash, height: blockNumber, timeMs: timeStamp, from, to, value } satisfies InternalTransfer];
        }),
      ),
    tokens: (owner, upTo) => page('tokentx', owner, upTo, (rows) => numbered(parseShape(rowsOf(tokenRow), rows))),
  };
}
