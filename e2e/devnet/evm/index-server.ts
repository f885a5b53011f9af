/**
 * Explorers of the chain in the two shapes the wallet can read: Etherscan's API (version 2) under `/etherscan/api`,
 * Blockscout's REST API under `/blockscout/api/v2`.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getAddress } from 'ethers';
import type { JsonObject } from '../api/json.ts';
import { Listener } from '../api/listener.ts';
import type { ChainIndex, IndexedTransaction, IndexedTransfer } from './chain-index.ts';

const blockscoutPage = 50;

const emptyWords: ReadonlyMap<string, string> = new Map([
  ['txlist', 'No transactions found'],
  ['txlistinternal', 'No transactions found'],
  ['tokentx', 'No token transfers found'],
]);

const asEtherscan = (entry: IndexedTransaction, tip: number): JsonObject => ({
  blockNumber: String(entry.block),
  blockHash: entry.blockHash,
  timeStamp: String(entry.time),
  hash: entry.hash,
  nonce: String(entry.nonce),
  transactionIndex: String(entry.position),
  from: entry.from,
  to: entry.to ?? '',
  value: String(entry.value),
  gasPrice: String(entry.gasPrice),
  gasUsed: String(entry.gasUsed),
  isError: entry.succeeded ? '0' : '1',
  txreceipt_status: entry.succeeded ? '1' : '0',
  input: entry.input,
  contractAddress: '',
  confirmations: String(tip - entry.block + 1),
});

const asEtherscanTransfer = (entry: IndexedTransfer): JsonObject => ({
  blockNumber: String(entry.block),
  timeStamp: String(entry.time),
  hash: entry.hash,
  from: entry.from,
  to: entry.to,
  value: String(entry.value),
  contractAddress: entry.token ?? '',
  isError: '0',
  ...(entry.token === null ? { type: 'call' } : { tokenName: 'A name', tokenSymbol: 'SYM', tokenDecimal: '18' }),
});

const party = (address: string): JsonObject => ({ hash: getAddress(address), is_contract: false, name: null });
const iso = (time: number): string => new Date(time * 1_000).toISOString().replace(/\.(\d{3})Z$/, '.$1000Z');

const asBlockscout = (entry: IndexedTransaction): JsonObject => ({
  hash: entry.hash,
  block_number: entry.block,
  timestamp: iso(entry.time),
  from: party(entry.from),
  to: entry.to === null ? null : party(entry.to),
  value: String(entry.value),
  fee: { type: 'actual', value: String(entry.gasUsed * entry.gasPrice) },
  nonce: entry.nonce,
  position: entry.position,
  status: entry.succeeded ? 'ok' : 'error',
  raw_input: entry.input,
});

const asBlockscoutTransfer = (entry: IndexedTransfer): JsonObject => ({
  transaction_hash: entry.hash,
  block_number: entry.block,
  timestamp: iso(entry.time),
  from: party(entry.from),
  to: party(entry.to),
  ...(entry.token === null
    ? { value: String(entry.value), success: true, index: entry.position }
    : {
        token: { address_hash: getAddress(entry.token), decimals: '18', symbol: 'SYM', name: 'A name', type: 'ERC-20' },
        total: { value: String(entry.value), decimals: '18' },
        log_index: entry.position,
      }),
});

interface Row {
  readonly block: number;
  readonly json: JsonObject;
}

interface Placed {
  readonly block: number;
  readonly position: number;
}

/** A page by key: everything below a place in the chain. */
const keyed = <T extends Placed>(
  rows: readonly T[],
  query: URLSearchParams,
  show: (row: T) => JsonObject,
): JsonObject => {
  const [block, position] = [query.get('block_number'), query.get('index')];
  const rest =
    block === null
      ? rows
      : rows.filter(
          (row) => row.block < Number(block) || (row.block === Number(block) && row.position < Number(position)),
        );
  const page = rest.slice(0, blockscoutPage);
  const last = page.at(-1);
  const next =
    last === undefined || page.length === rest.length
      ? null
      : { block_number: last.block, index: last.position, items_count: blockscoutPage };
  return { items: page.map(show), next_page_params: next };
};

export class IndexServer {
  readonly #index: ChainIndex;
  readonly #chainId: number;
  readonly #listener: Listener;
  /** Addresses somebody wanted to know about, in order. */
  readonly #asked = new Set<string>();

  constructor(index: ChainIndex, chainId: number, port = 0) {
    this.#index = index;
    this.#chainId = chainId;
    this.#listener = new Listener(port, (request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  get etherscan(): string {
    return `${this.#listener.url}/etherscan/api`;
  }

  get blockscout(): string {
    return `${this.#listener.url}/blockscout`;
  }

  get asked(): ReadonlySet<string> {
    return this.#asked;
  }

  open(): Promise<void> {
    return this.#listener.open();
  }

  close(): Promise<void> {
    return this.#listener.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.#listener.url);
    const tip = await this.#index.sync();
    const answer =
      pathname === '/etherscan/api' ? this.#etherscan(searchParams, tip) : this.#blockscout(pathname, searchParams);
    response.writeHead(answer === null ? 404 : 200, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(answer ?? { message: 'Not found' }));
  }

  #etherscan(query: URLSearchParams, tip: number): JsonObject {
    const refused = (result: string): JsonObject => ({ status: '0', message: 'NOTOK', result });
    if (query.get('chainid') !== String(this.#chainId)) return refused('Missing or unsupported chainid parameter');
    const [address, action] = [query.get('address') ?? '', query.get('action') ?? ''];
    const transfers = (rows: readonly IndexedTransfer[]): readonly Row[] =>
      rows.map((row) => ({ block: row.block, json: asEtherscanTransfer(row) }));
    if (address !== '') this.#asked.add(address);
    const lists = new Map<string, () => readonly Row[]>([
      [
        'txlist',
        () => this.#index.transactions(address).map((row) => ({ block: row.block, json: asEtherscan(row, tip) })),
      ],
      ['txlistinternal', () => transfers(this.#index.internal(address))],
      ['tokentx', () => transfers(this.#index.tokens(address))],
    ]);
    const list = lists.get(action);
    if (query.get('module') !== 'account' || list === undefined)
      return refused('Error! Missing Or invalid Action name');
    const upTo = Number(query.get('endblock') ?? '999999999');
    const [page, size] = [Number(query.get('page') ?? '1'), Number(query.get('offset') ?? '10000')];
    const rows = list().filter(({ block }) => block <= upTo);
    const result = rows.slice((page - 1) * size, page * size).map(({ json }) => json);
    if (result.length === 0) return { status: '0', message: emptyWords.get(action) ?? 'No records found', result: [] };
    return { status: '1', message: 'OK', result };
  }

  #blockscout(path: string, query: URLSearchParams): JsonObject | null {
    const [, address, list] = /^\/blockscout\/api\/v2\/addresses\/(0x[0-9a-fA-F]{40})\/([a-z-]+)$/.exec(path) ?? [];
    if (address === undefined) return null;
    this.#asked.add(address);
    if (list === 'transactions') return keyed(this.#index.transactions(address), query, asBlockscout);
    if (list === 'internal-transactions') return keyed(this.#index.internal(address), query, asBlockscoutTransfer);
    return list === 'token-transfers' ? keyed(this.#index.tokens(address), query, asBlockscoutTransfer) : null;
  }
}
