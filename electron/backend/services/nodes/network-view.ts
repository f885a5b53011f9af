/** The network page in the shape of the contract. */
import type { NetworkView } from '../../../../wallet-core/ipc/index.ts';
import {
  countTiers,
  currentCollateral,
  type NodeRow,
  type NodeTier,
  networkFigures,
} from '../../../../wallet-core/nodes/index.ts';

export function networkOf(
  rows: readonly NodeRow[],
  height: number,
  provenance: NetworkView['provenance'],
): NetworkView {
  const figures = networkFigures(countTiers(rows), height);
  const tierOf = (tier: NodeTier) => {
    const { nodes, locked, reward, rotation, yieldBasisPoints } = figures.tiers[tier];
    return {
      nodes,
      locked: locked.toString(),
      reward: reward?.toString() ?? null,
      rotation: { ...rotation },
      yieldBasisPoints,
      collateral: currentCollateral(tier).toString(),
    };
  };
  return {
    provenance,
    nodes: figures.nodes,
    tiers: { cumulus: tierOf('cumulus'), nimbus: tierOf('nimbus'), stratus: tierOf('stratus') },
    locked: figures.locked.toString(),
    paidPerDay: figures.paidPerDay.toString(),
    leastResources: { ...figures.leastResources },
  };
}
