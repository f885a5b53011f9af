import type { Activity, TxStatus } from '../../../../wallet-core/chain-contract/index.ts';
import { type TxId, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import type { StoredSend } from '../send/entry.ts';

const accountKinds = { transfer: 'sent', allowance: 'allowance', cancel: 'self' } as const;

/** The fee is an upper bound until the chain says what it was, so it is not told. */
function toAccountActivity(entry: StoredSend, account: NonNullable<StoredSend['account']>): Activity {
  const { from, asset, action } = account;
  const others = entry.recipients.filter(({ address }) => address !== from);
  const isSelf = action === 'transfer' && others.length === 0;
  const moved = action === 'transfer' ? others.reduce((sum, { amount }) => sum + BigInt(amount), 0n) : 0n;
  return {
    chain: entry.chain,
    txid: unsafeBrand<TxId>(entry.txid),
    kind: isSelf ? 'self' : entry.state === 'failed' ? 'failed' : accountKinds[action],
    asset,
    position: -1,
    net: entry.state === 'failed' ? 0n : -moved,
    fee: null,
    counterparties: others.map(({ address, amount }) => ({ address, amount: BigInt(amount) })),
    own: [from],
    message: null,
    height: entry.minedHeight,
    confirmations: 0,
    timeMs: entry.createdAtMs,
    expiryHeight: null,
  };
}

/** A payment of the journal as the history would show it, for as long as no server lists it. */
export function toJournalActivity(entry: StoredSend): Activity {
  if (entry.account !== undefined) return toAccountActivity(entry, entry.account);
  const own = new Set(entry.ownOutputs.map(({ owner }) => owner.address));
  const others = entry.recipients.filter(({ address }) => !own.has(address));
  const fee = BigInt(entry.fee);
  if (entry.kind === 'sweep') return toSweepActivity(entry);
  return {
    chain: entry.chain,
    txid: unsafeBrand<TxId>(entry.txid),
    kind: others.length === 0 ? 'self' : 'sent',
    net: -others.reduce((total, { amount }) => total + BigInt(amount), fee),
    fee,
    counterparties: others.slice(0, 20).map(({ address, amount }) => ({ address, amount: BigInt(amount) })),
    own: [...own],
    // As the reader shows data of others: no byte of it as text.
    message: entry.data === undefined ? entry.message : `0x${entry.data}`,
    height: entry.minedHeight,
    confirmations: 0,
    timeMs: entry.createdAtMs,
    expiryHeight: entry.expiryHeight,
  };
}

/** Money that comes in from a key of nobody here, as the servers will list it: the fee was not this account's. */
function toSweepActivity(entry: StoredSend): Activity {
  return {
    chain: entry.chain,
    txid: unsafeBrand<TxId>(entry.txid),
    kind: 'received',
    net: entry.ownOutputs.reduce((total, { value }) => total + BigInt(value), 0n),
    fee: null,
    counterparties: [],
    own: entry.ownOutputs.map(({ owner }) => owner.address),
    message: null,
    height: entry.minedHeight,
    confirmations: 0,
    timeMs: entry.createdAtMs,
    expiryHeight: entry.expiryHeight,
  };
}

/** Will no block hold it any more, as far as is known? */
export function hasEnded(entry: StoredSend): boolean {
  return entry.minedHeight === null && ['failed', 'expired', 'replaced'].includes(journalStatus(entry).kind);
}

/** What the journal says of a transaction that no block holds as far as the history knows. */
export function journalStatus(entry: StoredSend): TxStatus {
  switch (entry.state) {
    case 'signed':
    case 'unsure':
      return { kind: 'unknown' };
    case 'pending':
    case 'confirmed':
    case 'final':
      return { kind: 'pending' };
    case 'refused':
    case 'failed':
      return { kind: 'failed' };
    case 'expired':
    case 'replaced':
      return { kind: entry.state };
  }
}
