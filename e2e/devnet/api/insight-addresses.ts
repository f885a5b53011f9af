/** Insight's routes about addresses (lib/addresses.js), single and several, by GET and by POST. */
import { collateral } from '../consensus/emission.ts';
import type { Coin } from '../ledger/types.ts';
import type { AddressTotals, ChainView } from '../ledger/view.ts';
import { ok, type Reply } from './exchange.ts';
import { bodyFields, checkAddresses, checkRange, integer } from './insight-input.ts';
import { addressJson, type TxOptions, txJson, utxoJson } from './insight-shapes.ts';
import { asSat, type Json } from './json.ts';
import { type Call, type Route, route } from './router.ts';

export const pageLength = 10;
/** bitcore-node, DEFAULT_MAX_HISTORY and DEFAULT_MAX_TXIDS */
const maxHistory = 50;
const maxTxids = 1000;

const show = ({ request, context, args }: Call): Reply => {
  const [address = ''] = checkAddresses(args[0] ?? '');
  const totals = context.view.totals(address);
  if (integer(request.query.get('noTxList')) !== 0) return ok(addressJson(address, totals, null), 'balance');
  const ranged = request.query.has('from') && request.query.has('to');
  const from = ranged ? integer(request.query.get('from')) : 0;
  const to = (ranged ? integer(request.query.get('to')) : 0) || maxTxids;
  checkRange(from, to, maxTxids);
  const txids = [...totals.mempoolTxids, ...totals.confirmedTxids].slice(from, to);
  return ok(addressJson(address, totals, txids), 'balance');
};

const figure =
  (pick: (totals: AddressTotals) => bigint) =>
  ({ context, args }: Call): Reply => {
    const [address = ''] = checkAddresses(args[0] ?? '');
    return ok(asSat(pick(context.view.totals(address))), 'balance');
  };

/** The addresses of a call: POST bodies name them in `addrs`, GET paths in the first star. */
const addressesOf = ({ request, args }: Call): readonly string[] =>
  checkAddresses(bodyFields(request).addrs ?? args[0] ?? '');

const newestFirst = (coins: readonly Coin[]): readonly Coin[] => {
  const rank = (coin: Coin): number => coin.height ?? Number.MAX_SAFE_INTEGER;
  return [...coins].sort((a, b) => rank(b) - rank(a));
};

const utxo =
  (pending: boolean, wanted: (coin: Coin) => boolean = () => true) =>
  (call: Call): Reply => {
    const { view } = call.context;
    const coins = addressesOf(call).flatMap((address) => view.unspent(address, pending));
    return ok(
      newestFirst(coins.filter(wanted)).map((coin) => utxoJson(coin, view)),
      'utxo',
    );
  };

const collateralValues = new Set<bigint>(Object.values(collateral));

export const transactionsJson = (view: ChainView, txids: readonly string[], options?: TxOptions): readonly Json[] =>
  txids.flatMap((txid) => {
    const known = view.transaction(txid);
    return known === null ? [] : [txJson(known, view, options)];
  });

const txs = (call: Call): Reply => {
  const { request, context } = call;
  const addresses = addressesOf(call);
  const fields = bodyFields(request);
  const from = integer(request.query.get('from')) || integer(fields.from);
  const to = integer(request.query.get('to')) || integer(fields.to) || from + pageLength;
  checkRange(from, to, maxHistory);
  const { pending, confirmed } = context.view.history(addresses);
  const all = [...pending, ...confirmed];
  const flag = (name: string): boolean => integer(request.query.get(name)) !== 0;
  const options = { noAsm: flag('noAsm'), noScriptSig: flag('noScriptSig'), noSpent: flag('noSpent') };
  const items = transactionsJson(context.view, all.slice(from, to), options);
  return ok({ totalItems: all.length, from, to: Math.min(to, all.length), items }, 'tx');
};

const balances = (call: Call): Reply => {
  const totals = addressesOf(call).map((address) => call.context.view.totals(address));
  const sum = (pick: (one: AddressTotals) => bigint): number => asSat(totals.reduce((all, one) => all + pick(one), 0n));
  const json = {
    unconfirmedBalance: sum((one) => one.unconfirmed),
    balance: sum((one) => one.balance),
    immature: sum((one) => one.immature),
  };
  return ok(json, 'balance');
};

const collateralUtxo = utxo(true, (coin) => collateralValues.has(coin.value));

export const addressRoutes: readonly Route[] = [
  route('GET', '/api/addr/*', show),
  route('GET', '/api/addr/*/utxo', utxo(true)),
  route(
    'GET',
    '/api/addr/*/balance',
    figure((totals) => totals.balance),
  ),
  route(
    'GET',
    '/api/addr/*/totalReceived',
    figure((totals) => totals.received),
  ),
  route(
    'GET',
    '/api/addr/*/totalSent',
    figure((totals) => totals.sent),
  ),
  route(
    'GET',
    '/api/addr/*/unconfirmedBalance',
    figure((totals) => totals.unconfirmed),
  ),
  route('GET', '/api/addrs/*/utxo', utxo(true)),
  route('POST', '/api/addrs/utxo', utxo(true)),
  route('GET', '/api/addrs/*/unspent', utxo(false)),
  route('GET', '/api/addrs/*/txs', txs),
  route('POST', '/api/addrs/txs', txs),
  route('GET', '/api/addrs/*/balance', balances),
  route('GET', '/api/fluxnode/addrs/*/utxo', collateralUtxo),
  route('POST', '/api/fluxnode/addrs/utxo', collateralUtxo),
];
