import type { AccountActivity, Tip } from '../../../../wallet-core/chain-contract/index.ts';
import type { AddressText, TxId } from '../../../../wallet-core/primitives/index.ts';
import { addressBytes } from '../address.ts';
import type { EvmChain } from '../config.ts';
import { readAction } from '../read-call.ts';
import type { InternalTransfer, Movements, SentTransaction, TokenTransfer } from './movements.ts';

const COIN_POSITION = -1;

type Parties = readonly { readonly address: string; readonly amount: bigint }[];

interface Shared {
  readonly chain: EvmChain;
  readonly own: ReadonlySet<string>;
  readonly tip: Tip;
}

function placeOf({ tip }: Shared, height: number, timeMs: number) {
  return { height, confirmations: Math.max(0, tip.height - height + 1), timeMs };
}

function ownOf({ own }: Shared, ...addresses: readonly (AddressText | null)[]): readonly string[] {
  return [...new Set(addresses.filter((address) => address !== null && own.has(address)))].map(String);
}

const isOwn = ({ own }: Shared, address: AddressText | null) => address !== null && own.has(address);

/** What a transaction of our own did, when its data say so exactly. */
function actionOf({ chain }: Shared, { to, value, data, from }: SentTransaction) {
  const transaction = { chainId: 0, nonce: 0, price: { maxPerGas: 0n, tipPerGas: null }, gasLimit: 0n };
  return {
    from,
    action: readAction(chain, { ...transaction, to: to === null ? null : addressBytes(to), value, data }),
  };
}

function coinEntry(
  shared: Shared,
  sent: SentTransaction,
  internal: readonly InternalTransfer[],
): AccountActivity | undefined {
  const { txid, from, to, value, height, timeMs, nonce, failed } = sent;
  const pays = isOwn(shared, from);
  const moved = failed ? 0n : value;
  const received = internal.reduce((sum, part) => sum + (isOwn(shared, part.to) ? part.value : 0n), 0n);
  const passedOn = internal.reduce((sum, part) => sum + (isOwn(shared, part.from) ? part.value : 0n), 0n);
  const net = (isOwn(shared, to) ? moved : 0n) - (pays ? moved : 0n) + received - passedOn;
  const entry = (kind: AccountActivity['kind'], asset: string, counterparties: Parties): AccountActivity => ({
    chain: shared.chain,
    txid,
    kind,
    asset,
    net: asset === 'native' ? net : 0n,
    fee: pays ? sent.fee : null,
    counterparties,
    own: ownOf(shared, from, to, ...internal.flatMap((part) => [part.from, part.to])),
    nonce: pays ? nonce : null,
    position: COIN_POSITION,
    ...placeOf(shared, height, timeMs),
  });
  const party = (address: AddressText | null, amount: bigint): Parties =>
    address === null ? [] : [{ address, amount }];
  if (!pays) return net === 0n ? undefined : entry('received', 'native', party(from, net));
  if (failed) return entry('failed', 'native', party(to, 0n));
  const { action } = actionOf(shared, sent);
  switch (action.kind) {
    case 'transfer':
      // A token's transfer is told by its own entry, which the fee goes to.
      if (action.asset !== 'native') return undefined;
      return entry(isOwn(shared, to) ? 'self' : 'sent', 'native', isOwn(shared, to) ? [] : party(to, value));
    case 'allowance':
      return entry('allowance', action.asset, party(action.spender, action.amount));
    case 'nothing':
      return entry(isOwn(shared, to) ? 'self' : 'sent', 'native', isOwn(shared, to) ? [] : party(to, 0n));
    default:
      return entry('contract', 'native', party(to, value));
  }
}

