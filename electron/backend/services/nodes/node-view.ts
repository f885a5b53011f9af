/** One node in the shape of the contract, from everything that is known of it. */
import type { Activity } from '../../../../wallet-core/chain-contract/index.ts';
import type { NodeServerView, NodeView, WireStartRefusal } from '../../../../wallet-core/ipc/index.ts';
import {
  addressEarnings,
  collateralConfirmations,
  explainProblem,
  explainState,
  findProblems,
  type NodeFacts,
  type NodeState,
  type NodeTier,
  nodeEndpoint,
  nodeState,
  payoutOutlook,
  type ServerFacts,
  type StartRefusal,
} from '../../../../wallet-core/nodes/index.ts';
import type { StoredNode, StoredStart } from './stored.ts';

/** An answer of the node's own server, for judging and for showing. */
export interface ServerReport {
  readonly facts: ServerFacts;
  readonly view: NodeServerView;
}

export interface NodeParts {
  readonly node: StoredNode;
  readonly facts: NodeFacts;
  readonly tier: NodeTier | null;
  /** Place in the queue, from the whole list. */
  readonly rank: number | null;
  readonly identity: NodeView['identity'];
  readonly refusals: readonly WireStartRefusal[];
  readonly pendingStart: StoredStart | undefined;
  readonly server: ServerReport | undefined;
  readonly earned: NodeView['earned'];
}

export function toWireRefusal(refusal: StartRefusal): WireStartRefusal {
  const { reason, ...rest } = refusal;
  const data = Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) => {
      if (typeof value === 'number' || typeof value === 'string') return [[name, value]];
      if (typeof value === 'bigint') return [[name, value.toString()]];
      return Array.isArray(value) ? [[name, value.join(' ')]] : [];
    }),
  );
  const possible = 'possible' in refusal ? refusal.possible : null;
  return { reason, data, possible };
}

function countdownOf(state: NodeState): NodeView['countdown'] {
  if (state.kind === 'confirmed') return state.nextConfirm;
  return 'countdown' in state ? state.countdown : null;
}

/** What an address was paid for nodes of a tier, by the account's own history. */
export function earningsOf(
  history: readonly Activity[],
  address: string,
  tier: NodeTier,
  shared: boolean,
  complete: boolean,
): NonNullable<NodeView['earned']> {
  const payouts = history.flatMap(({ kind, own, net, height, timeMs }) =>
    kind === 'mined' && height !== null && own.length === 1 && own[0] === address
      ? [{ height, timeMs, amount: net }]
      : [],
  );
  const { payouts: count, native, parallelEach } = addressEarnings(payouts).byTier[tier];
  return { payouts: count, native: native.toString(), parallelEach: parallelEach.toString(), shared, complete };
}

export function serverAddress(node: StoredNode, facts: NodeFacts): { host: string | null; port: number | null } {
  const row = facts.confirmed === 'unknown' ? null : facts.confirmed;
  const listed = row === null ? null : nodeEndpoint(row.ip);
  return { host: node.host ?? listed?.host ?? null, port: node.apiPort ?? listed?.port ?? null };
}

export function toNodeView(parts: NodeParts): NodeView {
  const { node, facts, tier, rank, identity, refusals, pendingStart, server, earned } = parts;
  const state = nodeState(facts);
  const row = facts.confirmed === 'unknown' ? null : facts.confirmed;
  const { host, port } = serverAddress(node, facts);
  const problems =
    server === undefined || tier === null
      ? []
      : findProblems(
          { ...server.facts, listedKey: row?.publicKey ?? null, expectedKey: identity?.publicKey ?? null },
          tier,
          facts.height,
        );
  const outlook = rank === null || tier === null ? null : payoutOutlook(rank, tier, facts.height);
  const { collateral } = facts;
  return {
    key: node.key,
    ownership: node.origin,
    tier,
    value: node.value,
    address: node.address ?? row?.address ?? null,
    confirmations: collateral.kind === 'unspent' ? collateralConfirmations(collateral.height, facts.height) : null,
    name: node.name,
    host,
    apiPort: port,
    identity,
    state: state.kind,
    countdown: countdownOf(state),
    explanations: [explainState(state), ...problems.map(explainProblem)].slice(0, 20).map((one) => ({
      ...one,
      data: { ...one.data },
    })),
    rank,
    payout:
      outlook === null
        ? null
        : {
            height: outlook.height,
            inMs: outlook.inMs,
            amount: outlook.amount?.toString() ?? null,
            spendableFrom: outlook.spendableFrom,
          },
    lastPaid:
      row === null || row.lastPaidHeight === null || row.lastPaidMs === null
        ? null
        : { height: row.lastPaidHeight, timeMs: row.lastPaidMs },
    activeSinceMs: row?.activeSinceMs ?? null,
    lastConfirmedHeight: row !== null && row.confirmedHeight > 0 ? row.lastConfirmedHeight : null,
    earned,
    server: server?.view ?? null,
    startRefusals: refusals.slice(0, 20).map((refusal) => ({ ...refusal })),
    pendingStart:
      pendingStart === undefined
        ? null
        : {
            txid: pendingStart.txid,
            sigTime: pendingStart.sigTime,
            state: pendingStart.state,
            reason: pendingStart.reason,
            atMs: pendingStart.updatedAtMs,
          },
  };
}
