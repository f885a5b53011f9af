/**
 * The daemon's memory of nodes (fluxnode/fluxnode.cpp): started, banned, confirmed, delegates; one state per block, so
 * that a reorganisation goes back exactly. Queues are sorted when asked: the devnet has few nodes.
 */

import { hashFromId, toHex } from '../consensus/bytes.ts';
import { type Tier, tiers } from '../consensus/emission.ts';
import type { ConfirmTx, StartTx } from './node-transaction.ts';
import type { NodeRules } from './rules.ts';

export interface NodeEntry {
  readonly key: string;
  readonly txid: string;
  readonly vout: number;
  readonly tier: Tier;
  readonly amount: bigint;
  /** Holds the collateral and is paid. */
  readonly address: string;
  readonly nodeKey: Uint8Array;
  readonly addedHeight: number;
  readonly confirmedHeight: number;
  readonly lastConfirmedHeight: number;
  readonly lastPaidHeight: number;
  readonly ip: string;
}

export interface NodesState {
  readonly started: ReadonlyMap<string, NodeEntry>;
  readonly banned: ReadonlyMap<string, NodeEntry>;
  readonly confirmed: ReadonlyMap<string, NodeEntry>;
  /** Hex keys by outpoint. */
  readonly delegates: ReadonlyMap<string, readonly string[]>;
}

/** What a block does to nodes. */
export interface NodeBlock {
  readonly height: number;
  readonly starts: readonly { readonly tx: StartTx; readonly entry: Omit<NodeEntry, 'addedHeight'> }[];
  readonly confirms: readonly ConfirmTx[];
  /** Outpoints that ordinary transactions of the block spend. */
  readonly spent: ReadonlySet<string>;
  readonly paid: readonly string[];
}

const nothing: NodesState = { started: new Map(), banned: new Map(), confirmed: new Map(), delegates: new Map() };

export const nodeKeyOf = (outpoint: { readonly txid: string; readonly vout: number }): string =>
  `${outpoint.txid}:${outpoint.vout}`;

/** FluxnodeListData::operator< (fluxnode.h:313-328). */
const paidBefore = (a: NodeEntry, b: NodeEntry): number => {
  const height = (node: NodeEntry): number => (node.lastPaidHeight > 0 ? node.lastPaidHeight : node.confirmedHeight);
  if (height(a) !== height(b)) return height(a) - height(b);
  if (a.lastPaidHeight > 0 !== b.lastPaidHeight > 0) return a.lastPaidHeight > 0 ? 1 : -1;
  const [left, right] = [toHex(hashFromId(a.txid)), toHex(hashFromId(b.txid))];
  return left === right ? a.vout - b.vout : left < right ? -1 : 1;
};

/** A tier's queue from its head. */
export const payoutQueue = (state: NodesState, tier: Tier): readonly NodeEntry[] =>
  [...state.confirmed.values()].filter((node) => node.tier === tier).sort(paidBefore);

/** Blocks that can be looked back upon: more than a reorganisation goes, so that a stuck server has its lists as well. */
const keptStates = 1_000;

export class NodeRegistry {
  readonly rules: NodeRules;
  #states: NodesState[] = [nothing];

  constructor(rules: NodeRules) {
    this.rules = rules;
  }

  get state(): NodesState {
    return this.#states.at(-1) ?? nothing;
  }

  /** As it was so many blocks ago; the oldest kept when that is too long. */
  stateBefore(blocks: number): NodesState {
    return this.#states.at(-1 - blocks) ?? this.#states[0] ?? nothing;
  }

  /** Whom the next block has to pay. */
  heads(): ReadonlyMap<Tier, NodeEntry> {
    return new Map(
      tiers.flatMap((tier) =>
        payoutQueue(this.state, tier)
          .slice(0, 1)
          .map((node) => [tier, node] as const),
      ),
    );
  }

  connect(block: NodeBlock): void {
    const { height } = block;
    const { startToConfirm, dosFromStart, expireAfter } = this.rules;
    const before = this.state;
    const started = new Map(before.started);
    const banned = new Map(before.banned);
    const confirmed = new Map(before.confirmed);
    const delegates = new Map(before.delegates);
    for (const [key, node] of before.banned) if (node.addedHeight <= height - dosFromStart) banned.delete(key);
    const updated = new Set<string>();
    for (const { collateral, updateType, ip } of block.confirms) {
      const key = nodeKeyOf(collateral);
      const node = (updateType === 0 ? before.started : before.confirmed).get(key);
      if (node === undefined) continue;
      updated.add(key);
      started.delete(key);
      const first = { confirmedHeight: height, lastPaidHeight: 0 };
      confirmed.set(key, { ...node, ...(updateType === 0 ? first : {}), lastConfirmedHeight: height, ip });
    }
    for (const [key, node] of before.started) {
      if (updated.has(key) || node.addedHeight > height - startToConfirm) continue;
      started.delete(key);
      banned.set(key, node);
    }
    for (const [key, node] of before.confirmed) {
      const isExpired = node.lastConfirmedHeight < height - expireAfter && !updated.has(key);
      if (isExpired || block.spent.has(key)) confirmed.delete(key);
    }
    for (const { tx, entry } of block.starts) {
      started.set(entry.key, { ...entry, addedHeight: height });
      if (tx.delegates?.type === 1) delegates.set(entry.key, tx.delegates.keys.map(toHex));
    }
    for (const key of block.paid) {
      const node = confirmed.get(key);
      if (node !== undefined) confirmed.set(key, { ...node, lastPaidHeight: height });
    }
    this.#states.push({ started, banned, confirmed, delegates });
    if (this.#states.length > keptStates) this.#states.shift();
  }

  disconnect(): void {
    if (this.#states.length < 2) throw new Error('nothing to go back to');
    this.#states.pop();
  }
}