/** Coin from a contract in a transaction that somebody else sent. */
function internalEntry(shared: Shared, parts: readonly InternalTransfer[]): AccountActivity | undefined {
  const [first] = parts;
  const net = parts.reduce((sum, { to, from, value }) => {
    return sum + (isOwn(shared, to) ? value : 0n) - (isOwn(shared, from) ? value : 0n);
  }, 0n);
  if (first === undefined || net === 0n) return undefined;
  return {
    chain: shared.chain,
    txid: first.txid,
    kind: net > 0n ? 'received' : 'sent',
    asset: 'native',
    net,
    fee: null,
    counterparties: [{ address: net > 0n ? first.from : first.to, amount: net > 0n ? net : -net }],
    own: ownOf(shared, ...parts.flatMap((part) => [part.from, part.to])),
    nonce: null,
    position: COIN_POSITION,
    ...placeOf(shared, first.height, first.timeMs),
  };
}

function tokenEntry(shared: Shared, transfer: TokenTransfer, sent: SentTransaction | undefined): AccountActivity {
  const { txid, contract, from, to, amount, position, height, timeMs } = transfer;
  const [pays, gets] = [isOwn(shared, from), isOwn(shared, to)];
  const isSender = sent !== undefined && isOwn(shared, sent.from);
  const kind = pays && gets ? 'self' : pays ? 'sent' : 'received';
  return {
    chain: shared.chain,
    txid,
    kind,
    asset: contract,
    net: (gets ? amount : 0n) - (pays ? amount : 0n),
    fee: isSender ? sent.fee : null,
    counterparties: kind === 'self' ? [] : [{ address: pays ? to : from, amount }],
    own: ownOf(shared, from, to),
    nonce: isSender ? sent.nonce : null,
    position,
    ...placeOf(shared, height, timeMs),
  };
}

function groupByTx<T extends { readonly txid: TxId }>(items: readonly T[]): ReadonlyMap<TxId, readonly T[]> {
  const groups = new Map<TxId, T[]>();
  for (const item of items) groups.set(item.txid, [...(groups.get(item.txid) ?? []), item]);
  return groups;
}

/** Newest first; within a block by transaction and position. */
export function compareActivities(a: AccountActivity, b: AccountActivity): number {
  const byHeight = (b.height ?? Number.MAX_SAFE_INTEGER) - (a.height ?? Number.MAX_SAFE_INTEGER);
  if (byHeight !== 0) return byHeight;
  if (a.txid !== b.txid) return a.txid < b.txid ? -1 : 1;
  return a.position - b.position;
}

/**
 * Movements as entries of the account. A transaction of a token that moved nothing of it still cost its fee, so one whose
 * token entry is missing keeps an entry of the coin.
 */
export function toActivities(
  chain: EvmChain,
  own: ReadonlySet<string>,
  tip: Tip,
  movements: Movements,
): readonly AccountActivity[] {
  const shared: Shared = { chain, own, tip };
  const internal = groupByTx(movements.internal);
  const sent = new Map(movements.sent.map((transaction) => [transaction.txid, transaction]));
  const tokens = groupByTx(movements.tokens);
  const entries: (AccountActivity | undefined)[] = [];
  for (const transaction of sent.values()) {
    const entry = coinEntry(shared, transaction, internal.get(transaction.txid) ?? []);
    const isToldElsewhere = entry === undefined && tokens.has(transaction.txid);
    if (entry === undefined && isOwn(shared, transaction.from) && !isToldElsewhere) {
      entries.push(contractEntry(shared, transaction));
    } else entries.push(entry);
  }
  for (const [txid, parts] of internal) if (!sent.has(txid)) entries.push(internalEntry(shared, parts));
  for (const transfer of movements.tokens) entries.push(tokenEntry(shared, transfer, sent.get(transfer.txid)));
  return entries.filter((entry) => entry !== undefined).toSorted(compareActivities);
}

function contractEntry(
  shared: Shared,
  { txid, from, to, fee, nonce, height, timeMs }: SentTransaction,
): AccountActivity {
  return {
    chain: shared.chain,
    txid,
    kind: 'contract',
    asset: 'native',
    net: 0n,
    fee,
    counterparties: to === null ? [] : [{ address: to, amount: 0n }],
    own: ownOf(shared, from),
    nonce,
    position: COIN_POSITION,
    ...placeOf(shared, height, timeMs),
  };
}
