import type { Tip } from '../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { Http, HttpReply } from '../../../wallet-core/ports/index.ts';
import type { AddressText, TxId } from '../../../wallet-core/primitives/index.ts';
import { mapConcurrently } from '../../_families/network/concurrency.ts';
import { parseJsonText } from '../../_families/network/json-text.ts';
import {
  createServerHttp,
  readJson,
  replyLimits,
  type ServerHttp,
  statusError,
} from '../../_families/network/server-http.ts';
import {
  addressReply,
  blockIndexReply,
  blockReply,
  errorReply,
  historyReply,
  rawTransactionReply,
  sendReply,
  statusReply,
  transactionReply,
  utxosReply,
} from './blockbook-shapes.ts';
import { refusalError } from './refusal.ts';
import { type FluxServer, HISTORY_PAGE_SIZE, type ServerUtxo } from './server.ts';
import { parseShape } from './shapes.ts';

const PARALLEL_CALLS = 4;

async function fetchStatus(http: ServerHttp) {
  return parseShape(statusReply, readJson(await http.get('/', replyLimits.small)));
}

async function fetchTip(http: ServerHttp, known: Tip | undefined): Promise<Tip> {
  const { bestHeight } = (await fetchStatus(http)).blockbook;
  const index = readJson(await http.get(`/block-index/${bestHeight}`, replyLimits.small));
  if (known?.hash === parseShape(blockIndexReply, index).blockHash) return known;
  const block = parseShape(blockReply, readJson(await http.get(`/block/${bestHeight}`, replyLimits.block)));
  if (block.height !== bestHeight) throw new WalletError('server.bad-reply', { detail: 'block' });
  return { height: block.height, hash: block.hash, timeMs: block.time * 1000 };
}

async function fetchUtxos(http: ServerHttp, address: AddressText): Promise<readonly ServerUtxo[]> {
  const reply = readJson(await http.get(`/utxo/${address}`, replyLimits.list));
  return parseShape(utxosReply, reply).map((utxo) => ({
    txid: utxo.txid,
    vout: utxo.vout,
    address,
    value: utxo.value,
    script: null,
    height: typeof utxo.height === 'number' && utxo.height > 0 ? utxo.height : null,
    confirmations: utxo.confirmations ?? 0,
    coinbase: utxo.coinbase === true,
  }));
}

/** The message in an error reply; `undefined` for HTML and other noise. */
function readErrorText(reply: HttpReply): string | undefined {
  try {
    return errorReply.safeParse(parseJsonText(reply.text)).data;
  } catch {
    return undefined;
  }
}

/** Blockbook answers 400 with a sentence for a transaction it does not know. */
function isNotFound(reply: HttpReply): boolean {
  if (reply.status === 404) return true;
  return reply.status === 400 && /not found|no such mempool/i.test(readErrorText(reply) ?? '');
}

async function fetchTransaction(http: ServerHttp, txid: TxId): Promise<unknown> {
  const reply = await http.get(`/tx/${txid}`, replyLimits.transaction);
  return isNotFound(reply) ? null : readJson(reply);
}

async function send(http: ServerHttp, rawHex: string): Promise<TxId> {
  const reply = await http.post('/sendtx/', rawHex, 'text/plain', replyLimits.small);
  const refusal = readErrorText(reply);
  if (refusal !== undefined && (reply.status === 200 || reply.status === 400)) throw refusalError(refusal);
  if (reply.status !== 200) throw statusError(reply.status);
  return parseShape(sendReply, readJson(reply)).result;
}

/** A Blockbook server. `baseUrl` ends in `/api/v2` without a slash. Refuses every reply not exactly of the known shape. */
export function createBlockbookServer(port: Http, baseUrl: string): FluxServer {
  const http = createServerHttp(port, baseUrl);
  let lastTip: Tip | undefined;
  return {
    kind: 'blockbook',
    host: http.host,
    historyGroupSize: 1,
    tip: async () => {
      lastTip = await fetchTip(http, lastTip);
      return lastTip;
    },
    identity: async () => {
      const { backend } = await fetchStatus(http);
      const genesis = await http.get('/block-index/0', replyLimits.small);
      return {
        testnet: /^(?:test|regtest)/i.test(backend.chain ?? ''),
        genesisHash: genesis.status === 200 ? parseShape(blockIndexReply, readJson(genesis)).blockHash : null,
      };
    },
    utxos: async (addresses) =>
      (await mapConcurrently(addresses, PARALLEL_CALLS, (address) => fetchUtxos(http, address))).flat(),
    history: async (addresses, page) => {
      const [address] = addresses;
      if (address === undefined) return { transactions: [], total: 0, isLast: true };
      const path = `/address/${address}?details=txs&page=${page + 1}&pageSize=${HISTORY_PAGE_SIZE}`;
      const reply = parseShape(historyReply, readJson(await http.get(path, replyLimits.list)));
      /** A page past the end is answered with the last one. */
      const isPastEnd = reply.page !== page + 1;
      return {
        transactions: isPastEnd ? [] : reply.transactions,
        total: reply.txs + reply.unconfirmedTxs,
        isLast:
          isPastEnd ||
          (reply.totalPages === '-1' ? reply.transactions.length < HISTORY_PAGE_SIZE : reply.page >= reply.totalPages),
      };
    },
    used: async (addresses) => {
      const answers = await mapConcurrently(addresses, PARALLEL_CALLS, async (address) => {
        const reply = await http.get(`/address/${address}?details=basic`, replyLimits.small);
        const { txs, unconfirmedTxs } = parseShape(addressReply, readJson(reply));
        return txs + unconfirmedTxs > 0;
      });
      return new Set(addresses.filter((_address, index) => answers[index] === true));
    },
    transaction: async (txid) => {
      const reply = await fetchTransaction(http, txid);
      if (reply === null) return null;
      const transaction = parseShape(transactionReply, reply);
      if (transaction.txid !== txid) throw new WalletError('server.bad-reply', { detail: 'txid' });
      return transaction;
    },
    rawTransaction: async (txid) => {
      const reply = await fetchTransaction(http, txid);
      return reply === null ? null : parseShape(rawTransactionReply, reply).hex;
    },
    send: (rawHex) => send(http, rawHex),
  };
}
