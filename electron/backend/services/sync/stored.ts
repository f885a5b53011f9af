/**
 * What is kept of a chain between two starts, as JSON rows. A row written by another version that does not fit is no
 * damage here: it is a cache, and is read from the network again.
 */
import type {
  Activity,
  AddressRef,
  DiscoveredAddresses,
  Snapshot,
  Spendable,
} from '../../../../wallet-core/chain-contract/index.ts';
import { outpointKey } from '../../../../wallet-core/chain-contract/index.ts';
import { fromOutpointText, shapes } from '../../../../wallet-core/ipc/index.ts';
import {
  type AddressText,
  type DerivationPath,
  fromHex,
  type TxId,
  toHex,
  unsafeBrand,
} from '../../../../wallet-core/primitives/index.ts';
import { z } from '../../../../wallet-core/primitives/zod.ts';

const provenance = z.strictObject({
  source: shapes.hostText,
  height: shapes.height,
  atMs: shapes.timeMs,
  behind: z.literal(true).optional(),
});

export const storedAddresses = provenance.extend({
  used: z.array(shapes.addressRef).max(30_000),
  nextReceive: shapes.addressRef.nullable(),
  nextChange: shapes.addressRef.nullable(),
});
export type StoredAddresses = z.infer<typeof storedAddresses>;

/** Lists instead of objects, and owners by position: 100,000 outputs must fit into one row. */
const storedOutput = z.tuple([
  shapes.outpointText,
  /** value */
  shapes.positiveUnitsText,
  /** position in `owners` */
  z.int().min(0),
  shapes.height.nullable(),
  /** confirmations */
  z.int().min(0),
  /** coinbase */
  z.boolean(),
  shapes.coin.shape.state,
]);

export const storedOutputs = provenance.extend({
  tipHash: shapes.txidText,
  tipTimeMs: shapes.timeMs,
  owners: z.array(z.strictObject({ ref: shapes.addressRef, script: shapes.hexText(20_000) })).max(30_000),
  outputs: z.array(storedOutput).max(100_000),
});
export type StoredOutputs = z.infer<typeof storedOutputs>;

export const storedHistory = z.strictObject({
  complete: z.boolean(),
  cursor: z.string().max(100_000).nullable(),
  /** Addresses whose history has been read, or that had none when they were first watched. */
  covered: z.array(shapes.addressText).max(30_000),
});
export type StoredHistory = z.infer<typeof storedHistory>;

const storedActivity = z.strictObject({
  chain: shapes.chainId,
  txid: shapes.txidText,
  kind: shapes.activityItem.shape.kind,
  asset: shapes.activityItem.shape.asset.optional(),
  position: shapes.activityItem.shape.position.optional(),
  net: shapes.unitsText,
  fee: shapes.positiveUnitsText.nullable(),
  counterparties: z.array(shapes.counterparty).max(20),
  own: z.array(shapes.addressText).max(100),
  message: z.string().max(400).nullable(),
  height: shapes.height.nullable(),
  timeMs: shapes.timeMs,
  expiryHeight: shapes.height.nullable(),
});
export const storedActivities = z.array(storedActivity).max(100_000);
export type StoredActivity = z.infer<typeof storedActivity>;

type WireRef = z.infer<typeof shapes.addressRef>;

export function toWireRef(ref: AddressRef): WireRef {
  return { address: ref.address, role: ref.role, index: ref.index, path: ref.path };
}

export function fromWireRef(ref: WireRef): AddressRef {
  return {
    address: unsafeBrand<AddressText>(ref.address),
    role: ref.role,
    index: ref.index,
    path: ref.path === null ? null : unsafeBrand<DerivationPath>(ref.path),
  };
}

function provenanceOf(snapshot: Snapshot<unknown>) {
  const { source, height, atMs, behind } = snapshot;
  return { source, height, atMs, ...(behind === true ? { behind } : {}) };
}

export function toStoredAddresses(snapshot: Snapshot<DiscoveredAddresses>): StoredAddresses {
  const { used, nextReceive, nextChange } = snapshot.value;
  return {
    ...provenanceOf(snapshot),
    used: used.map(toWireRef),
    nextReceive: nextReceive === null ? null : toWireRef(nextReceive),
    nextChange: nextChange === null ? null : toWireRef(nextChange),
  };
}

export function fromStoredAddresses(stored: StoredAddresses): Snapshot<DiscoveredAddresses> {
  const { used, nextReceive, nextChange, source, height, atMs, behind } = stored;
  const value = {
    used: used.map(fromWireRef),
    nextReceive: nextReceive === null ? null : fromWireRef(nextReceive),
    nextChange: nextChange === null ? null : fromWireRef(nextChange),
  };
  return { value, source, height, atMs, ...(behind === true ? { behind } : {}) };
}

export interface TipMark {
  readonly hash: string;
  readonly timeMs: number;
}

export function toStoredOutputs(snapshot: Snapshot<readonly Spendable[]>, tip: TipMark): StoredOutputs {
  const positions = new Map<string, number>();
  const owners: StoredOutputs['owners'] = [];
  const outputs = snapshot.value.map((spendable): StoredOutputs['outputs'][number] => {
    const script = toHex(spendable.scriptPubKey);
    const name = `${spendable.owner.address} ${script}`;
    const position = positions.get(name) ?? owners.push({ ref: toWireRef(spendable.owner), script }) - 1;
    positions.set(name, position);
    const { outpoint, value, height, confirmations, coinbase, state } = spendable;
    return [outpointKey(outpoint), value.toString(), position, height, confirmations, coinbase, state];
  });
  return { ...provenanceOf(snapshot), tipHash: tip.hash, tipTimeMs: tip.timeMs, owners, outputs };
}

/** `undefined` when an output names an owner that is not there. */
export function fromStoredOutputs(stored: StoredOutputs): Snapshot<readonly Spendable[]> | undefined {
  const owners = stored.owners.map(({ ref, script }) => ({ owner: fromWireRef(ref), scriptPubKey: fromHex(script) }));
  const value: Spendable[] = [];
  for (const [at, units, position, height, confirmations, coinbase, state] of stored.outputs) {
    const owner = owners[position];
    if (owner === undefined) return undefined;
    value.push({
      outpoint: fromOutpointText(at),
      value: BigInt(units),
      ...owner,
      height,
      confirmations,
      coinbase,
      state,
    });
  }
  const { source, height, atMs, behind } = stored;
  return { value, source, height, atMs, ...(behind === true ? { behind } : {}) };
}

export function toStoredActivity(activity: Activity): StoredActivity {
  const { confirmations: _derived, ...kept } = activity;
  return {
    ...kept,
    net: activity.net.toString(),
    fee: activity.fee?.toString() ?? null,
    counterparties: activity.counterparties.map(({ address, amount }) => ({ address, amount: amount.toString() })),
    own: [...activity.own],
  };
}

/** Confirmations follow from height and tip, so they are not kept: 0 here. */
export function fromStoredActivity(stored: StoredActivity): Activity {
  const { asset, position, ...kept } = stored;
  return {
    ...kept,
    ...(asset === undefined ? {} : { asset }),
    ...(position === undefined ? {} : { position }),
    txid: unsafeBrand<TxId>(stored.txid),
    net: BigInt(stored.net),
    fee: stored.fee === null ? null : BigInt(stored.fee),
    counterparties: stored.counterparties.map(({ address, amount }) => ({ address, amount: BigInt(amount) })),
    confirmations: 0,
  };
}
