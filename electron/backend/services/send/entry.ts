import type { AddressRef } from '../../../../wallet-core/chain-contract/index.ts';
import { type SendEntry, type SendState, shapes } from '../../../../wallet-core/ipc/index.ts';
import { z } from '../../../../wallet-core/primitives/zod.ts';
import type { ChainPort } from '../chain-port.ts';
import { fromWireRef } from '../sync/stored.ts';

const ownOutput = z.strictObject({
  vout: z.int().min(0).max(0xffffffff),
  value: shapes.positiveUnitsText,
  script: shapes.hexText(20_000),
  owner: shapes.addressRef,
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
  inputs: z.array(shapes.outpointText).min(1).max(20_000),
  /** Outputs that pay to this account: change, and payments to oneself. */
  ownOutputs: z.array(ownOutput).max(200),
  createdAtMs: shapes.timeMs,
  updatedAtMs: shapes.timeMs,
  expiryHeight: shapes.height.nullable(),
  minedHeight: shapes.height.nullable(),
  confirmations: z.int().min(0),
  error: shapes.wireError.nullable(),
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
  return state === 'expired' || state === 'refused' || state === 'replaced';
}

export function ownersOf(entry: StoredSend): readonly AddressRef[] {
  return entry.ownOutputs.map(({ owner }) => fromWireRef(owner));
}

export function toSendEntry(entry: StoredSend, port: Pick<ChainPort, 'symbol' | 'decimals'>): SendEntry {
  const { sendId, chain, txid, state, recipients, fee, message, data } = entry;
  const { createdAtMs, updatedAtMs, expiryHeight, confirmations, error } = entry;
  const { symbol, decimals } = port;
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
  };
}
