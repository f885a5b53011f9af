import type { Tip } from '../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { Http, HttpReply } from '../../../wallet-core/ports/index.ts';
import type { AddressText } from '../../../wallet-core/primitives/index.ts';
import { inGroupsOf, mapConcurrently } from '../../_families/network/concurrency.ts';
import {
  createServerHttp,
  readJson,
  replyLimits,
  type ServerHttp,
  statusError,
} from '../../_families/network/server-http.ts';
import {
  addressReply,
  bestBlockHashReply,
  blockIndexReply,
  blockReply,
  historyReply,
  infoReply,
  rawTransactionReply,
  sendReply,
  transactionReply,
  utxosReply,
} from './insight-shapes.ts';
import { isPartyTo } from './own-parts.ts';
import { refusalError } from './refusal.ts';
import { type FluxServer, HISTORY_PAGE_SIZE } from './server.ts';
import { parseShape } from './shapes.ts';

const FORM = 'application/x-www-form-urlencoded';
/** Addresses per POST: keeps a reply within its time and size limits. */
const ADDRESSES_PER_CALL = 50;
const PARALLEL_CALLS = 4;

function addressForm(addresses: readonly AddressText[]): string {
  return new URLSearchParams({ addrs: addresses.join(',') }).toString();
}

async function fetchTip(http: ServerHttp, known: Tip | undefined): Promise<Tip> {
  const best = readJson(await http.get('/status?q=getBestBlockHash', replyLimits.small));
  const hash = parseShape(bestBlockHashReply, best).bestblockhash;
  if (known?.hash === hash) return known;
  const block = parseShape(blockReply, readJson(await http.get(`/block/${hash}`, replyLimits.block)));
  if (block.hash !== hash) throw new WalletError('server.bad-reply', { detail: 'block' });
  return { height: block.height, hash, timeMs: block.time * 1000 };
}

/** Insight answers 404 for what it does not know; old versions 400 with the daemon's code -5. */
function isNotFound(reply: HttpReply): boolean {
  return reply.status === 404 || (reply.status === 400 && /Code:\s*-5\b/.test(reply.text));
}

async function fetchGenesisHash(http: ServerHttp): Promise<string | null> {
  const reply = await http.get('/block-index/0', replyLimits.small);
  return reply.status === 200 ? parseShape(blockIndexReply, readJson(reply)).blockHash : null;
}

async function fetchHistory(http: ServerHttp, addresses: readonly AddressText[], page: number) {
  const from = page * HISTORY_PAGE_SIZE;
  const query = `from=${from}&to=${from + HISTORY_PAGE_SIZE}&noAsm=1&noScriptSig=1&noSpent=1`;
  const reply = await http.post(`/addrs/txs?${query}`, addressForm(addresses), FORM, replyLimits.list);
  const { totalItems, items } = parseShape(historyReply, readJson(reply));
  return { transactions: items, total: totalItems, isLast: from + HISTORY_PAGE_SIZE >= totalItems };
}

async function fetchIsUsed(http: ServerHttp, address: AddressText): Promise<boolean> {
  const reply = readJson(await http.get(`/addr/${address}?noTxList=1`, replyLimits.small));
  const { txApperances, unconfirmedTxApperances } = parseShape(addressReply, reply);
  return txApperances + unconfirmedTxApperances > 0;
}

/** One call answers for a group when its history fits on a page; only what is left open is asked one by one. */
async function fetchUsed(http: ServerHttp, addresses: readonly AddressText[]): Promise<readonly AddressText[]> {
  const page = await fetchHistory(http, addresses, 0);
  if (page.total === 0) return [];
  const seen = addresses.filter((address) => page.transactions.some((entry) => isPartyTo(entry, address)));
  if (page.isLast && seen.length > 0) return seen;
  const open = addresses.filter((address) => !seen.includes(address));
  const answers = await mapConcurrently(open, PARALLEL_CALLS, (address) => fetchIsUsed(http, address));
  return [...seen, ...open.filter((_address, index) => answers[index] === true)];
}

async function send(http: ServerHttp, rawHex: string) {
  const reply = await http.post('/tx/send', `rawtx=${rawHex}`, FORM, replyLimits.small);
  if (reply.status === 200) return parseShape(sendReply, readJson(reply)).txid;
  const isRefusal = reply.status === 400 && !/^\s*</.test(reply.text);
  throw isRefusal ? refusalError(reply.text) : statusError(reply.status);
}

/** An Insight server. `baseUrl` ends in `/api` without a slash. Refuses every reply not exactly of the known shape. */
export function createInsightServer(port: Http, baseUrl: string): FluxServer {
  const http = createServerHttp(port, baseUrl);
  let lastTip: Tip | undefined;
  return {
    kind: 'insight',
    host: http.host,
    historyGroupSize: ADDRESSES_PER_CALL,
    tip: async () => {
      lastTip = await fetchTip(http, lastTip);
      return lastTip;
    },
    identity: async () => {
      const info = readJson(await http.get('/status?q=getInfo', replyLimits.small));
      return { testnet: parseShape(infoReply, info).info.testnet, genesisHash: await fetchGenesisHash(http) };
    },
    utxos: async (addresses) => {
      const groups = inGroupsOf(addresses, ADDRESSES_PER_CALL);
      const replies = await mapConcurrently(groups, PARALLEL_CALLS, (group) =>
        http.post('/addrs/utxo', addressForm(group), FORM, replyLimits.list),
      );
      return replies.flatMap((reply) => parseShape(utxosReply, readJson(reply)));
    },
    history: (addresses, page) => fetchHistory(http, addresses, page),
    used: async (addresses) => {
      const groups = inGroupsOf(addresses, ADDRESSES_PER_CALL);
      const used = await mapConcurrently(groups, PARALLEL_CALLS, (group) => fetchUsed(http, group));
      return new Set(used.flat());
    },
    transaction: async (txid) => {
      const reply = await http.get(`/tx/${txid}`, replyLimits.transaction);
      if (isNotFound(reply)) return null;
      const transaction = parseShape(transactionReply, readJson(reply));
      if (transaction.txid !== txid) throw new WalletError('server.bad-reply', { detail: 'txid' });
      return transaction;
    },
    rawTransaction: async (txid) => {
      const reply = await http.get(`/rawtx/${txid}`, replyLimits.transaction);
      return isNotFound(reply) ? null : parseShape(rawTransactionReply, readJson(reply)).rawtx;
    },
    send: (rawHex) => send(http, rawHex),
  };
}
