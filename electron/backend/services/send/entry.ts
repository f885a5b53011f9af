import type { AddressRef } from '../../../../wallet-core/chain-contract/index.ts';
import { type SendEntry, type SendState, shapes } from '../../../../wallet-core/ipc/index.ts';
import { z } from '../../../../wallet-core/primitives/zod.ts';
import { fromWireRef } from '../sync/stored.ts';

const ownOutput = z.strictObject({
  vout: z.int().min(0).max(0xffffffff),
  value: shapes.positiveUnitsText,
  script: shapes.hexText(20_000),
  owner: shapes.addressRef,
});

/** What a payment on a chain with accounts has beside the rest: it spends no outputs, but a number. */
const accountPart = shapes.accountSend.omit({ canReplace: true, replacedBy: true }).extend({
  symbol: z.string().max(12),
  decimals: z.int().min(0).max(36),
});

/** A payment in the journal: everything needed to send the same bytes again and to know what it spends and gives back. */
export const storedSend = z.strictObject({
  sendId: shapes.idText,
  chain: shapes.chainId,
  asset: z.string().max(128),
  txid: shapes.txidText,
  /** The signed transaction; empty once it is final. */
  signed: shapes.hexText(4_000_000),
  state: shapes.sendState,
  /** Has any server ever known it? Then a later refusal of the same bytes says less. */
  wasKnown: z.boolean(),
  recipients: z.array(shapes.counterparty).min(1).max(100),
  fee: shapes.positiveUnitsText,
  message: shapes.plainText(320).nullable(),
  /** Hex of the OP_RETURN where it is no text: a record of the second factor. */
  data: shapes.hexText(160).optional(),
  /** Its inputs are not this account's: all of it comes in. */
  kind: z.literal('sweep').optional(),
  /** Empty on chains with accounts. */
  inputs: z.array(shapes.outpointText).max(20_000),
  /** Outputs that pay to this account: change, and payments to oneself. */
  ownOutputs: z.array(ownOutput).max(200),
  createdAtMs: shapes.timeMs,
  updatedAtMs: shapes.timeMs,
  expiryHeight: shapes.height.nullable(),
  minedHeight: shapes.height.nullable(),
  confirmations: z.int().min(0),
  error: shapes.wireError.nullable(),
  account: accountPart.optional(),
});
export type StoredSend = z.infer<typeof storedSend>;

/** Nobody knows yet how it ends. */
export function isOpen(state: SendState): boolean {
  return state === 'signed' || state === 'unsure' || state === 'pending';
}

/** Its inputs are spent, as far as we know, and must not be spent again. */
export function holdsInputs(state: SendState): boolean {
  return isOpen(state) || state === 'confirmed';
}

/** Ended without moving anything, unless the network turns out to know better. */
export function isDead(state: SendState): boolean {
  return state === 'expired' || state === 'refused' || state === 'replaced' || state === 'failed';
}

export function ownersOf(entry: StoredSend): readonly AddressRef[] {
  return entry.ownOutputs.map(({ owner }) => fromWireRef(owner));
}

/** The payment of the journal that takes this one's number; the newest, as long as it may come to something. */
export function replacementOf(entry: StoredSend, entries: readonly StoredSend[]): StoredSend | undefined {
  return entries.findLast(
    ({ chain, state, account }) => chain === entry.chain && account?.replaces === entry.txid && !isDead(state),
  );
}

/** May another transaction still take its number? */
export function canReplace(entry: StoredSend, entries: readonly StoredSend[]): boolean {
  const { state, signed, account } = entry;
  return account !== undefined && isOpen(state) && signed !== '' && replacementOf(entry, entries) === undefined;
}

function accountOf(entry: StoredSend, entries: readonly StoredSend[]): Pick<SendEntry, 'account'> {
  if (entry.account === undefined) return {};
  const { symbol: _symbol, decimals: _decimals, ...account } = entry.account;
  const replacedBy = replacementOf(entry, entries)?.sendId ?? null;
  return { account: { ...account, replacedBy, canReplace: canReplace(entry, entries) } };
}

export interface CoinName {
  readonly symbol: string;
  readonly decimals: number;
}

/** As the windows see it. `coin` names its amounts where the entry does not do so itself. */
export function toSendEntry(entry: StoredSend, coin: CoinName, entries: readonly StoredSend[]): SendEntry {
  const { sendId, chain, txid, state, recipients, fee, message, data } = entry;
  const { createdAtMs, updatedAtMs, expiryHeight, confirmations, error } = entry;
  const { symbol, decimals } = entry.account ?? coin;
  return {
    sendId,
    chain,
    txid,
    state,
    recipients,
    fee,
    message,
    symbol,
    decimals,
    createdAtMs,
    updatedAtMs,
    expiryHeight,
    confirmations,
    error,
    ...(data === undefined ? {} : { data }),
    ...accountOf(entry, entries),
  };
}
