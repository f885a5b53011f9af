/** Blockscout's REST API, version 2: a path per list, pages by key, times in ISO 8601. */
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type { Http } from '../../../../wallet-core/ports/index.ts';
import type { AddressText } from '../../../../wallet-core/primitives/index.ts';
import { z } from '../../../../wallet-core/primitives/zod.ts';
import { createServerHttp, readJson } from '../../network/server-http.ts';
import { cutPart, type HistoryIndex, type IndexPart, vetRows } from './history-index.ts';
import type { InternalTransfer, SentTransaction, TokenTransfer } from './movements.ts';
import { address, data, parseShape, txid } from './shapes.ts';

const MAX_BYTES = 16_777_216;
/** Pages read in a row until two blocks are seen: a block has no more of one address. */
const MAX_PAGES = 20;
const MAX_ROWS = 200;

/** Input is `parseJsonText`: numbers are texts. */
const small = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
const units = z
  .string()
  .regex(/^\d{1,78}$/)
  .transform(BigInt);
const party = z.object({ hash: address }).transform(({ hash }) => hash);
const time = z
  .string()
  .max(40)
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/)
  .transform((text) => Date.parse(text))
  .refine((value) => value >= 0 && value <= 8.64e15);

/** Older instances call it `block`. `null` while it waits. */
const height = { block_number: small.nullish(), block: small.nullish() };

const pending = Symbol('pending');

const sentRow = z
  .object({
    ...height,
    hash: txid,
    timestamp: time.nullish(),
    from: party,
    to: party.nullish(),
    value: units,
    fee: z.object({ value: units }).nullish(),
    nonce: small,
    status: z.enum(['ok', 'error']).nullish(),
    raw_input: data.nullish(),
  })
  .transform((row): SentTransaction | typeof pending => {
    const at = row.block_number ?? row.block ?? null;
    if (at === null || row.timestamp === null || row.timestamp === undefined) return pending;
    return {
      txid: row.hash,
      height: at,
      timeMs: row.timestamp,
      from: row.from,
      to: row.to ?? null,
      value: row.value,
      data: row.raw_input ?? new Uint8Array(),
      fee: row.fee?.value ?? null,
      nonce: row.nonce,
      failed: row.status === 'error',
    };
  });

const internalRow = z
  .object({
    ...height,
    transaction_hash: txid,
    timestamp: time,
    from: party,
    to: party.nullish(),
    value: units,
    success: z.boolean(),
  })
  .transform((row): InternalTransfer | typeof pending => {
    const at = row.block_number ?? row.block ?? null;
    if (at === null || !row.success || row.to === null || row.to === undefined) return pending;
    const { transaction_hash: id, timestamp: timeMs, from, to, value } = row;
    return { txid: id, height: at, timeMs, from, to, value };
  });

const tokenRow = z
  .object({
    ...height,
    transaction_hash: txid.nullish(),
    tx_hash: txid.nullish(),
    timestamp: time.nullish(),
    from: party,
    to: party,
    token: z.object({ address: address.nullish(), address_hash: address.nullish() }),
    total: z.object({ value: units.nullish() }).nullish(),
    log_index: small,
  })
  .transform((row, context): TokenTransfer | typeof pending => {
    const id = row.transaction_hash ?? row.tx_hash ?? null;
    const contract = row.token.address_hash ?? row.token.address ?? null;
    const at = row.block_number ?? row.block ?? null;
    const amount = row.total?.value ?? null;
    if (at === null || row.timestamp === null || row.timestamp === undefined) return pending;
    if (id === null || contract === null || amount === null) {
      context.addIssue('incomplete');
      return z.NEVER;
    }
    return {
      txid: id,
      height: at,
      timeMs: row.timestamp,
      contract,
      from: row.from,
      to: row.to,
      amount,
      position: row.log_index,
    };
  });

const keyPart = z.union([z.string().max(100), z.boolean(), z.null()]);
const nextKey = z.record(z.string().regex(/^[a-z_]{1,40}$/), keyPart).nullish();

type Place = { readonly height: number; readonly from: AddressText; readonly to: AddressText | null };

export function createBlockscoutIndex(http: Http, baseUrl: string): HistoryIndex {
  const server = createServerHttp(http, baseUrl);

  async function readPage<T>(path: string, query: URLSearchParams, row: z.ZodType<T | typeof pending>) {
    const text = query.toString();
    const reply = await server.get(`${path}${text === '' ? '' : `?${text}`}`, MAX_BYTES);
    // An address it has never seen: it knows the chain, and there is nothing.
    if (reply.status === 404) return { rows: [], next: null };
    const shape = z.object({ items: z.array(row).max(MAX_ROWS), next_page_params: nextKey });
    const { items, next_page_params: next } = parseShape(shape, readJson(reply));
    const rows = items.filter((item): item is Exclude<typeof item, typeof pending> => item !== pending);
    return { rows, next: next ?? null };
  }

  async function list<T extends Place>(
    kind: string,
    owner: AddressText,
    upTo: number | null,
    row: z.ZodType<T | typeof pending>,
    filter: Readonly<Record<string, string>> = {},
  ): Promise<IndexPart<T>> {
    const start = upTo === null ? {} : { block_number: String(upTo + 1), index: '0', items_count: '50' };
    let query = new URLSearchParams({ ...filter, ...start });
    const rows: T[] = [];
    for (let page = 0; page < MAX_PAGES; page++) {
      const part = await readPage<T>(`/addresses/${owner}/${kind}`, query, row);
      rows.push(...vetRows(part.rows, owner, upTo));
      if (part.next === null) return cutPart(rows, true);
      const cut = cutPart(rows, false);
      if (cut.rows.length > 0) return cut;
      query = new URLSearchParams(filter);
      for (const [name, value] of Object.entries(part.next)) if (value !== null) query.set(name, String(value));
    }
    throw new WalletError('server.bad-reply', { detail: 'history' });
  }

  return {
    kind: 'blockscout',
    host: server.host,
    sent: (owner, upTo) => list('transactions', owner, upTo, sentRow),
    internal: (owner, upTo) => list('internal-transactions', owner, upTo, internalRow),
    tokens: (owner, upTo) => list('token-transfers', owner, upTo, tokenRow, { type: 'ERC-20' }),
  };
}
