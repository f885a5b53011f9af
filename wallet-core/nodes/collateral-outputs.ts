import { type Outpoint, outpointKey, type Spendable } from '../chain-contract/index.ts';
import { collateralTier } from './collateral.ts';
import { collateralConfirmations } from './node-state.ts';
import { type NodeTier, nodeTiers } from './tiers.ts';
import { COLLATERAL_CONFIRMATIONS } from './windows.ts';

export interface CollateralOutput {
  readonly outpoint: Outpoint;
  readonly key: string;
  readonly tier: NodeTier;
  readonly value: bigint;
  readonly address: string;
  readonly confirmations: number;
  /** Old enough for a START now. */
  readonly isMature: boolean;
}

/** Outputs that can hold a node, told by their value alone, so that a reinstalled wallet finds them again. Largest tier first. */
export function findCollateral(spendables: readonly Spendable[], height: number): readonly CollateralOutput[] {
  const found = spendables.flatMap((spendable): readonly CollateralOutput[] => {
    const tier = collateralTier(spendable.value, height);
    if (tier === null) return [];
    const confirmations = collateralConfirmations(spendable.height, height);
    const { outpoint, value, owner } = spendable;
    const isMature = confirmations >= COLLATERAL_CONFIRMATIONS;
    return [{ outpoint, key: outpointKey(outpoint), tier, value, address: owner.address, confirmations, isMature }];
  });
  const weight = (output: CollateralOutput) => nodeTiers.indexOf(output.tier);
  return found.sort((a, b) => weight(b) - weight(a) || b.confirmations - a.confirmations || (a.key < b.key ? -1 : 1));
}
