/**
 * The part of Blockbook's API version 2 a wallet needs (trezor/blockbook server/public.go): errors are
 * `{"error":"…"}` with status 400, and posting to `sendtx` without the last slash is redirected, which loses the body.
 */
import { parseMainAddress } from '../consensus/addresses.ts';
import { decodeBroadcast } from '../consensus/decode.ts';
import { Refused } from '../consensus/refused.ts';
import type { ChainView } from '../ledger/view.ts';
import { addressJson, blockJson, pageOf, statusJson, txJson, utxoJson } from './blockbook-shapes.ts';
import { type ApiContext, type ApiRoutes, ok, plain, type Reply } from './exchange.ts';
import type { Json, JsonObject } from './json.ts';
import { type Call, dispatch, type Route, route } from './router.ts';

const maxPageSize = 1000;

class PublicError extends Error {
  override readonly name = 'PublicError';
}

const checkedAddress = (text: string): string => {
  try {
    parseMainAddress(text);
    return text;
  } catch (error) {
    throw new PublicError(`Invalid address '${text}', ${error instanceof Error ? error.message : ''}`);
  }
};

const transactions = (view: ChainView, txids: readonly string[]): readonly Json[] =>
  txids.flatMap((txid) => {
    const known = view.transaction(txid);
    return known === null ? [] : [txJson(known, view)];
  });

const positive = (text: string | null, fallback: number): number => {
  const value = Number(text ?? fallback);
  return Number.isInteger(value) && value > 0 ? value : fallback;
};

const address = ({ request, context, args }: Call): Reply => {
  const { view } = context;
  const text = checkedAddress(args[0] ?? '');
  const totals = view.totals(text);
  const details = request.query.get('details') ?? 'txids';
  if (details === 'basic' || details === 'tokens' || details === 'tokenBalances') {
    return ok(addressJson(text, totals, null, {}), 'balance');
  }
  const size = Math.min(positive(request.query.get('pageSize'), maxPageSize), maxPageSize);
  const page = pageOf(totals.confirmedTxids.length, positive(request.query.get('page'), 1), size);
  const confirmed = totals.confirmedTxids.slice(page.from, page.to);
  // Unconfirmed ones stand before the first page and do not count in the paging.
  const txids = page.page === 1 ? [...totals.mempoolTxids, ...confirmed] : confirmed;
  const none: JsonObject = {};
  const list = details === 'txids' ? { txids } : { transactions: transactions(view, txids) };
  return ok(addressJson(text, totals, page, txids.length === 0 ? none : list), 'balance');
};

const utxo = ({ request, context, args }: Call): Reply => {
  const text = checkedAddress(args[0] ?? '');
  const onlyConfirmed = ['true', '1', 't', 'T', 'TRUE', 'True'].includes(request.query.get('confirmed') ?? '');
  const { view } = context;
  return ok(
    view.unspent(text, !onlyConfirmed).map((coin) => utxoJson(coin, view)),
    'utxo',
  );
};

const transaction = ({ context, args }: Call): Reply => {
  const txid = args[0] ?? '';
  const known = context.view.transaction(txid);
  if (known === null) throw new PublicError(`Transaction '${txid}' not found`);
  return ok(txJson(known, context.view), 'tx');
};

const block = ({ request, context, args }: Call): Reply => {
  const { view } = context;
  const key = args[0] ?? '';
  const found = /^\d{1,9}$/.test(key) ? view.blockAt(Number(key)) : view.blockByHash(key);
  if (found === null) throw new PublicError('Block not found');
  const page = pageOf(found.txids.length, positive(request.query.get('page'), 1), maxPageSize);
  return ok(blockJson(found, page, transactions(view, found.txids.slice(page.from, page.to)), view));
};

const blockIndex = ({ context, args }: Call): Reply => {
  const found = context.view.blockAt(Number(args[0] ?? context.view.tip.height));
  if (found === null) throw new PublicError('Block not found');
  return ok({ blockHash: found.hash });
};

const status = (context: ApiContext): Reply => ok(statusJson(context.view, context.now()), 'status');

const send = (hex: string, context: ApiContext): Reply => {
  if (hex === '') throw new PublicError('Missing tx blob');
  return ok({ result: context.broadcast({ tx: decodeBroadcast(hex), allowHighFees: false }) }, 'broadcast');
};

const redirected: Reply = {
  status: 301,
  text: '<a href="/api/v2/sendtx/">Moved Permanently</a>.\n\n',
  contentType: 'text/html; charset=utf-8',
  headers: { location: '/api/v2/sendtx/' },
};

/** `POST …/sendtx` and `…/sendtx/` differ only by the slash, which the route table cannot see. */
const sendByPost = ({ request, context }: Call): Reply =>
  request.path.endsWith('/') ? send(request.body.trim(), context) : redirected;

const routes: readonly Route[] = [
  route('GET', '/api', ({ context }) => status(context)),
  route('GET', '/api/v2', ({ context }) => status(context)),
  route('GET', '/api/v2/address/*', address),
  route('GET', '/api/v2/utxo/*', utxo),
  route('GET', '/api/v2/tx/*', transaction),
  route('GET', '/api/v2/block/*', block),
  route('GET', '/api/v2/block-index/*', blockIndex),
  route('GET', '/api/v2/block-index', blockIndex),
  route('GET', '/api/v2/estimatefee/*', () => ok({ result: '0.00001' })),
  route('GET', '/api/v2/sendtx/*', ({ context, args }) => send(args[0] ?? '', context)),
  route('POST', '/api/v2/sendtx', sendByPost),
];

const publicError = (error: string): Reply => ({ status: 400, json: { error }, subject: 'other' });

export const blockbookRoutes: ApiRoutes = (request, context) => {
  try {
    return dispatch(routes, request, context) ?? plain(404, '404 page not found');
  } catch (error) {
    if (error instanceof PublicError) return publicError(error.message);
    if (error instanceof Refused) return publicError(`${error.rpcCode}: ${error.message}`);
    throw error;
  }
};
