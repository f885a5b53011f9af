/** Insight's routes about transactions, blocks and the server itself (lib/transactions.js, blocks.js, status.js). */
import { toHex } from '../consensus/bytes.ts';
import { decodeBroadcast } from '../consensus/decode.ts';
import type { Block } from '../ledger/types.ts';
import { ok, type Reply } from './exchange.ts';
import { pageLength, transactionsJson } from './insight-addresses.ts';
import { bodyFields, checkAddresses, coded, integer, notFound, Problem } from './insight-input.ts';
import { blockJson, blockSummaryJson, difficulty, explorerRewardSat, txJson } from './insight-shapes.ts';
import type { Json } from './json.ts';
import { type Call, type Route, route } from './router.ts';

const day = 86_400;
const blockLimit = 200;

const oneTransaction = ({ context, args }: Call, show: 'json' | 'raw'): Reply => {
  const txid = args[0]?.toLowerCase() ?? '';
  if (!/^[0-9a-f]{64}$/.test(txid)) throw coded('parameter 1 must be hexadecimal string', -8);
  const known = context.view.transaction(txid);
  if (known === null) throw notFound();
  return show === 'raw' ? ok({ rawtx: toHex(known.tx.bytes) }) : ok(txJson(known, context.view), 'tx');
};

const listedTxids = ({ request, context }: Call): readonly string[] => {
  const blockHash = request.query.get('block');
  const address = request.query.get('address');
  if (blockHash !== null) {
    const block = context.view.blockByHash(blockHash);
    if (block === null) throw notFound();
    return block.txids;
  }
  if (address === null) throw new Problem(503, 'Block hash or address expected');
  const { pending, confirmed } = context.view.history(checkAddresses(address));
  return [...pending, ...confirmed];
};

const listTransactions = (call: Call): Reply => {
  const txids = listedTxids(call);
  const page = integer(call.request.query.get('pageNum'));
  const shown = txids.slice(page * pageLength, (page + 1) * pageLength);
  const txs = transactionsJson(call.context.view, shown);
  return ok({ pagesTotal: Math.ceil(txids.length / pageLength), txs }, 'tx');
};

const block = ({ context, args }: Call): Reply => {
  const found = context.view.blockByHash(args[0] ?? '');
  if (found === null) throw notFound();
  return ok(blockJson(found, context.view));
};

const blockIndex = ({ context, args }: Call): Reply => {
  const found = context.view.blockAt(integer(args[0]));
  if (found === null) throw coded('Block height out of range', -8);
  return ok({ blockHash: found.hash });
};

const dateOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

const listBlocks = ({ request, context }: Call): Reply => {
  const { view } = context;
  const today = dateOf(context.now());
  const current = request.query.get('blockDate') ?? today;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(current)) throw new Problem(503, 'Please use yyyy-mm-dd format');
  const from = Date.parse(current) / 1000;
  const found: Block[] = [];
  for (let at: Block | null = view.tip; at !== null && at.time >= from; at = view.blockAt(at.height - 1)) {
    if (at.time < from + day) found.push(at);
  }
  const limit = integer(request.query.get('limit')) || blockLimit;
  const shown = found.slice(0, limit);
  const more = found.length > limit + 1;
  const pagination = {
    next: dateOf(from + day),
    prev: dateOf(from - day),
    currentTs: from + day - 1,
    current,
    isToday: current === today,
    more,
    ...(more ? { moreTs: shown.at(-1)?.time } : {}),
  };
  return ok({ blocks: shown.map((one) => blockSummaryJson(one, view)), length: shown.length, pagination });
};

const send = ({ request, context }: Call): Reply => {
  const fields = bodyFields(request);
  const tx = decodeBroadcast(fields.rawtx ?? '');
  return ok({ txid: context.broadcast({ tx, allowHighFees: fields.allowAbsurdFees === 'true' }) }, 'broadcast');
};

const infoJson = (height: number): Json => ({
  version: 9010050,
  protocolversion: 170021,
  walletversion: 60000,
  blocks: height,
  timeoffset: 0,
  connections: 8,
  proxy: '',
  difficulty,
  testnet: false,
  relayfee: 0.000001,
  errors: '',
  network: 'livenet',
  reward: explorerRewardSat(height),
});

const status = ({ request, context }: Call): Reply => {
  const { hash, height } = context.view.tip;
  switch (request.query.get('q')) {
    case 'getDifficulty':
      return ok({ difficulty }, 'status');
    case 'getLastBlockHash':
      return ok({ syncTipHash: hash, lastblockhash: hash }, 'status');
    case 'getBestBlockHash':
      return ok({ bestblockhash: hash }, 'status');
    default:
      return ok({ info: infoJson(height) }, 'status');
  }
};

const sync = ({ context }: Call): Reply => {
  const { height } = context.view.tip;
  const progress = { blockChainHeight: height, syncPercentage: 100, height };
  return ok({ status: 'finished', ...progress, error: null, type: 'bitcore node' }, 'status');
};

const estimateFee = ({ request }: Call): Reply => {
  const wanted = (request.query.get('nbBlocks') ?? '2').split(',');
  return ok(Object.fromEntries(wanted.map((blocks) => [blocks, 0.00001])));
};

export const chainRoutes: readonly Route[] = [
  route('GET', '/api/tx/*', (call) => oneTransaction(call, 'json')),
  route('GET', '/api/rawtx/*', (call) => oneTransaction(call, 'raw')),
  route('POST', '/api/tx/send', send),
  route('GET', '/api/txs', listTransactions),
  route('GET', '/api/block/*', block),
  route('GET', '/api/block-index/*', blockIndex),
  route('GET', '/api/blocks', listBlocks),
  route('GET', '/api/status', status),
  route('GET', '/api/sync', sync),
  route('GET', '/api/version', () => ok({ version: '0.4.4' })),
  route('GET', '/api/utils/estimatefee', estimateFee),
  route('GET', '/api/currency', () => ok({ status: 200, data: { rate: 0.12, short: 'FLUX' } })),
];
